package dev.gatehouse.config;

/// What tokens name as issuer.
public enum IssuerMode {
  /// `{public-url}/{poolId}`.
  PUBLIC_URL,
  /// `https://cognito-idp.{region}.amazonaws.com/{poolId}`.
  AWS
}
