package dev.gatehouse.driver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Stands between clients and a server of this machine, and is the bad network between them. It
/// passes bytes until told otherwise. Thread-safe.
public final class Proxy implements AutoCloseable {
  private static final int CONNECTIONS_MAX = 512;
  private static final int CHUNK = 16_384;
  private static final int BACKLOG = 128;

  private final ServerSocket listener;
  private final int serverPort;
  private final Semaphore places = new Semaphore(CONNECTIONS_MAX);
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private boolean isHole;
  private volatile Duration delay = Duration.ZERO;
  private final AtomicInteger cutsBefore = new AtomicInteger();
  private final AtomicInteger cutsAfter = new AtomicInteger();

  private Proxy(ServerSocket listener, int serverPort) {
    this.listener = listener;
    this.serverPort = serverPort;
  }

  /// Starts one on a free port.
  ///
  /// @param serverPort of this machine; nobody has to listen there yet
  public static Proxy before(int serverPort) throws IOException {
    var proxy =
        new Proxy(
            new ServerSocket(Ports.unused(), BACKLOG, InetAddress.getByName("127.0.0.1")),
            serverPort);
    var _ = Thread.startVirtualThread(proxy::accept);
    return proxy;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// From now on nothing arrives and nothing is closed, as if a wall stood between: for those that
  /// are connected, and for those that connect. What is sent waits, as TCP would send it again, for
  /// [#pass].
  public void blackHole() {
    setHole(true);
  }

  /// Everything passes again, at once.
  public void pass() {
    delay = Duration.ZERO;
    cutsBefore.set(0);
    cutsAfter.set(0);
    setHole(false);
  }

  private void setHole(boolean to) {
    lock.lock();
    try {
      isHole = to;
      opened.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Every piece takes so much longer, in each direction.
  public void delay(Duration by) {
    delay = by;
  }

  /// Resets all connections, on both sides.
  public void cutAll() {
    links.forEach(Link::cut);
  }

  /// Each of the next `count` connections that sends a COMMIT is reset on both sides before the
  /// server gets it. The statement must be sent as text, which PostgreSQL's driver does with
  /// `prepareThreshold=0`.
  public void cutBeforeCommit(int count) {
    cutsBefore.set(count);
  }

  /// Each of the next `count` connections that sends a COMMIT is reset when the server has answered
  /// it, and the client does not get the answer.
  public void cutAfterCommit(int count) {
    cutsAfter.set(count);
  }

  /// How many cuts asked for are still to come.
  public int cutsLeft() {
    return cutsBefore.get() + cutsAfter.get();
  }

  /// How many connections pass through it.
  public int connections() {
    return links.size();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        places.acquire();
        var client = listener.accept();
        var _ = Thread.startVirtualThread(() -> link(client));
      } catch (IOException closed) {
        places.release();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void link(Socket client) {
    try (client;
        var server = new Socket()) {
      awaitPassage();
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(new InetSocketAddress("127.0.0.1", serverPort));
      var link = new Link(client, server);
      links.add(link);
      try {
        var answers = Thread.startVirtualThread(link::answers);
        link.requests();
        answers.join();
      } finally {
        links.remove(link);
      }
    } catch (IOException refused) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private void awaitPassage() {
    if (delay.isPositive()) {
      LockSupport.parkNanos(delay.toNanos());
    }
    lock.lock();
    try {
      while (isHole) {
        opened.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private static boolean take(AtomicInteger count) {
    return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  /// One client and its connection to the server.
  private final class Link {
    private final Socket client;
    private final Socket server;
    private final CommitWatch commits = new CommitWatch();
    private volatile boolean isAnswerLost;

    private Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    /// From the client to the server, until one of them closes.
    private void requests() {
      var buffer = new byte[CHUNK];
      try {
        for (int n = client.getInputStream().read(buffer);
            n >= 0;
            n = client.getInputStream().read(buffer)) {
          awaitPassage();
          if (commits.passesIn(buffer, n)) {
            if (take(cutsBefore)) {
              cut();
              return;
            }
            isAnswerLost = take(cutsAfter);
          }
          server.getOutputStream().write(buffer, 0, n);
        }
        awaitPassage();
        server.close();
      } catch (IOException broken) {
        cut();
      }
    }

    /// From the server to the client, until one of them closes.
    private void answers() {
      var buffer = new byte[CHUNK];
      try {
        for (int n = server.getInputStream().read(buffer);
            n >= 0;
            n = server.getInputStream().read(buffer)) {
          awaitPassage();
          if (isAnswerLost) {
            cut();
            return;
          }
          client.getOutputStream().write(buffer, 0, n);
        }
        awaitPassage();
        client.close();
      } catch (IOException broken) {
        cut();
      }
    }

    /// Closes both sides with a reset.
    private void cut() {
      try (client;
          server) {
        client.setSoLinger(true, 0);
        server.setSoLinger(true, 0);
      } catch (IOException alreadyClosed) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    setHole(false);
    cutAll();
  }
}
