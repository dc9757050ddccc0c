package dev.gatehouse.usage;

import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.postgres.PostgresStore;
import dev.gatehouse.store.postgres.TestDatabases;

class PostgresUsageTest extends UsageContract {
  private final String url = TestDatabases.migratedUrl();

  @Override
  Store openEmpty() {
    return PostgresStore.open(url, () -> Rows.NOW);
  }

  @Override
  Store openAnother() {
    return PostgresStore.open(url, () -> Rows.NOW);
  }
}
