package dev.gatehouse.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// A PgBouncer in transaction mode between clients and a PostgreSQL of this machine: each
/// transaction gets whatever server connection is free. It lets everybody in as the database's
/// user.
public final class PgBouncer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final int port;
  private final Processes processes;

  private PgBouncer(int port, Processes processes) {
    this.port = port;
    this.processes = processes;
  }

  /// Starts it, with fewer server connections than a Gatehouse has of its own.
  ///
  /// @param folder for its settings and log
  /// @param serverConnections at most so many at a time
  /// @throws IOException when the program is missing
  public static PgBouncer before(Postgres database, Path folder, int serverConnections)
      throws IOException, SQLException {
    var port = Ports.unused();
    var settings = folder.resolve("pgbouncer.ini");
    Files.writeString(
        settings,
        """
        [databases]
        %s = host=127.0.0.1 port=%d user=postgres
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = transaction
        default_pool_size = %d
        server_lifetime = 2
        """
            .formatted(Postgres.DATABASE, database.port(), port, serverConnections));
    var bouncer =
        new PgBouncer(port, Processes.start(command(settings), folder.resolve("pgbouncer.log")));
    bouncer.awaitAccepting();
    return bouncer;
  }

  private static List<String> command(Path settings) throws IOException {
    var program =
        List.of(Path.of("/usr/sbin/pgbouncer"), Path.of("/usr/bin/pgbouncer")).stream()
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() ->
                new IOException("PgBouncer is missing: install it (apt-get install pgbouncer)"));
    var words = new ArrayList<String>();
    // It refuses to run as root, as PostgreSQL does.
    if (System.getProperty("user.name").equals("root")) {
      words.addAll(List.of("unshare", "-U"));
    }
    words.addAll(List.of(program.toString(), settings.toString()));
    return words;
  }

  private void awaitAccepting() throws SQLException {
    var latest = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (var _ = DriverManager.getConnection(Postgres.jdbcUrl(port))) {
        return;
      } catch (SQLException notYet) {
        if (System.nanoTime() > latest || !processes.isAlive()) {
          close();
          throw notYet;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    processes.kill();
  }
}
