package dev.gatehouse.bench;

import dev.gatehouse.driver.Target;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The least that any server here can need: a thread for each connection, which reads whatever
/// comes and writes the same bytes. What it costs is the machine's: system calls, wake-ups,
/// loopback.
final class BareServer implements Target, AutoCloseable {
  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n"
              + "x".repeat(900))
          .getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket socket;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  private BareServer(ServerSocket socket) {
    this.socket = socket;
  }

  static BareServer start() throws IOException {
    var server = new BareServer(new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress()));
    Thread.ofPlatform().daemon().start(server::accept);
    return server;
  }

  private void accept() {
    try {
      while (true) {
        var connection = socket.accept();
        threads.add(Thread.ofPlatform().daemon().start(() -> serve(connection)));
      }
    } catch (IOException closed) {
      // The measurement is over.
    }
  }

  private static void serve(Socket connection) {
    var bytes = new byte[8_192];
    try (connection) {
      connection.setTcpNoDelay(true);
      while (connection.getInputStream().read(bytes) > 0) {
        connection.getOutputStream().write(ANSWER);
      }
    } catch (IOException closed) {
      // As above.
    }
  }

  @Override
  public int port() {
    return socket.getLocalPort();
  }

  /// Of the threads that live: all of one measurement.
  @Override
  public long cpuMicros() {
    var beans = ManagementFactory.getThreadMXBean();
    return threads.stream()
        .mapToLong(thread -> Math.max(0, beans.getThreadCpuTime(thread.threadId())) / 1_000)
        .sum();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
