package dev.gatehouse.store.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A database that hangs up on everybody.
class ConnectionSourceTest {
  /// Three seconds; a pool that doubled its pause up to five would need four minutes for so many.
  private static final int ATTEMPTS = 60;

  private ServerSocket database;
  private ConnectionSource source;

  @BeforeEach
  void listen() throws IOException {
    database = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    var url = "jdbc:postgresql://127.0.0.1:" + database.getLocalPort() + "/x?user=x";
    source = new ConnectionSource(url, new Properties());
  }

  @AfterEach
  void close() throws IOException {
    database.close();
  }

  @Test
  @Timeout(120)
  void rl_20_asks_again_soon_until_the_pool_is_closed() throws Exception {
    var isClosed = new AtomicBoolean();
    source.serve(isClosed::get);
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var caller = callers.submit((Callable<Boolean>) () -> source.getConnection().isClosed());
      for (int i = 0; i < ATTEMPTS; i++) {
        database.accept().close();
      }
      isClosed.set(true);
      database.close();

      assertThatThrownBy(() -> caller.get(Patience.SECONDS, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(SQLException.class);
    }
  }

  @Test
  void rl_57_the_first_failure_before_the_pool_stands_is_told_at_once() throws Exception {
    var port = database.getLocalPort();
    database.close();

    assertThatThrownBy(() -> source.getConnection())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("127.0.0.1:" + port);
  }
}
