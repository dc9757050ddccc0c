package dev.gatehouse.token;

import dev.gatehouse.env.Env;
import dev.gatehouse.keys.KeyRing;
import dev.gatehouse.keys.SigningKey;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.MachineAttributes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedSet;

/// Makes tokens. The order of claims is contract: that of a `java.util.HashMap` (behaviour
/// reference TC-01a), which makes payloads byte-identical to Cognito's.
public final class TokenIssuer {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int PAYLOAD_LENGTH = 512;

  private static final int COUNTED_CLIENTS = 1_000;

  private final Env env;
  private final IssuedTokens issued;

  public TokenIssuer(Env env) {
    this(env, COUNTED_CLIENTS);
  }

  /// @param countedClientsMax how many clients' tokens are counted apart
  public TokenIssuer(Env env, int countedClientsMax) {
    this.env = env;
    issued = new IssuedTokens(countedClientsMax);
  }

  /// Shows what is counted here.
  public void showIn(Meters meters) {
    issued.showIn(meters);
  }

  /// An access token of a client for itself (TC-M2M):
  ///
  /// ```json
  /// {"sub":"14aq…","token_use":"access","scope":"transactions\/post","auth_time":1527817366,
  ///  "iss":"…","exp":1527820966,"iat":1527817366,"version":2,"jti":"aeeef50a-…","client_id":"14aq…"}
  /// ```
  ///
  /// Every call makes a new `jti` (TK-31).
  ///
  /// @param issuer of the client's pool
  /// @param key an active access-token key of the client's pool
  /// @param scopes to name, in this order
  /// @return the compact serialisation (RFC 7515 §7.1)
  public String machineToken(
      AppClient client, String issuer, SigningKey key, SequencedSet<String> scopes) {
    var issuedAt = env.clock().instant().getEpochSecond();
    var expiresAt = issuedAt + client.accessTokenTtl().toSeconds();
    var scope = String.join(" ", scopes);
    var jti = env.uuid().toString();
    var payload =
        client.attributes().equals(MachineAttributes.NONE)
            ? plain(client.id().value(), scope, issuer, issuedAt, expiresAt, jti)
            : extended(client, scope, issuer, issuedAt, expiresAt, jti);
    var token = sign(key, payload.getBytes(StandardCharsets.UTF_8));
    issued.access(client.id());
    return token;
  }

  /// The ten claims in the order that a HashMap of 16 buckets gives them; a test holds that it
  /// does.
  private static String plain(
      String client, String scope, String issuer, long issuedAt, long expiresAt, String jti) {
    var out = new StringBuilder(PAYLOAD_LENGTH).append("{\"sub\":");
    JsonText.append(out, client);
    out.append(",\"token_use\":\"access\",\"scope\":");
    JsonText.append(out, scope);
    out.append(",\"auth_time\":").append(issuedAt).append(",\"iss\":");
    JsonText.append(out, issuer);
    out.append(",\"exp\":").append(expiresAt);
    out.append(",\"iat\":").append(issuedAt);
    out.append(",\"version\":2,\"jti\":\"").append(jti);
    out.append("\",\"client_id\":");
    JsonText.append(out, client);
    return out.append('}').toString();
  }

  private static String extended(
      AppClient client, String scope, String issuer, long issuedAt, long expiresAt, String jti) {
    var claims = new HashMap<String, Object>();
    claims.put("sub", client.id().value());
    claims.put("token_use", "access");
    claims.put("scope", scope);
    claims.put("auth_time", issuedAt);
    claims.put("iss", issuer);
    claims.put("exp", expiresAt);
    claims.put("iat", issuedAt);
    claims.put("version", 2);
    claims.put("jti", jti);
    claims.put("client_id", client.id().value());
    var audience = client.attributes().audience();
    if (!audience.isEmpty()) {
      claims.put("aud", audience.size() == 1 ? audience.getFirst() : audience);
    }
    claims.putAll(client.attributes().claims());
    return text(claims);
  }

  private static String text(Map<String, Object> claims) {
    var out = new StringBuilder(PAYLOAD_LENGTH);
    JsonText.append(out, claims);
    return out.toString();
  }

  /// The keys that sign for a pool now.
  public record SigningPair(SigningKey access, SigningKey id) {
    /// Those that are active at `now`.
    public static SigningPair of(KeyRing keys, Instant now) {
      return new SigningPair(keys.signing(KeyUse.ACCESS, now), keys.signing(KeyUse.ID, now));
    }
  }

  /// A user's tokens, each in its compact serialisation.
  public record UserTokens(String access, String id) {}

  /// The access and ID token of a user who has signed in, or whose tokens are refreshed (behaviour
  /// reference oauth §7.2, §7.3). Each has a new `jti` (TC-20).
  ///
  /// @param issuer of the client's pool
  /// @param keys of the client's pool
  public UserTokens userTokens(AppClient client, String issuer, SigningPair keys, SignedIn user) {
    var claims = new UserClaims(client, issuer, user, env.clock().instant());
    var access = sign(keys.access, claims.access(env.uuid().toString()));
    var id = sign(keys.id, claims.id(env.uuid().toString()));
    issued.access(client.id());
    return new UserTokens(access, id);
  }

  private static String sign(SigningKey key, Map<String, Object> claims) {
    return sign(key, text(claims).getBytes(StandardCharsets.UTF_8));
  }

  private static String sign(SigningKey key, byte[] payload) {
    var header = key.encodedHeader();
    var body = BASE64.encode(payload);
    var text = new byte[header.length + 1 + body.length];
    System.arraycopy(header, 0, text, 0, header.length);
    text[header.length] = '.';
    System.arraycopy(body, 0, text, header.length + 1, body.length);
    var signature = BASE64.encode(key.sign(text));
    var token = new byte[text.length + 1 + signature.length];
    System.arraycopy(text, 0, token, 0, text.length);
    token[text.length] = '.';
    System.arraycopy(signature, 0, token, text.length + 1, signature.length);
    return new String(token, StandardCharsets.ISO_8859_1);
  }
}
