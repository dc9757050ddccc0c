package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.AppClients;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a token costs beside ten thousand pools, each with a client, against a server with one
/// pool.
final class PoolFigures {
  private static final int POOLS = 10_000;
  private static final int BATCH = 1_000;

  /// Clients of so many pools ask in turn: each pool has keys of its own.
  private static final int ASKING = 64;

  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 3;
  private static final double GROWTH_BUDGET = 1.10;
  private static final Start START = Start.of(Mode.SERVE);

  private final Setup setup;

  PoolFigures(Setup setup) {
    this.setup = setup;
  }

  void run() throws IOException {
    var oneData = setup.newFolder("pool");
    var manyData = setup.newFolder("pools");
    var alone = prepare(oneData, 1).getFirst();
    var stories = prepare(manyData, ASKING);
    fill(manyData, stories.getFirst());
    try (var one = ServerProcess.launch(setup.root(), oneData, START);
        var many = ServerProcess.launch(setup.root(), manyData, START)) {
      one.awaitReady();
      many.awaitReady();
      var reference = requests(List.of(alone), one.port());
      compare("of one of them", one, reference, many, requests(stories.subList(0, 1), many.port()));
      compare("of 64 of them in turn", one, reference, many, requests(stories, many.port()));
    }
  }

  /// Makes so many pools, with all that a token needs.
  private List<Story> prepare(Path data, int pools) throws IOException {
    var stories = new ArrayList<Story>();
    try (var server = ServerProcess.launch(setup.root(), data, START)) {
      server.awaitReady();
      try (var connection = new Connection(server.port())) {
        for (int n = 0; n < pools; n++) {
          var story = Story.of(server.port(), data);
          story.prepare(connection, "bench-" + n);
          stories.add(story);
        }
      }
    }
    return stories;
  }

  /// Adds what is missing to ten thousand: copies of a pool and its client, without keys, which
  /// nobody asks for.
  private static void fill(Path data, Story model) {
    var poolId = new UserPoolId(model.poolId());
    var clientId = new ClientId(model.clientId());
    try (var store = SqliteStore.open(data.resolve("gatehouse.db"), Clock.systemUTC())) {
      UserPools.Row pool = store.read(tx -> tx.userPools().find(poolId).orElseThrow());
      AppClients.Row client =
          store.read(tx -> tx.appClients().find(poolId, clientId).orElseThrow());
      for (int first = ASKING; first < POOLS; first += BATCH) {
        int from = first;
        int to = Math.min(POOLS, first + BATCH);
        store.write(tx -> {
          for (int n = from; n < to; n++) {
            insert(tx, pool, client, n);
          }
          return to;
        });
      }
    }
  }

  private static void insert(WriteTx tx, UserPools.Row pool, AppClients.Row client, int n) {
    var region = pool.id().value().substring(0, pool.id().value().indexOf('_'));
    var id = new UserPoolId("%s_fill%05d".formatted(region, n));
    tx.userPools()
        .insert(
            new UserPools.Row(
                id, pool.name(), pool.document(), 1, pool.createdAt(), pool.lastModifiedAt()));
    tx.appClients()
        .insert(
            new AppClients.Row(
                id,
                new ClientId("%026d".formatted(n)),
                client.name(),
                client.document(),
                client.attributes(),
                1,
                client.createdAt(),
                client.lastModifiedAt()));
  }

  private static Cycle requests(List<Story> stories, int port) throws IOException {
    var all = new ArrayList<byte[]>();
    for (var story : stories) {
      all.add(story.on(port).tokenRequest());
    }
    return new Cycle(all);
  }

  /// In turn, so that what else the machine does falls on both alike.
  private void compare(
      String which, ServerProcess one, Cycle reference, ServerProcess many, Cycle requests)
      throws IOException {
    Warmth.EXACT.reach(() -> cost(one, reference));
    Warmth.EXACT.reach(() -> cost(many, requests));
    var costs = new double[2][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      costs[0][round] = cost(one, reference);
      costs[1][round] = cost(many, requests);
    }
    Arrays.sort(costs[0]);
    Arrays.sort(costs[1]);
    var few = costs[0][ROUNDS / 2];
    var all = costs[1][ROUNDS / 2];
    setup.say(
        "token beside %,d pools, %-22s %8.1f us CPU, with one pool %.1f: %.2f x (budget %.2f)",
        POOLS, which, all, few, all / few, GROWTH_BUDGET);
  }

  private double cost(ServerProcess server, Cycle requests) throws IOException {
    return Load.closed(server, requests, CONNECTIONS, setup.time(), Integer.MAX_VALUE).cpuMicros();
  }
}
