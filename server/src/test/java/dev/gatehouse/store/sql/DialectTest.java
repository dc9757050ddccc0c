package dev.gatehouse.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DialectTest {
  /// What the change feed relies on: elsewhere a low number may be committed after a high one.
  @Test
  void rl_35_only_sqlite_has_one_writer_after_the_other() {
    assertThat(Dialect.SQLITE.serialisesWrites()).isTrue();
    assertThat(Dialect.POSTGRES.serialisesWrites()).isFalse();
  }
}
