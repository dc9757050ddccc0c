package dev.gatehouse.pool;

import java.util.Optional;
import java.util.Set;

/// How a user signs in over the user pools API (behaviour reference users §3.1; API reference:
/// `AuthFlowType`).
public enum AuthFlow {
  USER_SRP_AUTH("ALLOW_USER_SRP_AUTH"),
  USER_PASSWORD_AUTH("ALLOW_USER_PASSWORD_AUTH"),
  ADMIN_USER_PASSWORD_AUTH("ALLOW_ADMIN_USER_PASSWORD_AUTH"),
  REFRESH_TOKEN_AUTH("ALLOW_REFRESH_TOKEN_AUTH"),
  CUSTOM_AUTH("ALLOW_CUSTOM_AUTH"),
  USER_AUTH("ALLOW_USER_AUTH");

  private static final String CURRENT_PREFIX = "ALLOW_";

  /// What a client allows that names no flow (AC-15).
  private static final Set<AuthFlow> UNLESS_NAMED =
      Set.of(REFRESH_TOKEN_AUTH, USER_SRP_AUTH, CUSTOM_AUTH);

  private final String permission;

  AuthFlow(String permission) {
    this.permission = permission;
  }

  /// The flow that a request names, by its present name or its old one (§3.1).
  public static Optional<AuthFlow> of(String name) {
    return switch (name) {
      case "ADMIN_NO_SRP_AUTH" -> Optional.of(ADMIN_USER_PASSWORD_AUTH);
      case "REFRESH_TOKEN" -> Optional.of(REFRESH_TOKEN_AUTH);
      default -> {
        for (var flow : values()) {
          if (flow.name().equals(name)) {
            yield Optional.of(flow);
          }
        }
        yield Optional.empty();
      }
    };
  }

  /// Whether a client with those `ExplicitAuthFlows` may use it (AC-15, SR-15).
  public boolean isAllowedBy(Set<String> explicitFlows) {
    if (explicitFlows.isEmpty()) {
      return UNLESS_NAMED.contains(this);
    }
    return explicitFlows.stream().anyMatch(flow -> flow.startsWith(CURRENT_PREFIX))
        ? explicitFlows.contains(permission)
        : isAllowedByOld(explicitFlows);
  }

  /// The old names add to what every client allowed then; the one that narrows leaves custom
  /// challenges and refreshing (assumed: the reference knows no more than that they cannot be mixed
  /// with the present ones).
  private boolean isAllowedByOld(Set<String> explicitFlows) {
    return switch (this) {
      case USER_SRP_AUTH -> !explicitFlows.contains("CUSTOM_AUTH_FLOW_ONLY");
      case USER_PASSWORD_AUTH -> explicitFlows.contains("USER_PASSWORD_AUTH");
      case ADMIN_USER_PASSWORD_AUTH -> explicitFlows.contains("ADMIN_NO_SRP_AUTH");
      case REFRESH_TOKEN_AUTH, CUSTOM_AUTH -> true;
      case USER_AUTH -> false;
    };
  }

  /// Whether an administrator's operation, or a user's own, takes it: a password in clear is sent
  /// by either in a flow of its own (§3.1; of the user's flow in the administrator's operation
  /// assumed).
  public boolean isFor(boolean administrator) {
    return switch (this) {
      case USER_PASSWORD_AUTH -> !administrator;
      case ADMIN_USER_PASSWORD_AUTH -> administrator;
      case USER_SRP_AUTH, REFRESH_TOKEN_AUTH, CUSTOM_AUTH, USER_AUTH -> true;
    };
  }
}
