package dev.gatehouse.pool;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What an administrator may do (console reference 5.8). What that means in operations is said
/// where the policies of access keys are.
public enum AdministratorRole {
  /// Everything.
  ADMINISTRATOR("Administrator"),
  /// Everything on named pools.
  POOL_ADMINISTRATOR("PoolAdministrator"),
  /// Users and their groups, of named pools or of all.
  SUPPORT("Support"),
  /// Looking.
  READ_ONLY("ReadOnly");

  private final String title;

  AdministratorRole(String title) {
    this.title = title;
  }

  /// As it is written: `PoolAdministrator`.
  public String title() {
    return title;
  }

  /// The role that `title` names.
  public static Optional<AdministratorRole> parse(String title) {
    return Arrays.stream(values()).filter(role -> role.title.equals(title)).findFirst();
  }

  /// Requires that the role can be for these pools; none named is all pools.
  ///
  /// @throws RefusedException with [Refusal.PoolsMissing] or [Refusal.PoolsNotPossible]
  public void requirePools(List<String> pools) {
    switch (this) {
      case ADMINISTRATOR, READ_ONLY -> {
        if (!pools.isEmpty()) {
          throw new RefusedException(new Refusal.PoolsNotPossible(this));
        }
      }
      case POOL_ADMINISTRATOR -> {
        if (pools.isEmpty()) {
          throw new RefusedException(new Refusal.PoolsMissing(this));
        }
      }
      case SUPPORT -> {}
    }
  }
}
