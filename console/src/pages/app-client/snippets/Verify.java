import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.net.URI;
import java.util.Set;

/** With com.nimbusds:nimbus-jose-jwt; keys are fetched once and kept. */
public class Verify {
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  public Verify() throws Exception {
    var keys = JWKSourceBuilder.create(URI.create("{{JWKS_URL}}").toURL()).build();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
    var exact =
        new JWTClaimsSet.Builder().issuer("{{ISSUER}}").claim("token_use", "access").build();
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(exact, Set.of("exp", "scope")));
  }

  /**
   * @throws Exception where the token is not to be believed
   */
  public JWTClaimsSet claims(String token) throws Exception {
    return processor.process(token, null);
  }
}
