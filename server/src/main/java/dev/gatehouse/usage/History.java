package dev.gatehouse.usage;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.UsageHistory;
import dev.gatehouse.store.UsageHistory.Clients;
import dev.gatehouse.store.UsageHistory.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the stored history tells of somebody.
///
/// @param period how long each point's time is
/// @param from where the first point may begin; the last one is not over yet
/// @param points those in which something happened, oldest first
public record History(Duration period, Instant from, List<Point> points) {
  /// @param startsAt the beginning of its time
  public record Point(Instant startsAt, Counts counts) {}

  /// What a client did in a range.
  ///
  /// @param lastToken when it last got a token, however long ago
  public record OfClient(Counts counts, Optional<Instant> lastToken) {}

  public History {
    points = List.copyOf(points);
  }

  public static History ofServer(ReadTx tx, Range range, Instant now) {
    return read(tx, "", "", range, range.resolution(), now);
  }

  public static History ofPool(ReadTx tx, UserPoolId pool, Range range, Instant now) {
    return read(tx, pool.value(), "", range, range.resolution(), now);
  }

  /// By the hour, whatever the range.
  public static History ofClient(
      ReadTx tx, UserPoolId pool, ClientId client, Range range, Instant now) {
    return read(tx, pool.value(), client.value(), range, Resolution.HOUR, now);
  }

  private static History read(
      ReadTx tx, String poolId, String clientId, Range range, Resolution by, Instant now) {
    var from = by.firstOf(now, range.length());
    var rows = tx.usageHistory().list(new UsageHistory.Key(poolId, clientId, by.minutes(), from));
    return new History(by.length(), from, rows.stream().map(History::point).toList());
  }

  private static Point point(Row row) {
    return new Point(row.key().startsAt(), CountsText.parse(row.counts()));
  }

  /// Of clients of a pool from the first to the last by id; without those that did nothing.
  public static Map<ClientId, OfClient> ofClients(
      ReadTx tx, Clients clients, Range range, Instant now) {
    var from = Resolution.HOUR.firstOf(now, range.length());
    var sums = new HashMap<ClientId, Counts>();
    tx.usageHistory()
        .listOfClients(clients, Resolution.HOUR.minutes(), from)
        .forEach(row ->
            sums.merge(
                new ClientId(row.key().clientId()), CountsText.parse(row.counts()), Counts::plus));
    var all = new HashMap<ClientId, OfClient>();
    sums.forEach((id, counts) -> all.put(id, new OfClient(counts, Optional.empty())));
    tx.usageHistory()
        .lastTokens(clients)
        .forEach((id, at) ->
            all.put(id, new OfClient(sums.getOrDefault(id, Counts.NONE), Optional.of(at))));
    return all;
  }

  /// Everything together.
  public Counts total() {
    return points.stream().map(Point::counts).reduce(Counts.NONE, Counts::plus);
  }
}
