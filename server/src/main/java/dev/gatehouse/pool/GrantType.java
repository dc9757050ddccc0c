package dev.gatehouse.pool;

import java.util.Optional;

/// How tokens are obtained at `/oauth2/token` and `/oauth2/authorize` (API reference:
/// `OAuthFlowType`).
public enum GrantType {
  CODE("code"),
  IMPLICIT("implicit"),
  CLIENT_CREDENTIALS("client_credentials");

  private final String flow;

  GrantType(String flow) {
    this.flow = flow;
  }

  /// The value of `AllowedOAuthFlows` that allows it.
  public String flow() {
    return flow;
  }

  /// The grant of that `AllowedOAuthFlows` value.
  public static Optional<GrantType> ofFlow(String flow) {
    for (var type : values()) {
      if (type.flow.equals(flow)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
