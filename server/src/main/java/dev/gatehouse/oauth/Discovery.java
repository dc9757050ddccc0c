package dev.gatehouse.oauth;

import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.crypto.Digests;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.pool.DomainName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Makes the discovery document of a pool (OIDC Discovery §3): short, compact and alphabetical, as
/// the service writes it (WK-02, WK-03). The token endpoint is named in the form that works
/// everywhere for the configured public address (design 3).
final class Discovery {
  private final OAuthSettings settings;

  Discovery(OAuthSettings settings) {
    this.settings = settings;
  }

  /// A finished document.
  private record Made(String text, String etag) implements Published.Document {
    @Override
    public byte[] json() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  Published.Document make(PoolEntry pool) {
    var bytes = Json.write(document(pool));
    var etag = "\"" + HexFormat.of().formatHex(Digests.sha256(bytes), 0, 16) + "\"";
    return new Made(new String(bytes, StandardCharsets.UTF_8), etag);
  }

  private JsonValue document(PoolEntry pool) {
    var plain = settings.publicUrl() + "/" + pool.id();
    var domain = domainUrl(pool);
    var document = JsonValue.object();
    document.put(
        "authorization_endpoint",
        domain.map(url -> url + "/oauth2/authorize").orElse(plain + "/authorize"));
    domain.ifPresent(url -> document.put("end_session_endpoint", url + "/logout"));
    if (settings.dev()) {
      document.put(
          "gatehouse_dev_mode",
          true); // Not standard: whoever meets it outside a laptop must see it.
    }
    document.put("id_token_signing_alg_values_supported", JsonValue.of(List.of("RS256")));
    document.put("issuer", settings.issuer().of(pool.id()));
    document.put("jwks_uri", plain + "/.well-known/jwks.json");
    document.put("response_types_supported", JsonValue.of(List.of("code", "token")));
    domain.ifPresent(url -> document.put("revocation_endpoint", url + "/oauth2/revoke"));
    document.put("scopes_supported", JsonValue.of(List.of("openid", "email", "phone", "profile")));
    document.put("subject_types_supported", JsonValue.of(List.of("public")));
    document.put(
        "token_endpoint", domain.map(url -> url + "/oauth2/token").orElse(plain + "/token"));
    document.put(
        "token_endpoint_auth_methods_supported",
        JsonValue.of(List.of("client_secret_basic", "client_secret_post")));
    document.put(
        "userinfo_endpoint",
        domain.map(url -> url + "/oauth2/userInfo").orElse(plain + "/userInfo"));
    return document.build();
  }

  /// The custom host where there is one (DO-11), else the prefix by path; empty without a domain
  /// (WK-04).
  private Optional<String> domainUrl(PoolEntry pool) {
    var domains = pool.domains();
    var custom = domains.stream().filter(DomainName::isCustom).findFirst();
    if (custom.isPresent()) {
      return custom.map(domain -> "https://" + domain.name());
    }
    return domains.stream()
        .findFirst()
        .map(domain -> settings.publicUrl() + "/domains/" + domain.name());
  }
}
