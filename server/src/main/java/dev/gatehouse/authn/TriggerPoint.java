package dev.gatehouse.authn;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.users.UserRules;
import java.util.List;

/// Where a pool's triggers take part in a sign-in (behaviour reference users §7). None is called
/// yet: a pool that has one asks for a decision that nobody would make, so nobody signs in to it
/// (AT-17), and it is the same for everybody, also for names that nobody has.
enum TriggerPoint {
  USER_MIGRATION("UserMigration"),
  PRE_AUTHENTICATION("PreAuthentication"),
  POST_AUTHENTICATION("PostAuthentication"),
  PRE_TOKEN_GENERATION("PreTokenGeneration", "PreTokenGenerationConfig");

  private final String member;
  private final String versioned;

  TriggerPoint(String member) {
    this(member, member);
  }

  /// @param versioned the member in which a version of the event can be chosen
  TriggerPoint(String member, String versioned) {
    this.member = member;
    this.versioned = versioned;
  }

  /// Refuses a pool that has a trigger at any point.
  ///
  /// @throws RefusedException with [Refusal.NotBuilt]
  static void requireNone(UserRules pool) {
    for (var point : values()) {
      point.requireUnset(pool);
    }
  }

  /// Refuses a pool that has a trigger at this point.
  ///
  /// @throws RefusedException with [Refusal.NotBuilt]
  void requireUnset(UserRules pool) {
    for (var name : List.of(member, versioned)) {
      if (pool.triggers().contains(name)) {
        throw new RefusedException(
            new Refusal.NotBuilt("The trigger " + name + " of the user pool"));
      }
    }
  }
}
