package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;

/// Tokens signed by an independent library, checked by the command line.
class JwtTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final RSAKey RSA = rsa("rsa");
  private static final ECKey CURVE = curve();

  private static RSAKey rsa(String kid) {
    try {
      return new RSAKeyGenerator(2048).keyID(kid).generate();
    } catch (JOSEException broken) {
      throw new AssertionError(broken);
    }
  }

  private static ECKey curve() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("curve").generate();
    } catch (JOSEException broken) {
      throw new AssertionError(broken);
    }
  }

  private static KeySet published() {
    var set = new JWKSet(java.util.List.<JWK>of(RSA, CURVE)).toString(true);
    return KeySet.parse(set.getBytes(StandardCharsets.UTF_8));
  }

  private static String token(JWSAlgorithm algorithm, JWK key, Instant expiry)
      throws JOSEException {
    var claims = new JWTClaimsSet.Builder().subject("a").expirationTime(Date.from(expiry)).build();
    var jwt = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
    JWSSigner signer = key instanceof RSAKey r ? new RSASSASigner(r) : new ECDSASigner((ECKey) key);
    jwt.sign(signer);
    return jwt.serialize();
  }

  @Test
  void accepts_each_algorithm_that_it_knows() throws JOSEException {
    for (var algorithm :
        java.util.List.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512)) {
      Jwt.parse(token(algorithm, RSA, NOW.plusSeconds(1))).verify(published(), NOW);
    }
    var decoded = Jwt.parse(token(JWSAlgorithm.ES256, CURVE, NOW.plusSeconds(1)));
    decoded.verify(published(), NOW);
    assertThat(PrettyJson.text(decoded.decoded()))
        .isEqualTo(
            """
            {
              "header": {
                "kid": "curve",
                "alg": "ES256"
              },
              "claims": {
                "exp": 1767323046,
                "sub": "a"
              }
            }\
            """);
  }

  @Test
  void refuses_an_expired_token_a_wrong_signature_and_an_unknown_key() throws JOSEException {
    assertRefused(token(JWSAlgorithm.RS256, RSA, NOW), "it has expired");
    var good = token(JWSAlgorithm.RS256, RSA, NOW.plusSeconds(1));
    var payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"sub\":\"b\"}".getBytes(StandardCharsets.UTF_8));
    var parts = good.split("\\.", -1);
    assertRefused(parts[0] + "." + payload + "." + parts[2], "the signature does not fit");
    var stranger = rsa("other");
    assertRefused(
        token(JWSAlgorithm.RS256, stranger, NOW.plusSeconds(1)), "no published key has its kid");
  }

  @Test
  void never_tries_an_algorithm_of_another_family_than_the_key() {
    var payload = encode("{\"sub\":\"a\"}");
    for (var algorithm : java.util.List.of("none", "HS256", "ES256", "")) {
      var header = encode("{\"kid\":\"rsa\",\"alg\":\"" + algorithm + "\"}");
      assertRefused(header + "." + payload + ".AAAA", "the signature does not fit");
    }
  }

  @Test
  void jw_08_refuses_a_critical_extension_and_jw_10_a_time_that_is_no_number()
      throws JOSEException {
    assertRefused(
        signed("{\"kid\":\"rsa\",\"alg\":\"RS256\",\"crit\":[\"x\"]}", "{}"),
        "it has critical extensions");
    for (var name : java.util.List.of("exp", "nbf")) {
      var claims = "{\"" + name + "\":\"9999999999\"}";
      assertRefused(
          signed("{\"kid\":\"rsa\",\"alg\":\"RS256\"}", claims), name + " is not a number");
    }
  }

  /// A token whose signature is right, whatever stands in it.
  private static String signed(String header, String claims) throws JOSEException {
    var text = encode(header) + "." + encode(claims);
    var signature =
        new RSASSASigner(RSA)
            .sign(new JWSHeader(JWSAlgorithm.RS256), text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + signature;
  }

  @Test
  void jw_18_a_token_of_dots_is_no_token() {
    for (var dots : java.util.List.of(10_000, 1_000_000)) {
      assertThatThrownBy(() -> Jwt.parse(".".repeat(dots)))
          .hasMessageContaining("it has " + (dots + 1) + " parts, not 3");
    }
  }

  @Test
  void says_what_is_not_a_token() {
    assertThatThrownBy(() -> Jwt.parse("a.b")).hasMessageContaining("it has 2 parts, not 3");
    assertThatThrownBy(() -> Jwt.parse("a.b.c*")).hasMessageContaining("not a JSON Web Token");
    assertThatThrownBy(() -> Jwt.parse("*.b.c")).hasMessageContaining("not Base64");
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String token, String why) {
    assertThatThrownBy(() -> Jwt.parse(token).verify(published(), NOW))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("the token is not valid: " + why)
        .extracting(failure -> ((CommandFailure) failure).exitCode())
        .isEqualTo(ExitCode.REFUSED);
  }
}
