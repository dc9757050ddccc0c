package dev.gatehouse.store.portable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.postgres.PostgresCopies;
import dev.gatehouse.store.postgres.PostgresStore;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.store.sqlite.SqliteCopies;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// From SQLite to PostgreSQL and back.
final class RoundTrip {
  private RoundTrip() {}

  /// Takes what `fill` writes there and back; all that `everything` reads is the same each time.
  ///
  /// @param folder for the files
  /// @return what was copied, by table
  static <T> Map<String, Tally> expectSame(
      Path folder, Function<WriteTx, T> fill, Function<ReadTx, List<Object>> everything) {
    var file = folder.resolve("a.db");
    List<Object> filled;
    try (var store = SqliteStore.open(file, () -> Rows.NOW)) {
      store.write(fill);
      filled = store.read(everything);
    }
    var url = TestDatabases.emptyUrl();
    Map<String, Tally> there;
    try (var snapshot = SqliteCopies.snapshot(file);
        var load = PostgresCopies.load(url, snapshot.schemaVersion()).orElseThrow()) {
      there = Transfer.copy(snapshot, load);
      load.commit();
    }
    try (var store = PostgresStore.open(url, () -> Rows.NOW)) {
      assertThat(store.read(everything)).isEqualTo(filled);
    }
    var back = folder.resolve("b.db");
    try (var snapshot = PostgresCopies.snapshot(url);
        var load = SqliteCopies.load(back, snapshot.schemaVersion())) {
      assertThat(Transfer.copy(snapshot, load)).isEqualTo(there);
      load.commit();
    }
    try (var store = SqliteStore.open(back, () -> Rows.NOW)) {
      assertThat(store.read(everything)).isEqualTo(filled);
    }
    assertThat(SqliteCopies.faults(back)).isEmpty();
    return there;
  }
}
