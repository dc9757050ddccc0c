package dev.gatehouse.store.sql;

import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.Sealed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// SQL for table `message`.
final class MessageSql implements Messages.Writes {
  private static final String COLUMNS =
      """
      SELECT pool_id, message_id, kind, medium, sub, recipient, content, in_inbox, state, attempts,
        created_at, due_at, useful_until, fault
      FROM message
      """;
  private static final String LIST =
      COLUMNS + " WHERE pool_id = ? AND message_id < ? ORDER BY message_id DESC LIMIT ?";
  private static final String LIST_TO =
      COLUMNS
          + " WHERE pool_id = ? AND recipient = ? AND message_id < ? ORDER BY message_id DESC LIMIT ?";
  private static final String COUNT =
      """
      SELECT COUNT(*) FROM (
        SELECT message_id FROM message WHERE pool_id = ? AND message_id > ? LIMIT ?) AS newer
      """;

  /// Nothing is said in the name of a pool that is removed. Not a join, so that the index on what
  /// is due leads.
  private static final String OF_A_POOL =
      " AND (SELECT p.region FROM user_pool p WHERE p.pool_id = message.pool_id) <> ''";

  private static final String LIST_DUE =
      COLUMNS
          + " WHERE state = 'PENDING' AND medium = ? AND due_at <= ?"
          + OF_A_POOL
          + " ORDER BY due_at, message_id LIMIT ?";
  private static final String INSERT =
      """
      INSERT INTO message (pool_id, message_id, kind, medium, sub, recipient, content, in_inbox,
        state, attempts, created_at, due_at, useful_until, fault)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String WITHDRAW = "DELETE FROM message WHERE pool_id = ? AND message_id = ?";
  private static final String TAKE =
      """
      UPDATE message SET attempts = attempts + 1, due_at = ?
      WHERE pool_id = ? AND message_id = ? AND state = 'PENDING' AND attempts = ? AND due_at = ?
      """
          + OF_A_POOL;
  private static final String SETTLE =
      """
      UPDATE message SET state = ?, due_at = ?, fault = ?,
        content = CASE WHEN in_inbox OR ? THEN content ELSE NULL END
      WHERE pool_id = ? AND message_id = ? AND state = 'PENDING' AND attempts = ?
      """;
  private static final String GIVE_UP =
      """
      UPDATE message SET state = 'FAILED', due_at = ?, fault = COALESCE(fault, ?),
        content = CASE WHEN in_inbox THEN content ELSE NULL END
      WHERE (pool_id, message_id) IN (
        SELECT pool_id, message_id FROM message
        WHERE state = 'PENDING' AND medium = ? AND due_at <= ? AND useful_until <= ?
        ORDER BY due_at, message_id LIMIT ?)
        AND state = 'PENDING' AND due_at <= ?
      """;
  private static final String DELETE_DUE =
      """
      DELETE FROM message WHERE (pool_id, message_id) IN (
        SELECT pool_id, message_id FROM message
        WHERE state = ? AND medium = ? AND due_at <= ? ORDER BY due_at, message_id LIMIT ?)
      """;
  private static final String DELETE =
      """
      DELETE FROM message WHERE pool_id = ? AND state <> 'PENDING' AND message_id IN (
        SELECT message_id FROM message WHERE pool_id = ? %s AND state <> 'PENDING'
        ORDER BY message_id LIMIT ?)
      """;

  /// What another node has settled since [#DELETE] has its words only for the inbox.
  private static final String HIDE =
      """
      UPDATE message SET in_inbox = FALSE,
        content = CASE WHEN state = 'PENDING' THEN content ELSE NULL END
      WHERE pool_id = ? AND in_inbox AND message_id IN (
        SELECT message_id FROM message WHERE pool_id = ? %s AND in_inbox
        ORDER BY message_id LIMIT ?)
      """;

  /// Above every id: ids are hexadecimal.
  private static final String ABOVE_ALL_IDS = "g";

  private final Handle handle;
  private final UserPoolSql pools;

  MessageSql(Handle handle, UserPoolSql pools) {
    this.handle = handle;
    this.pools = pools;
  }

  @Override
  public List<Row> list(Filter filter, Optional<String> before, int limit) {
    var pool = filter.poolId().value();
    var below = before.orElse(ABOVE_ALL_IDS);
    return filter
        .recipient()
        .map(to -> rows(LIST_TO, pool, to, below, limit))
        .orElseGet(() -> rows(LIST, pool, below, limit));
  }

  @Override
  public int count(UserPoolId poolId, Optional<String> after, int max) {
    return handle
        .select(COUNT, poolId.value(), after.orElse(""), max)
        .map(row -> row.getInt(1))
        .one();
  }

  @Override
  public List<Row> listDue(DeliveryMedium medium, Instant now, int limit) {
    return rows(LIST_DUE, medium.name(), now.toEpochMilli(), limit);
  }

  private List<Row> rows(String statement, Object... arguments) {
    return handle.select(statement, arguments).map(row -> map(row)).list();
  }

  @Override
  public void insert(Row row) {
    pools.require(row.poolId());
    handle.execute(
        INSERT,
        row.poolId().value(),
        row.id(),
        row.kind().name(),
        row.medium().name(),
        row.sub().value(),
        row.recipient(),
        row.content().map(Sealed::text).orElse(null),
        row.inInbox(),
        row.state().name(),
        row.attempts(),
        row.createdAt().toEpochMilli(),
        row.dueAt().toEpochMilli(),
        row.usefulUntil().toEpochMilli(),
        row.fault().orElse(null));
  }

  @Override
  public void withdraw(Row row) {
    handle.execute(WITHDRAW, row.poolId().value(), row.id());
  }

  @Override
  public boolean take(Row row, Instant until) {
    return handle.execute(
            TAKE,
            until.toEpochMilli(),
            row.poolId().value(),
            row.id(),
            row.attempts(),
            row.dueAt().toEpochMilli())
        > 0;
  }

  @Override
  public boolean settle(Row row, int attempts, State state, Instant dueAt, Optional<String> fault) {
    return handle.execute(
            SETTLE,
            state.name(),
            dueAt.toEpochMilli(),
            fault.orElse(null),
            state == State.PENDING,
            row.poolId().value(),
            row.id(),
            attempts)
        > 0;
  }

  @Override
  public int giveUp(DeliveryMedium medium, Instant now, Instant deleteAt, String fault, int limit) {
    return handle.execute(
        GIVE_UP,
        deleteAt.toEpochMilli(),
        fault,
        medium.name(),
        now.toEpochMilli(),
        now.toEpochMilli(),
        limit,
        now.toEpochMilli()); // Again: another node may have taken it meanwhile, or ended it.
  }

  @Override
  public int deleteDue(Instant now, int limit) {
    int deleted = 0;
    for (var state : List.of(State.KEPT, State.SENT, State.FAILED)) {
      for (var medium : DeliveryMedium.values()) {
        deleted +=
            handle.execute(
                DELETE_DUE, state.name(), medium.name(), now.toEpochMilli(), limit - deleted);
      }
    }
    return deleted;
  }

  @Override
  public int clear(Filter filter, int limit) {
    int deleted = clear(DELETE, filter, limit);
    return deleted + clear(HIDE, filter, limit - deleted);
  }

  private int clear(String statement, Filter filter, int limit) {
    var pool = filter.poolId().value();
    var arguments = new ArrayList<Object>(List.of(pool, pool));
    filter.recipient().ifPresent(arguments::add);
    arguments.add(limit);
    var which = filter.recipient().isPresent() ? "AND recipient = ?" : "";
    return handle.execute(statement.formatted(which), arguments.toArray());
  }

  private static Row map(ResultSet row) throws SQLException {
    return new Row(
        new UserPoolId(row.getString("pool_id")),
        row.getString("message_id"),
        MessageKind.valueOf(row.getString("kind")),
        DeliveryMedium.valueOf(row.getString("medium")),
        new UserSub(row.getString("sub")),
        row.getString("recipient"),
        Optional.ofNullable(row.getString("content")).map(Sealed::new),
        row.getBoolean("in_inbox"),
        State.valueOf(row.getString("state")),
        row.getInt("attempts"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("due_at")),
        Instant.ofEpochMilli(row.getLong("useful_until")),
        Optional.ofNullable(row.getString("fault")));
  }
}
