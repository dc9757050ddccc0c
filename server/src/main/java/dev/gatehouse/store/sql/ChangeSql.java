package dev.gatehouse.store.sql;

import dev.gatehouse.store.Change;
import dev.gatehouse.store.Changes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// SQL for table `change`.
final class ChangeSql implements Changes.Writes {
  private static final String INSERT =
      "INSERT INTO change (kind, pool_id, item, recorded_at) VALUES (?, ?, ?, ?)";
  private static final String LIST =
      """
      SELECT sequence, kind, pool_id, item, recorded_at FROM change
      WHERE sequence > ? ORDER BY sequence LIMIT ?
      """;
  private static final String LAST = "SELECT COALESCE(MAX(sequence), 0) FROM change";
  private static final String DELETE = "DELETE FROM change WHERE recorded_at < ?";

  private final Handle handle;
  private final Dialect dialect;
  private final InstantSource clock;
  private final List<Change> recorded = new ArrayList<>();

  ChangeSql(Handle handle, Dialect dialect, InstantSource clock) {
    this.handle = handle;
    this.dialect = dialect;
    this.clock = clock;
  }

  void record(Change.Kind kind, String poolId, String key) {
    handle.execute(INSERT, kind.name(), poolId, key, clock.millis());
    recorded.add(new Change(kind, poolId, key));
  }

  List<Change> recorded() {
    return List.copyOf(recorded);
  }

  @Override
  public List<Entry> listAfter(long sequence, int limit) {
    return handle.select(LIST, sequence, limit).map(row -> map(row)).list();
  }

  @Override
  public long lastSequence() {
    return handle.select(LAST).map(row -> row.getLong(1)).one();
  }

  @Override
  public boolean isInCommitOrder() {
    return dialect.serialisesWrites();
  }

  @Override
  public int deleteBefore(Instant time) {
    return handle.execute(DELETE, time.toEpochMilli());
  }

  private static Entry map(ResultSet row) throws SQLException {
    return new Entry(
        row.getLong("sequence"),
        Instant.ofEpochMilli(row.getLong("recorded_at")),
        new Change(
            Change.Kind.valueOf(row.getString("kind")),
            row.getString("pool_id"),
            row.getString("item")));
  }
}
