package dev.gatehouse.store;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tables `usage_slot` and `client_use`: what applications did, in spans of time, summed over all
/// nodes (record 32). Nothing of it is in the change feed.
public interface UsageHistory {
  /// A span of time of something.
  ///
  /// @param poolId empty for the whole server
  /// @param clientId empty for a pool, or the server
  /// @param minutes how long the span is
  record Key(String poolId, String clientId, int minutes, Instant startsAt) {}

  /// @param counts as JSON text
  record Row(Key key, String counts) {}

  /// Clients of a pool from the first to the last by id, both included.
  record Clients(UserPoolId poolId, ClientId first, ClientId last) {}

  /// The spans that begin at `from.startsAt()` or later, oldest first.
  List<Row> list(Key from);

  /// The same of each of some clients, by client.
  List<Row> listOfClients(Clients clients, int minutes, Instant from);

  /// When they last got a token; without those that never did.
  Map<ClientId, Instant> lastTokens(Clients clients);

  /// How many clients have a row of that span.
  int countClients(int minutes, Instant startsAt);

  /// How many of that pool have.
  int countClients(int minutes, Instant startsAt, UserPoolId poolId);

  /// How many pools have, and the server.
  int countPools(int minutes, Instant startsAt);

  interface Writes extends UsageHistory {
    /// Whether there is this client, and not another one that has its id. It stays until the end of
    /// the transaction.
    boolean hold(UserPoolId poolId, ClientId clientId, Instant createdAt);

    /// The counts of a span, held until the end of the transaction; empty when it has no row.
    Optional<String> lock(Key key);

    /// @return false when another node has made that row meanwhile
    boolean insert(Row row);

    /// Replaces the counts of a span that is locked.
    void update(Row row);

    /// The client, which is held, has got a token. An earlier time changes nothing.
    void tokenIssued(UserPoolId poolId, ClientId clientId, Instant at);

    /// Deletes up to `limit` spans of that length that begin before an instant; returns how many
    /// there were.
    int deleteBefore(int minutes, Instant before, int limit);
  }
}
