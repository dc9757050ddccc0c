package dev.gatehouse.oauth;

import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.catalog.PoolEntry;
import dev.gatehouse.http.Request;
import java.util.Optional;
import java.util.function.Predicate;

/// How a request names the domain of the pool that it is meant for (design 3).
@FunctionalInterface
interface Address {
  /// What the pool of the request's client must fulfil; empty when no pool has this address.
  Optional<Predicate<PoolEntry>> find(Request request, Lookups lookups);
}
