package dev.gatehouse.store.sql;

import dev.gatehouse.pool.AttemptCount;
import dev.gatehouse.store.ConsoleAttempts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/// SQL for table `console_attempt`.
final class ConsoleAttemptSql implements ConsoleAttempts.Writes {
  private static final String FIND =
      "SELECT recent, recent_since, total, last_at FROM console_attempt WHERE subject = ?";
  private static final String MAKE =
      """
      INSERT INTO console_attempt (subject, recent, recent_since, total, last_at, expires_at)
      VALUES (?, 0, ?, 0, ?, ?) ON CONFLICT (subject) DO NOTHING
      """;
  private static final String PUT =
      """
      INSERT INTO console_attempt (subject, recent, recent_since, total, last_at, expires_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (subject) DO UPDATE SET recent = excluded.recent,
        recent_since = excluded.recent_since, total = excluded.total,
        last_at = excluded.last_at, expires_at = excluded.expires_at
      """;
  private static final String DELETE = "DELETE FROM console_attempt WHERE subject = ?";
  private static final String DELETE_EXPIRED = "DELETE FROM console_attempt WHERE expires_at < ?";

  private final Handle handle;
  private final String lock;

  ConsoleAttemptSql(Handle handle, Dialect dialect) {
    this.handle = handle;
    lock = FIND + dialect.forUpdate();
  }

  @Override
  public Optional<AttemptCount> find(String subject) {
    return handle.select(FIND, subject).map(row -> map(row)).findOne();
  }

  @Override
  public AttemptCount lock(String subject, Instant now) {
    return locked(subject)
        .or(() -> make(subject, now))
        .or(() -> locked(subject))
        .orElseGet(() -> AttemptCount.none(Instant.ofEpochMilli(now.toEpochMilli())));
  }

  private Optional<AttemptCount> locked(String subject) {
    return handle.select(lock, subject).map(row -> map(row)).findOne();
  }

  /// Nothing counted, as it was made; empty when somebody has made it meanwhile.
  private Optional<AttemptCount> make(String subject, Instant now) {
    var millis = now.toEpochMilli();
    return handle.execute(MAKE, subject, millis, millis, millis) == 0
        ? Optional.empty()
        : Optional.of(AttemptCount.none(Instant.ofEpochMilli(millis)));
  }

  @Override
  public void put(String subject, AttemptCount count, Instant expiresAt) {
    handle.execute(
        PUT,
        subject,
        count.recent(),
        count.recentSince().toEpochMilli(),
        count.total(),
        count.lastAt().toEpochMilli(),
        expiresAt.toEpochMilli());
  }

  @Override
  public void delete(String subject) {
    handle.execute(DELETE, subject);
  }

  @Override
  public int deleteExpired(Instant time) {
    return handle.execute(DELETE_EXPIRED, time.toEpochMilli());
  }

  private static AttemptCount map(ResultSet row) throws SQLException {
    return new AttemptCount(
        row.getInt("recent"),
        Instant.ofEpochMilli(row.getLong("recent_since")),
        row.getInt("total"),
        Instant.ofEpochMilli(row.getLong("last_at")));
  }
}
