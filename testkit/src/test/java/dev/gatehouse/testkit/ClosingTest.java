package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// Nothing is left behind.
@Isolated("looks at the threads and the temporary folders of the whole process")
class ClosingTest {
  private static final Duration END_MAX = Duration.ofMinutes(1);

  /// Those of the JDK's own pools stay for the next user.
  private static boolean isOfTheJdk(Thread thread) {
    return thread.getName().startsWith("ForkJoinPool")
        || thread.getName().startsWith("VirtualThread-")
        || thread.getName().startsWith("Common-Cleaner");
  }

  private static Set<Thread> threads() {
    return Set.copyOf(Thread.getAllStackTraces().keySet());
  }

  private static Set<Path> folders() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return new TreeSet<>(
          files
              .filter(file -> file.getFileName().toString().startsWith(TemporaryFolder.PREFIX))
              .toList());
    }
  }

  private static void use(InProcessGatehouse gatehouse) {
    var site = MachineSite.on(gatehouse.cognito());
    gatehouse.cognitoAsync().describeUserPool(r -> r.userPoolId(site.poolId())).join();
    assertThat(gatehouse.token(site.clientId(), site.secret()).accessToken()).isNotEmpty();
  }

  @Test
  void no_thread_and_no_folder_is_left() throws Exception {
    InProcessGatehouse.start()
        .close(); // What lives as long as the process, the JDK's, is there now.
    var threads = threads();
    var folders = folders();
    for (var options :
        new GatehouseOptions[] {
          GatehouseOptions.defaults(), GatehouseOptions.defaults().withPort()
        }) {
      var gatehouse = InProcessGatehouse.start(options);
      use(gatehouse);
      assertThat(threads()).anyMatch(thread -> !threads.contains(thread));
      assertThat(folders()).hasSize(folders.size() + 1);
      gatehouse.close();
      gatehouse.close();
      assertThat(folders()).isEqualTo(folders);
      requireEnded(threads);
    }
  }

  private static void requireEnded(Set<Thread> before) throws InterruptedException {
    for (var thread : threads()) {
      if (!before.contains(thread) && !isOfTheJdk(thread)) {
        assertThat(thread.join(END_MAX)).as(thread.getName()).isTrue();
      }
    }
  }

  @Test
  void a_start_that_fails_leaves_nothing_either() throws Exception {
    InProcessGatehouse.start().close();
    var threads = threads();
    var folders = folders();
    assertThatThrownBy(
            () -> InProcessGatehouse.start(GatehouseOptions.defaults().withSetting("issuers", "x")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("issuer");
    assertThatThrownBy(() ->
            InProcessGatehouse.start(GatehouseOptions.defaults().withSetting("tls.mode", "dev")))
        .hasMessageContaining("no TLS");
    try (var taken = InProcessGatehouse.start(GatehouseOptions.defaults().withPort())) {
      var port = Integer.toString(taken.address().getPort());
      var same = GatehouseOptions.defaults().withPort().withSetting("http.port", port);
      assertThatThrownBy(() -> InProcessGatehouse.start(same)).hasMessageContaining("is in use");
    }
    assertThat(folders()).isEqualTo(folders);
    requireEnded(threads);
  }
}
