package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens as a resource server sees them, verified by Nimbus with our key set.
class TokenVerificationTest {
  @TempDir Path folder;
  private Installation installation;

  @BeforeEach
  void open() {
    installation = new Installation(folder);
  }

  @AfterEach
  void close() {
    installation.close();
  }

  @Test
  void jw_30_a_token_verifies_with_the_key_set_of_its_pool() throws Exception {
    var claims = verify(token().text(), "us-east-1_a1B2c3D4e");

    assertThat(claims.getSubject()).isEqualTo(Installation.CLIENT);
    assertThat(claims.getIssuer()).isEqualTo("http://localhost:9229/us-east-1_a1B2c3D4e");
    assertThat(claims.getStringClaim("client_id")).isEqualTo(Installation.CLIENT);
    assertThat(claims.getStringClaim("token_use")).isEqualTo("access");
  }

  @Test
  void jw_30_an_altered_token_does_not_verify() {
    var text = token().text();
    var payload = text.indexOf('.') + 5;
    var altered =
        text.substring(0, payload)
            + (text.charAt(payload) == 'A' ? 'B' : 'A')
            + text.substring(payload + 1);

    assertThatThrownBy(() -> verify(altered, "us-east-1_a1B2c3D4e"))
        .isInstanceOfAny(BadJOSEException.class, java.text.ParseException.class);
  }

  @Test
  void jw_21_a_token_does_not_verify_with_the_key_set_of_another_pool() {
    assertThatThrownBy(() -> verify(token().text(), "us-east-1_foreign00"))
        .isInstanceOf(BadJOSEException.class);
  }

  @Test
  void jw_24_an_emergency_rotation_ends_old_tokens_at_once() throws Exception {
    var old = token().text();
    installation.keys.rotateAtOnce(Installation.POOL);

    assertThatThrownBy(() -> verify(old, "us-east-1_a1B2c3D4e"))
        .isInstanceOf(BadJOSEException.class);
    assertThat(verify(token().text(), "us-east-1_a1B2c3D4e").getSubject())
        .isEqualTo(Installation.CLIENT);
  }

  @Test
  void te_31_tk_31_ten_thousand_parallel_requests_get_distinct_tokens_of_their_own_client()
      throws Exception {
    var ids = List.of(Installation.CLIENT, "twosecrets", "foreign");
    var seen = ConcurrentHashMap.<String>newKeySet();
    try (var threads = Executors.newFixedThreadPool(32)) {
      var work = new java.util.ArrayList<Future<?>>();
      for (int i = 0; i < 10_000; i++) {
        var id = ids.get(i % ids.size());
        work.add(
            threads.submit(() -> {
              var token = TokenCall.of(installation).basic(id, Installation.SECRET).token();
              assertThat(token.claim("sub")).isEqualTo(id);
              assertThat(token.claim("client_id")).isEqualTo(id);
              assertThat(seen.add(token.claim("jti"))).isTrue();
            }));
      }
      for (var done : work) {
        done.get();
      }
    }
    assertThat(seen).hasSize(10_000);
  }

  private Jwt token() {
    return TokenCall.of(installation).basic(Installation.CLIENT, Installation.SECRET).token();
  }

  private JWTClaimsSet verify(String token, String pool) throws Exception {
    var response = installation.send("GET", "/" + pool + "/.well-known/jwks.json", new byte[0]);
    var keys = JWKSet.parse(new String(response.body(), StandardCharsets.UTF_8));
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys)));
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>((JOSEObjectType) null));
    // The verifier has the clock of the test.
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(null, Set.of("sub", "iss")) {
          @Override
          protected java.util.Date currentTime() {
            return java.util.Date.from(installation.clock.instant());
          }
        });
    return processor.process(token, null);
  }
}
