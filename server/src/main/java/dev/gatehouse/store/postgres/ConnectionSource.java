package dev.gatehouse.store.postgres;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.slf4j.LoggerFactory;

/// Opens the connections of a pool. Once the pool stands, a connection that cannot be had is asked
/// for again soon and for as long as the pool is open: the pool itself would pause longer from
/// attempt to attempt, up to five seconds, and be as late when the database is back (RL-20, RL-21).
/// One thread of the pool asks; callers wait no longer than the pool lets them.
final class ConnectionSource implements DataSource {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(ConnectionSource.class);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Driver driver = new Driver();
  private final String url;
  private final Properties properties;
  private volatile BooleanSupplier isOver = () -> true;

  /// @param url with its credentials; what it sets wins over `properties`
  ConnectionSource(String url, Properties properties) {
    this.url = url;
    this.properties = properties;
  }

  /// From now on it tries until the pool is closed.
  void serve(BooleanSupplier isPoolClosed) {
    isOver = isPoolClosed;
  }

  @Override
  public Connection getConnection() throws SQLException {
    boolean isFailing = false;
    while (true) {
      try {
        return open();
      } catch (SQLException e) {
        if (isOver.getAsBoolean()) {
          throw e;
        }
        if (!isFailing) {
          // The reason names host, port and user, and nothing secret.
          LOG.warn("no connection to the database: {}", e.getMessage());
        }
        isFailing = true;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private Connection open() throws SQLException {
    var connection = driver.connect(url, properties);
    if (connection == null) {
      throw new SQLException("not an address of PostgreSQL", "08001");
    }
    return connection;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("the address holds the credentials");
  }

  @Override
  public int getLoginTimeout() {
    return Integer.parseInt(properties.getProperty("loginTimeout"));
  }

  /// The properties say it.
  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public PrintWriter getLogWriter() {
    return new PrintWriter(PrintWriter.nullWriter());
  }

  /// It logs as everything else does.
  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("logs elsewhere");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
