package dev.gatehouse.token;

import dev.gatehouse.pool.UserPoolId;

/// Names the issuer of a pool's tokens (behaviour reference WK-08, design 3). One spelling for
/// tokens and discovery (JW-26).
@FunctionalInterface
public interface Issuer {
  /// The issuer, for instance `http://localhost:9229/us-east-1_a1B2c3D4e`.
  String of(UserPoolId poolId);

  /// Below this server's public address.
  ///
  /// @param publicUrl without a slash at the end
  static Issuer at(String publicUrl) {
    return poolId -> publicUrl + "/" + poolId;
  }

  /// As AWS names it: for tests of code that pins the host.
  static Issuer aws() {
    return poolId -> "https://cognito-idp." + poolId.region() + ".amazonaws.com/" + poolId;
  }
}
