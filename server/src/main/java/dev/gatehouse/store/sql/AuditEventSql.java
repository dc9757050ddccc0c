package dev.gatehouse.store.sql;

import dev.gatehouse.store.AuditEvents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// SQL for tables `audit_event` and `audit_chain`.
final class AuditEventSql implements AuditEvents.Writes {
  private static final String COLUMNS =
      "SELECT event_id, pool_id, document, mac, sequence, link FROM audit_event ";
  private static final String LIST =
      COLUMNS + "WHERE event_id >= ? AND event_id < ? ORDER BY event_id DESC LIMIT ?";
  private static final String LIST_OF_POOL =
      COLUMNS
          + "WHERE pool_id = ? AND event_id >= ? AND event_id < ? ORDER BY event_id DESC LIMIT ?";
  private static final String LIST_LINKED =
      COLUMNS + "WHERE sequence IS NOT NULL AND sequence > ? ORDER BY sequence, event_id LIMIT ?";
  private static final String LIST_UNLINKED =
      COLUMNS + "WHERE sequence IS NULL AND event_id > ? ORDER BY event_id LIMIT ?";
  private static final String INSERT =
      "INSERT INTO audit_event (event_id, pool_id, document, mac) VALUES (?, ?, ?, ?)";
  private static final String INSERT_IF_ABSENT =
      INSERT + " ON CONFLICT (pool_id, event_id) DO NOTHING";
  private static final String LINK =
      """
      UPDATE audit_event SET sequence = ?, link = ?
      WHERE pool_id = ? AND event_id = ? AND sequence IS NULL
      """;
  private static final String DELETE =
      "DELETE FROM audit_event WHERE sequence IS NOT NULL AND sequence <= ?";
  private static final String CHAIN =
      """
      SELECT removed, removed_link, last, last_link, last_event, seal FROM audit_chain
      WHERE name = 'chain'
      """;

  /// So that there is a row to hold: of two nodes that make the first link at once, one waits.
  private static final String BEGIN_CHAIN =
      """
      INSERT INTO audit_chain (name, removed, removed_link, last, last_link, last_event, seal)
      VALUES ('chain', 0, '', 0, '', '', '') ON CONFLICT (name) DO NOTHING
      """;

  private static final String PUT_CHAIN =
      """
      UPDATE audit_chain SET removed = ?, removed_link = ?, last = ?, last_link = ?,
        last_event = ?, seal = ?
      WHERE name = 'chain'
      """;

  private final Handle handle;
  private final Dialect dialect;

  AuditEventSql(Handle handle, Dialect dialect) {
    this.handle = handle;
    this.dialect = dialect;
  }

  @Override
  public List<Row> list(Filter filter, int limit) {
    return filter
        .poolId()
        .map(pool -> rows(LIST_OF_POOL, pool, filter.from(), filter.before(), limit))
        .orElseGet(() -> rows(LIST, filter.from(), filter.before(), limit));
  }

  @Override
  public List<Row> listLinked(long after, int limit) {
    return rows(LIST_LINKED, after, limit);
  }

  @Override
  public List<Row> listUnlinked(String after, int limit) {
    return rows(LIST_UNLINKED, after, limit);
  }

  private List<Row> rows(String statement, Object... arguments) {
    return handle.select(statement, arguments).map(row -> map(row)).list();
  }

  @Override
  public Chain chain() {
    return chain(CHAIN);
  }

  @Override
  public Chain lockChain() {
    handle.execute(BEGIN_CHAIN);
    return chain(CHAIN + dialect.forUpdate());
  }

  private Chain chain(String statement) {
    return handle
        .select(statement)
        .map(row ->
            new Chain(
                new Link(row.getLong("removed"), row.getString("removed_link")),
                new Link(row.getLong("last"), row.getString("last_link")),
                row.getString("last_event"),
                row.getString("seal")))
        .findOne()
        .orElse(Chain.EMPTY);
  }

  @Override
  public void insert(Row row) {
    handle.execute(INSERT, row.id(), row.poolId(), row.document(), row.mac());
  }

  @Override
  public void insertIfAbsent(Row row) {
    handle.execute(INSERT_IF_ABSENT, row.id(), row.poolId(), row.document(), row.mac());
  }

  @Override
  public void link(Row row, Link link) {
    if (handle.execute(LINK, link.sequence(), link.mac(), row.poolId(), row.id()) != 1) {
      throw new IllegalStateException("the event is linked already");
    }
  }

  @Override
  public void putChain(Chain chain) {
    handle.execute(
        PUT_CHAIN,
        chain.removed().sequence(),
        chain.removed().mac(),
        chain.last().sequence(),
        chain.last().mac(),
        chain.lastEvent(),
        chain.seal());
  }

  @Override
  public int deleteLinked(long upTo) {
    return handle.execute(DELETE, upTo);
  }

  private static Row map(ResultSet row) throws SQLException {
    var link = Optional.ofNullable(row.getString("link"));
    var sequence = row.getLong("sequence");
    return new Row(
        row.getString("event_id"),
        row.getString("pool_id"),
        row.getString("document"),
        row.getString("mac"),
        link.map(mac -> new Link(sequence, mac)));
  }
}
