package dev.gatehouse.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.DomainName;
import dev.gatehouse.pool.UserPoolId;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The `openid-configuration` document of a pool (OIDC Discovery §3), as short as Cognito's:
/// compact JSON, members in alphabetical order, no more of them (behaviour reference WK-02, WK-03).
/// In dev mode it says so in a member of our own (security reference 1.4).
///
/// Written once, and kept by all that it is made of, so that nothing here can be out of date.
/// Thread-safe.
final class Discovery {
  /// Each is about a kilobyte.
  private static final int DOCUMENTS_MAX = 2_000;

  private final OAuthSettings settings;
  private final Cache<Source, PublicDocument> documents =
      Caffeine.newBuilder().maximumSize(DOCUMENTS_MAX).executor(Runnable::run).build();

  /// What a document says beside the settings.
  private record Source(UserPoolId pool, List<DomainName> domains) {}

  Discovery(OAuthSettings settings) {
    this.settings = settings;
  }

  PublicDocument of(PoolEntry pool) {
    return documents.get(
        new Source(pool.id(), pool.domains()),
        source -> new PublicDocument(Json.write(json(source))));
  }

  private JsonObject json(Source source) {
    var members = new TreeMap<String, JsonValue>();
    var issuer = settings.issuer().of(source.pool);
    members.put("issuer", JsonValue.of(issuer));
    members.put(
        "jwks_uri",
        JsonValue.of(settings.publicUrl() + "/" + source.pool + "/.well-known/jwks.json"));
    members.put("id_token_signing_alg_values_supported", JsonValue.of(List.of("RS256")));
    members.put("response_types_supported", JsonValue.of(List.of("code", "token")));
    members.put("scopes_supported", JsonValue.of(List.of("openid", "email", "phone", "profile")));
    members.put("subject_types_supported", JsonValue.of(List.of("public")));
    members.put(
        "token_endpoint_auth_methods_supported",
        JsonValue.of(List.of("client_secret_basic", "client_secret_post")));
    base(source.domains)
        .ifPresentOrElse(base -> putEndpoints(members, base), () -> putNone(members, issuer));
    if (settings.dev()) {
      members.put("gatehouse_dev_mode", JsonValue.of(true));
    }
    return new JsonObject(new LinkedHashMap<>(members));
  }

  private static void putEndpoints(Map<String, JsonValue> members, String base) {
    members.put("authorization_endpoint", JsonValue.of(base + "/oauth2/authorize"));
    members.put("end_session_endpoint", JsonValue.of(base + "/logout"));
    members.put("revocation_endpoint", JsonValue.of(base + "/oauth2/revoke"));
    members.put("token_endpoint", JsonValue.of(base + "/oauth2/token"));
    members.put("userinfo_endpoint", JsonValue.of(base + "/oauth2/userInfo"));
  }

  /// WK-04: without a domain there are addresses below the issuer, where nothing answers.
  private static void putNone(Map<String, JsonValue> members, String issuer) {
    members.put("authorization_endpoint", JsonValue.of(issuer + "/authorize"));
    members.put("token_endpoint", JsonValue.of(issuer + "/token"));
    members.put("userinfo_endpoint", JsonValue.of(issuer + "/userInfo"));
  }

  /// Where the pool's domain answers, in a form that works for everybody who can reach the public
  /// address; of two domains the custom one (DO-11).
  private Optional<String> base(List<DomainName> domains) {
    var custom = domains.stream().filter(DomainName::isCustom).findFirst();
    return custom
        .filter(_ -> !settings.domainSuffix().equals("localhost"))
        .map(domain -> hostBase(domain.name()))
        .or(() ->
            custom
                .or(() -> domains.stream().findFirst())
                .map(domain -> settings.publicUrl() + "/domains/" + domain.name()));
  }

  /// A custom host with scheme and port of the public address.
  private String hostBase(String host) {
    var url = URI.create(settings.publicUrl());
    return url.getScheme() + "://" + host + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }
}
