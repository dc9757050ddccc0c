package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.RefusedCallException;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// One caller that creates, changes and deletes things, and keeps in mind what was acknowledged. Of
/// what it makes a few live at a time: a Region takes a thousand pools, a pool a thousand clients.
final class Writer {
  private static final int SCOPES_MAX = 5;
  private static final int CLIENTS_MAX = 8;
  private static final int POOLS_MAX = 2;

  /// Through an outage, one in so many rounds of changes makes a pool: its two key pairs cost the
  /// server more than all else, and the database is what is to be kept busy.
  private static final int POOL_EVERY = 16;

  /// After a refusal, so that callers without work do not take the processor from the server.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final String name;
  private final String pool;
  private final SignedApi api;
  private final Journal journal;
  private final List<Tracked> made = new ArrayList<>();
  private final Deque<TrackedClient> clients = new ArrayDeque<>();
  private final Deque<Living> pools = new ArrayDeque<>();
  private final int spread;

  /// When the last change was acknowledged, or another was begun after a refusal.
  private long lastNanos;

  private int count;

  private record Living(TrackedPool pool, TrackedResourceServer server) {}

  /// @param name distinct among the writers of a run; part of all names that it chooses
  /// @param pool where it writes
  Writer(String name, String pool, SignedApi api, Journal journal) {
    this.name = name;
    // Not all at once.
    spread = Math.floorMod(name.hashCode(), POOL_EVERY);
    this.pool = pool;
    this.api = api;
    this.journal = journal;
  }

  /// What it made, for [Tracked#verify].
  List<Tracked> made() {
    return List.copyOf(made);
  }

  /// Writes until the connection breaks. A change that is answered "not now", because the disk
  /// stands still, stays outstanding.
  void run(int port) {
    try (var connection = new Connection(port)) {
      while (true) {
        try {
          appClient(connection);
          poolWithDomain(connection);
        } catch (RefusedCallException refused) {
          if (!refused.isNotNow()) {
            throw refused;
          }
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    } catch (IOException theServerIsGone) {
      return;
    }
  }

  /// Writes until `traffic` is over. A change that is answered "not now" stays outstanding, and it
  /// goes on with something new.
  ///
  /// @throws UncheckedIOException when the connection breaks, which it must not: the server lives
  void runThrough(int port, Traffic traffic) {
    try (var connection = new Connection(port)) {
      lastNanos = System.nanoTime();
      while (traffic.goesOn()) {
        try {
          appClient(connection);
          passingServer(connection);
          if ((count + spread) % POOL_EVERY == 0) {
            poolWithDomain(connection);
          }
        } catch (RefusedCallException refused) {
          if (!refused.isNotNow()) {
            throw refused;
          }
          traffic.refused(Duration.ofNanos(System.nanoTime() - lastNanos));
          LockSupport.parkNanos(PAUSE.toNanos());
          lastNanos = System.nanoTime();
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// A client, a second secret, the first one removed; every other client is deleted again.
  private void appClient(Connection connection) throws IOException {
    count++;
    var client = TrackedClient.create(connection, api, pool, name + "-" + count);
    made.add(client);
    acknowledged("client " + client);
    var added = client.addSecret(connection, api);
    acknowledged("secret " + added);
    var removed = client.removeOldestSecret(connection, api);
    acknowledged("secret gone " + removed);
    if (count % 2 == 0) {
      client.delete(connection, api);
      acknowledged("client gone " + client);
    } else {
      clients.add(client);
    }
    if (clients.size() > CLIENTS_MAX) {
      var oldest = clients.remove();
      oldest.delete(connection, api);
      acknowledged("client gone " + oldest);
    }
  }

  private void passingServer(Connection connection) throws IOException {
    var server = resourceServer(connection, pool);
    server.delete(connection, api);
    acknowledged("gone " + server);
  }

  private TrackedResourceServer resourceServer(Connection connection, String of)
      throws IOException {
    var server = new TrackedResourceServer(of, name + "-" + count);
    made.add(server);
    for (int scopes = 1; scopes <= SCOPES_MAX; scopes++) {
      server.setScopes(connection, api, scopes);
      acknowledged("scopes " + server);
    }
    return server;
  }

  private void poolWithDomain(Connection connection) throws IOException {
    var other = TrackedPool.create(connection, api, name + "-" + count);
    made.add(other);
    acknowledged("pool " + other);
    other.addDomain(connection, api);
    acknowledged("domain " + other);
    pools.add(new Living(other, resourceServer(connection, other.id())));
    if (pools.size() > POOLS_MAX) {
      deleteWhole(connection, pools.remove());
    }
    if (count % 2 == 0) {
      var doomed = TrackedPool.create(connection, api, name + "-" + count + "-doomed");
      made.add(doomed);
      acknowledged("pool " + doomed);
      doomed.addDomain(connection, api);
      acknowledged("domain " + doomed);
      doomed.deleteDomain(connection, api);
      acknowledged("domain gone " + doomed);
      doomed.delete(connection, api);
      acknowledged("pool gone " + doomed);
    }
  }

  private void deleteWhole(Connection connection, Living oldest) throws IOException {
    oldest.server.delete(connection, api);
    acknowledged("gone " + oldest.server);
    oldest.pool.deleteDomain(connection, api);
    acknowledged("domain gone " + oldest.pool);
    oldest.pool.delete(connection, api);
    acknowledged("pool gone " + oldest.pool);
  }

  private void acknowledged(String change) {
    journal.acknowledged(change);
    lastNanos = System.nanoTime();
  }
}
