package dev.gatehouse.driver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/// Ports for servers that are told which. They lie below those that Linux gives to clients: one of
/// these may be a client's before the server has it, and a client that knocks again and again at a
/// dead port among them in the end connects to itself.
final class Ports {
  private static final int FIRST = 15_000;
  private static final int END = 32_000;
  private static final int ATTEMPTS_MAX = 100;

  /// Between the look and the server that listens anybody may look again, and the port of a server
  /// that was stopped may be waited for by others.
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /// One at which nobody listens, another one each time.
  static int unused() throws IOException {
    var random = new SplittableRandom();
    for (int attempt = 1; ; attempt++) {
      try (var socket =
          new ServerSocket(random.nextInt(FIRST, END), 1, InetAddress.getLoopbackAddress())) {
        if (GIVEN.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException taken) {
        if (attempt >= ATTEMPTS_MAX) {
          throw taken;
        }
      }
    }
  }
}
