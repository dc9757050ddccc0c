package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "the process is known from /proc only")
class PortHolderTest {
  @Test
  void names_the_process_that_listens() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
      assertThat(PortHolder.describe(port))
          .contains("process " + ProcessHandle.current().pid() + " (java)");
    }
    assertThat(PortHolder.describe(port)).isEmpty();
  }
}
