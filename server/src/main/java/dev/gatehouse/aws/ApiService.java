package dev.gatehouse.aws;

import java.util.Optional;

/// The JSON services that answer at one address, told apart by the prefix of `X-Amz-Target`.
public enum ApiService {
  USER_POOLS("AWSCognitoIdentityProviderService", "cognito-idp"),
  IDENTITY_POOLS("AWSCognitoIdentityService", "cognito-identity"),
  /// What Cognito's API cannot say (design D16).
  EXTENSION("GatehouseService", "gatehouse");

  private final String targetPrefix;
  private final String signingName;

  ApiService(String targetPrefix, String signingName) {
    this.targetPrefix = targetPrefix;
    this.signingName = signingName;
  }

  /// What stands before the dot in `X-Amz-Target`.
  public String targetPrefix() {
    return targetPrefix;
  }

  /// The service in the scope of a signature, also the first half of an action in a policy.
  public String signingName() {
    return signingName;
  }

  /// The service of that target prefix; case counts (AP-06).
  static Optional<ApiService> ofTargetPrefix(String prefix) {
    for (var service : values()) {
      if (service.targetPrefix.equals(prefix)) {
        return Optional.of(service);
      }
    }
    return Optional.empty();
  }
}
