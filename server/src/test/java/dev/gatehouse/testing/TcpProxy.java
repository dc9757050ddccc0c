package dev.gatehouse.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/// Stands between the server and its database, on this machine, and fails on demand.
public final class TcpProxy implements AutoCloseable {
  private static final int BUFFER = 16_384;
  private static final Pattern PORT = Pattern.compile(":(\\d+)/");

  private final ServerSocket listener;
  private final int target;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<Pair> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Optional<String>> unanswered =
      new AtomicReference<>(Optional.empty());
  private volatile boolean isDown;

  private TcpProxy(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /// @param url of a database on this machine, `jdbc:postgresql://localhost:port/…`
  public static TcpProxy before(String url) {
    try {
      var proxy =
          new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), portOf(url));
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static int portOf(String url) {
    var matcher = PORT.matcher(url);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no port");
    }
    return Integer.parseInt(matcher.group(1));
  }

  /// The same database by way of this proxy.
  public String url(String direct) {
    return direct.replaceFirst(":\\d+/", ":" + listener.getLocalPort() + "/");
  }

  /// Resets every connection, and each that comes, until [#up].
  public void down() {
    isDown = true;
    reset();
  }

  public void up() {
    isDown = false;
  }

  /// Resets every open connection; new ones are served.
  public void reset() {
    open.forEach(Pair::reset);
  }

  /// How many connections are open.
  public int connections() {
    return open.size();
  }

  /// Lets the next message with that text reach the database, and resets its connection when the
  /// answer comes back, without passing it on.
  public void loseAnswerTo(String text) {
    unanswered.set(Optional.of(text));
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        var client = listener.accept();
        if (isDown) {
          client.setSoLinger(true, 0);
          client.close();
        } else {
          serve(new Pair(client, new Socket(InetAddress.getLoopbackAddress(), target)));
        }
      } catch (IOException closedOrRefused) {
        // The next one, if the listener is still open.
      }
    }
  }

  private void serve(Pair pair) throws IOException {
    open.add(pair);
    if (isDown) {
      pair.reset();
    }
    pair.client.setTcpNoDelay(true);
    pair.server.setTcpNoDelay(true);
    threads.execute(() -> copy(pair, pair.client, pair.server));
    threads.execute(() -> copy(pair, pair.server, pair.client));
  }

  private void copy(Pair pair, Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        var out = to.getOutputStream()) {
      var bytes = new byte[BUFFER];
      for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
        var text = new String(bytes, 0, n, StandardCharsets.ISO_8859_1);
        if (from.equals(pair.client) && unanswered.get().filter(text::contains).isPresent()) {
          unanswered.set(Optional.empty());
          pair.losesAnswer = true;
        } else if (from.equals(pair.server) && pair.losesAnswer) {
          pair.reset();
          return;
        }
        out.write(bytes, 0, n);
      }
    } catch (IOException closed) {
      // The other direction ends too.
    } finally {
      pair.reset();
      open.remove(pair);
    }
  }

  /// The two connections that are one for client and server.
  private static final class Pair {
    private final Socket client;
    private final Socket server;
    private volatile boolean losesAnswer;

    Pair(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void reset() {
      for (var socket : new Socket[] {client, server}) {
        try {
          socket.setSoLinger(true, 0);
          socket.close();
        } catch (IOException alreadyClosed) {
          // That is what it should be.
        }
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      down();
      threads.close();
    }
  }
}
