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

  private static final int NICKNAMES = 2;

  /// What a writer may begin with: an app client, a user, a code.
  private static final int FIRST_PARTS = 3;

  /// One writer in so many has users with passwords: each costs the server as much as a hundred
  /// writes.
  private static final int SESSION_EVERY = 8;

  /// Through an outage, one in so many rounds of changes makes a pool: its two key pairs cost the
  /// server more than all else, and the database is what is to be kept busy.
  private static final int POOL_EVERY = 16;

  /// After a refusal, so that callers without work do not take the processor from the server.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final String name;
  private final Ground ground;
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
  /// @param ground where it writes
  Writer(String name, Ground ground, SignedApi api, Journal journal) {
    this.name = name;
    // Not all at once.
    spread = Math.floorMod(name.hashCode(), POOL_EVERY);
    pool = ground.pool().id();
    this.ground = ground;
    this.api = api;
    this.journal = journal;
  }

  /// What it made, for [Tracked#verify].
  List<Tracked> made() {
    return List.copyOf(made);
  }

  private interface Part {
    void write(Connection connection) throws IOException;
  }

  /// Writes until the connection breaks, which comes soon: writers begin with different things. A
  /// change that is answered "not now", because the disk stands still, stays outstanding.
  void run(int port) {
    var parts =
        List.<Part>of(this::appClient, this::user, this::code, this::session, this::poolWithDomain);
    int next = spread % FIRST_PARTS;
    try (var connection = new Connection(port)) {
      while (true) {
        try {
          parts.get(next % parts.size()).write(connection);
          next++;
        } catch (RefusedCallException refused) {
          if (!refused.isNotNow()) {
            throw refused;
          }
          next = 0; // What is next has names of its own.
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
          user(connection);
          code(connection);
          passingServer(connection);
          if ((count + spread) % POOL_EVERY == 0) {
            poolWithDomain(connection);
            session(connection);
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

  /// A user, his attributes, his group; half of them are disabled, every other one of these
  /// deleted.
  private void user(Connection connection) throws IOException {
    var user = new TrackedUser(pool, name + "-u" + count);
    made.add(user);
    user.create(connection, api);
    acknowledged("user " + user);
    for (int i = 1; i <= NICKNAMES; i++) {
      user.setNickname(connection, api, i);
      acknowledged("attribute " + user);
    }
    user.join(connection, api);
    acknowledged("member " + user);
    if (count % 2 == 0) {
      user.disable(connection, api);
      acknowledged("disabled " + user);
    }
    if (count % 4 == 0) {
      user.delete(connection, api);
      acknowledged("user gone " + user);
    }
  }

  /// A user who signs up, and is sent a code; every other one uses it.
  private void code(Connection connection) throws IOException {
    code(connection, TrackedCode.ofSignUp(connection, api, ground, name + "-c" + count));
  }

  private void code(Connection connection, TrackedCode code) throws IOException {
    made.add(code);
    acknowledged("code " + code);
    if ((count + spread) % 2 == 0) {
      code.use(connection, api);
      acknowledged("used " + code);
    }
  }

  /// A user who signs in; every other one is signed out again. Another, who asks for another
  /// password.
  private void session(Connection connection) throws IOException {
    if (spread % SESSION_EVERY != 0) {
      return;
    }
    var session = TrackedSession.open(connection, api, pool, ground.client(), name + "-s" + count);
    made.add(session);
    acknowledged("session " + session);
    if (count % 2 == 0) {
      session.revoke(connection, api);
      acknowledged("session gone " + session);
    }
    code(connection, TrackedCode.ofPassword(connection, api, ground, name + "-p" + count));
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
