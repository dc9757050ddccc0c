package dev.gatehouse.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.store.Change;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sql.ChangeListeners;
import dev.gatehouse.store.sql.CommitProbe;
import dev.gatehouse.store.sql.Migrations;
import dev.gatehouse.store.sql.SqlFault;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The store of several nodes: a PostgreSQL database. Writes run at READ COMMITTED and compare and
/// set; reads run on one snapshot.
public final class PostgresStore implements Store {
  private final HikariDataSource pool;
  private final PostgresTransactions transactions;
  private final ChangeListeners listeners;
  private final PoolMeters meters;
  private final List<String> risks;

  private PostgresStore(
      HikariDataSource pool,
      PostgresTransactions transactions,
      ChangeListeners listeners,
      PoolMeters meters,
      List<String> risks) {
    this.pool = pool;
    this.transactions = transactions;
    this.listeners = listeners;
    this.meters = meters;
    this.risks = List.copyOf(risks);
  }

  /// Opens the database and migrates it.
  ///
  /// @param url for instance `jdbc:postgresql://localhost:5432/gatehouse?user=gatehouse`
  /// @param clock stamps the change feed
  /// @throws IllegalArgumentException when the address is none or not safe; the message is for the
  ///   operator
  /// @throws dev.gatehouse.store.StoreUnavailableException when the database cannot be reached
  /// @throws dev.gatehouse.store.sql.NewerSchemaException when a newer program has migrated it
  public static PostgresStore open(String url, InstantSource clock) {
    return open(url, clock, true);
  }

  /// The same, where the database may have to have our tables already.
  ///
  /// @throws dev.gatehouse.store.sql.EmptyDatabaseException when it is empty and must not be
  public static PostgresStore open(String url, InstantSource clock, boolean mayBeEmpty) {
    return open(PostgresSettings.of(url), clock, CommitProbe.NONE, mayBeEmpty);
  }

  static PostgresStore open(PostgresSettings settings, InstantSource clock, CommitProbe probe) {
    return open(settings, clock, probe, true);
  }

  private static PostgresStore open(
      PostgresSettings settings, InstantSource clock, CommitProbe probe, boolean mayBeEmpty) {
    PostgresConnections.requireSafe(settings.url());
    new Migrations(
            PostgresConnections.forMigrations(settings),
            settings.placeholders(),
            settings.migrations())
        .run(mayBeEmpty);
    try {
      var meters = new PoolMeters();
      var pool = PostgresConnections.pool(settings, meters);
      var listeners = new ChangeListeners();
      return new PostgresStore(
          pool,
          new PostgresTransactions(pool, settings, clock, probe, listeners, meters),
          listeners,
          meters,
          risks(pool));
    } catch (SQLException e) {
      throw SqlFault.unavailable("the database cannot be reached", e);
    }
  }

  private static List<String> risks(HikariDataSource pool) throws SQLException {
    try (var connection = pool.getConnection()) {
      return PostgresExamination.risks(connection);
    }
  }

  @Override
  public List<String> risks() {
    return risks;
  }

  @Override
  public <T> T read(Function<ReadTx, T> work) {
    return transactions.read(work);
  }

  @Override
  public <T> T write(Function<WriteTx, T> work) {
    return transactions.write(work);
  }

  @Override
  public void onChange(Consumer<List<Change>> listener) {
    listeners.add(listener);
  }

  @Override
  public Optional<String> refusal() {
    return transactions.refusal();
  }

  @Override
  public String engine() {
    return "postgresql";
  }

  @Override
  public void showIn(Meters all) {
    meters.showIn(all);
  }

  @Override
  public void close() {
    pool.close();
  }
}
