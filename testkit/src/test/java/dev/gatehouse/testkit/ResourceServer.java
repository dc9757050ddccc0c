package dev.gatehouse.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;

/// What accepts tokens in these tests: a verifier that nobody of ours wrote, with a clock.
record ResourceServer(String keySet, InstantSource clock) {
  /// The claims of a token that is signed with one of the keys and has not expired.
  Optional<JWTClaimsSet> accept(MachineToken token) {
    try {
      var jwt = SignedJWT.parse(token.accessToken());
      var key = JWKSet.parse(keySet).getKeyByKeyId(jwt.getHeader().getKeyID());
      if (key == null || !jwt.verify(new RSASSAVerifier(key.toRSAKey()))) {
        return Optional.empty();
      }
      var claims = jwt.getJWTClaimsSet();
      var hasExpired = !clock.instant().isBefore(claims.getExpirationTime().toInstant());
      return hasExpired ? Optional.empty() : Optional.of(claims);
    } catch (ParseException | JOSEException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  static String keyId(MachineToken token) {
    try {
      return SignedJWT.parse(token.accessToken()).getHeader().getKeyID();
    } catch (ParseException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
