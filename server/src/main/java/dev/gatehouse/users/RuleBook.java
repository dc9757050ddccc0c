package dev.gatehouse.users;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.gatehouse.store.UserPools;

/// The rules of pools, each document read once: a sign-in would spend more on reading it than on
/// finding the user. Kept by the document itself, so that nothing here can be out of date.
/// Thread-safe.
public final class RuleBook {
  /// Each is some tens of kilobytes, schema and key.
  private static final int POOLS_MAX = 500;

  private final Cache<UserPools.Row, UserRules> rules =
      Caffeine.newBuilder().maximumSize(POOLS_MAX).executor(Runnable::run).build();

  /// The rules of a pool, as stored.
  public UserRules of(UserPools.Row pool) {
    return rules.get(pool, UserRules::read);
  }
}
