package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What the writers of the last rounds made, to be looked for again. A Region takes a thousand
/// pools; those of older rounds make room.
final class Rounds {
  private final int kept;
  private final List<Round> rounds = new ArrayList<>();

  private record Round(String name, List<TrackedPool> pools, List<Tracked> made) {}

  /// @param kept so many are looked at again and again
  Rounds(int kept) {
    this.kept = kept;
  }

  /// @param name what the names of all its pools begin with, and no digit follows
  /// @param pools where its app clients are
  void add(String name, List<TrackedPool> pools, List<Tracked> made) {
    rounds.add(new Round(name, List.copyOf(pools), List.copyOf(made)));
  }

  /// Compares all of it with what the server says, then makes room.
  ///
  /// @throws DrillFailure when an acknowledged change is missing or half a change is there
  void verify(SignedApi api, Connection connection) throws IOException {
    for (var round : rounds) {
      for (var pool : round.pools) {
        pool.verify(api, connection);
      }
      for (var tracked : round.made) {
        tracked.verify(api, connection);
      }
    }
    if (!rounds.isEmpty()) {
      for (var pool : rounds.getLast().pools) {
        expectWhole(api, connection, pool.id());
      }
    }
    if (rounds.size() > kept) {
      makeRoom(api, connection, rounds.removeFirst());
    }
  }

  private static void makeRoom(SignedApi api, Connection connection, Round oldest)
      throws IOException {
    for (var pool : oldest.pools) {
      pool.remove(connection, api);
    }
    for (var tracked : oldest.made) {
      if (tracked instanceof TrackedPool pool) {
        pool.remove(connection, api);
      }
    }
    // A pool may have been made that the crash let nobody hear of; nobody gave it a domain.
    for (var left : TrackedPool.ids(connection, api, name -> isOf(oldest, name))) {
      api.call(connection, "DeleteUserPool", "{\"UserPoolId\":\"" + left + "\"}");
    }
  }

  private static boolean isOf(Round round, String poolName) {
    var end = round.name.length();
    return poolName.startsWith(round.name)
        && (poolName.length() == end || !Character.isDigit(poolName.charAt(end)));
  }

  /// Every client that is listed can be described, acknowledged or not.
  static void expectWhole(SignedApi api, Connection connection, String pool) throws IOException {
    var listed =
        api.readSuccess(
            connection,
            "ListUserPoolClients",
            "{\"UserPoolId\":\"" + pool + "\",\"MaxResults\":60}");
    if (listed.member("UserPoolClients").orElseThrow() instanceof JsonArray(var clients)) {
      for (var client : clients) {
        api.readSuccess(
            connection,
            "DescribeUserPoolClient",
            "{\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"}"
                .formatted(pool, ((JsonObject) client).string("ClientId").orElseThrow()));
      }
    }
  }

  /// The drill's own control: what is removed behind its back it must miss.
  void expectNoticed(SignedApi administrator, Connection connection) throws IOException {
    var api = administrator.patient();
    TrackedCode.expectNoticed(connection, api, Ground.make(connection, api, "control"));
    for (var tracked : rounds.stream().flatMap(round -> round.made.stream()).toList()) {
      if (tracked instanceof TrackedClient client && client.isKept()) {
        client.removeUnseen(connection, api);
        try {
          client.verify(api, connection);
        } catch (DrillFailure noticed) {
          return;
        }
        throw new DrillFailure("the drill does not notice that a client is gone");
      }
    }
    throw new DrillFailure("no round kept a client: the drill proves nothing");
  }
}
