package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One caller that creates and changes things in its pool until the server dies, and keeps what was
/// acknowledged.
final class Writer {
  private static final int SCOPES_MAX = 5;

  private final String name;
  private final String pool;
  private final SignedApi api;
  private final Journal journal;
  private final List<Tracked> made = new ArrayList<>();
  private int count;

  /// @param name distinct among the writers of a run; part of all names that it chooses
  /// @param pool where it writes
  Writer(String name, String pool, SignedApi api, Journal journal) {
    this.name = name;
    this.pool = pool;
    this.api = api;
    this.journal = journal;
  }

  /// What it made, for [Tracked#verify].
  List<Tracked> made() {
    return List.copyOf(made);
  }

  /// Writes until the connection breaks.
  void run(int port) {
    try (var connection = new Connection(port)) {
      while (true) {
        appClient(connection);
        poolWithDomain(connection);
      }
    } catch (IOException theServerIsGone) {
      return;
    }
  }

  /// A client, a second secret, the first one removed; every other client is deleted again.
  private void appClient(Connection connection) throws IOException {
    count++;
    var client = TrackedClient.create(connection, api, pool, name + "-" + count);
    made.add(client);
    journal.acknowledged("client " + client);
    var added = client.addSecret(connection, api);
    journal.acknowledged("secret " + added);
    var removed = client.removeOldestSecret(connection, api);
    journal.acknowledged("secret gone " + removed);
    if (count % 2 == 0) {
      client.delete(connection, api);
      journal.acknowledged("client gone " + client);
    }
  }

  private void resourceServer(Connection connection, String of) throws IOException {
    var server = new TrackedResourceServer(of, name + "-" + count);
    made.add(server);
    for (int scopes = 1; scopes <= SCOPES_MAX; scopes++) {
      server.setScopes(connection, api, scopes);
      journal.acknowledged("scopes " + server);
    }
  }

  private void poolWithDomain(Connection connection) throws IOException {
    var other = TrackedPool.create(connection, api, name + "-" + count);
    made.add(other);
    journal.acknowledged("pool " + other);
    other.addDomain(connection, api);
    journal.acknowledged("domain " + other);
    resourceServer(connection, other.id());
    if (count % 2 == 0) {
      var doomed = TrackedPool.create(connection, api, name + "-" + count + "-doomed");
      made.add(doomed);
      journal.acknowledged("pool " + doomed);
      doomed.addDomain(connection, api);
      journal.acknowledged("domain " + doomed);
      doomed.deleteDomain(connection, api);
      journal.acknowledged("domain gone " + doomed);
      doomed.delete(connection, api);
      journal.acknowledged("pool gone " + doomed);
    }
  }
}
