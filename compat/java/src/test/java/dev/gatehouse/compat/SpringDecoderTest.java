package dev.gatehouse.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWKSet;
import dev.gatehouse.compat.Machines.MachinePool;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Spring Security's decoder, set up from our discovery document alone (JW-30).
class SpringDecoderTest {
  private static MachinePool pool;
  private static String token;
  private static JwtDecoder decoder;

  @BeforeAll
  static void discover() {
    pool = Machines.machinePool();
    token = pool.token("transactions/post");
    decoder = JwtDecoders.fromIssuerLocation(pool.issuer());
  }

  @Test
  void accepts_our_token_with_its_claims() {
    var jwt = decoder.decode(token);
    assertThat(jwt.getIssuer()).hasToString(pool.issuer());
    assertThat(jwt.getSubject()).isEqualTo(pool.clientId());
    assertThat(jwt.getClaimAsString("scope")).isEqualTo("transactions/post");
    assertThat(jwt.getHeaders()).containsOnlyKeys("kid", "alg");
    assertThat(Duration.between(jwt.getIssuedAt(), jwt.getExpiresAt()))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void accepts_our_token_from_an_issuer_location() {
    var lazy = NimbusJwtDecoder.withIssuerLocation(pool.issuer()).build();
    assertThat(lazy.decode(token).getClaimAsString("client_id")).isEqualTo(pool.clientId());
  }

  @Test
  void jw_10_refuses_a_token_past_its_time() {
    var later = new JwtTimestampValidator();
    later.setClock(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
    var tomorrow = NimbusJwtDecoder.withIssuerLocation(pool.issuer()).build();
    tomorrow.setJwtValidator(later);
    assertThatThrownBy(() -> tomorrow.decode(token))
        .isInstanceOf(JwtValidationException.class)
        .hasMessageContaining("expired");
  }

  @Test
  void jw_12_refuses_the_token_of_another_pool() {
    var foreign = Machines.machinePool().token("transactions/post");
    assertThatThrownBy(() -> decoder.decode(foreign)).isInstanceOf(BadJwtException.class);
  }

  @Test
  void jw_26_refuses_an_issuer_asked_for_under_another_name() {
    var other = pool.issuer().replace("localhost", "127.0.0.1");
    assertThatThrownBy(() -> JwtDecoders.fromIssuerLocation(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("did not match");
  }

  @TestFactory
  Stream<DynamicTest> refuses_each_forgery() throws Exception {
    return Forgeries.of(token, signingKey()).entrySet().stream()
        .map(forgery ->
            DynamicTest.dynamicTest(
                "refuses " + forgery.getKey(),
                () ->
                    assertThatThrownBy(() -> decoder.decode(forgery.getValue()))
                        .isInstanceOf(JwtException.class)));
  }

  private static PublicKey signingKey() throws Exception {
    var kid = (String) decoder.decode(token).getHeaders().get("kid");
    var keys = JWKSet.load(URI.create(pool.issuer() + "/.well-known/jwks.json").toURL());
    assertThat(keys.getKeys()).hasSize(2);
    return List.of(keys.getKeyByKeyId(kid)).getFirst().toRSAKey().toPublicKey();
  }
}
