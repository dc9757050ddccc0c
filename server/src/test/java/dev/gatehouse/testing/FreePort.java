package dev.gatehouse.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/// A port that nobody listens on, for a test that must know it before its server does. It is below
/// those that the operating system gives to whoever asks for any (from 32,768 on Linux): one of
/// these would be given away again to the next client, before the server of the test has it.
public final class FreePort {
  private static final int FIRST = 10_000;
  private static final int LAST = 32_000;

  /// Nobody gets one that another test waits for.
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private FreePort() {}

  public static int find() {
    while (true) {
      var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      try (var socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        if (GIVEN.add(port)) {
          return port;
        }
      } catch (IOException taken) {
        // Another one.
      }
    }
  }
}
