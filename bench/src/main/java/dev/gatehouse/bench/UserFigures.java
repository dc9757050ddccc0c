package dev.gatehouse.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/// What users cost: the same calls in pools of different sizes, each on a server of its own, which
/// are measured in turn, so that what else the machine does falls on all alike; then sign-ins,
/// refreshes and creations.
final class UserFigures {
  private static final List<Integer> SIZES = List.of(1_000, 100_000, 1_000_000);
  private static final double GROWTH_BUDGET = 1.10;

  /// The median of so many is shown.
  private static final int ROUNDS = 3;

  private static final int CALLERS = 2;
  private static final int CREATED_EACH = 400;
  private static final int CREATED_WARM = 2_500;

  private final Setup setup;

  UserFigures(Setup setup) {
    this.setup = setup;
  }

  void run() throws IOException, SQLException {
    var sites = new ArrayList<UserSite>();
    try {
      for (int size : SIZES) {
        if (size <= setup.options().usersMax()) {
          sites.add(UserSite.open(setup, size));
        }
      }
      for (var call : UserCall.ALL) {
        growth(call, sites);
      }
      password(sites.getFirst());
      refreshes(sites.getFirst());
      creations(sites.getFirst());
    } finally {
      sites.forEach(UserSite::close);
    }
    var largest = sites.getLast();
    setup.say("how SQLite looks up users in a pool of %s:", largest);
    UserPlans.of(largest).forEach((what, plan) -> setup.say("%-20s %s", what, plan));
  }

  private void growth(UserCall call, List<UserSite> sites) throws IOException {
    for (var site : sites) {
      call.warm(site, CALLERS);
    }
    var costs = new double[sites.size()][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < costs.length; i++) {
        costs[i][round] = call.cost(sites.get(i), CALLERS, setup.time());
      }
    }
    var line = new StringJoiner(", ");
    for (int i = 0; i < costs.length; i++) {
      line.add("%.0f us of %s".formatted(Median.of(costs[i]), sites.get(i)));
    }
    setup.say(
        "%-22s CPU %s users%s; largest to smallest %.2f (budget %.2f)",
        call.label(),
        line,
        call.budget(),
        Median.of(costs[costs.length - 1]) / Median.of(costs[0]),
        GROWTH_BUDGET);
  }

  /// One caller, and the yardstick in turn with it: two hashes at once wait for each other's
  /// memory.
  private void password(UserSite site) throws IOException {
    var hash = new Yardstick.Hash();
    var all = new double[ROUNDS];
    var alone = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      alone[round] = hash.micros();
      all[round] = UserCall.PASSWORD.cost(site, 1, setup.time());
    }
    var share = Median.of(alone) / Median.of(all);
    setup.say(
        "password sign-in, 1 caller: %.0f us CPU; Argon2id alone %.0f us, %.1f %% of it; the rest %.0f us (budget 750)",
        Median.of(all), Median.of(alone), 100 * share, Median.of(all) - Median.of(alone));
  }

  private void refreshes(UserSite site) throws IOException {
    for (var callers : new int[] {1, 64}) {
      var result =
          Load.closed(
              site.server(), site.story().refreshes(), callers, setup.time(), Integer.MAX_VALUE);
      setup.say(
          "refreshes, %2d callers %28.0f /s, %.0f us CPU",
          callers, result.perSecond(), result.cpuMicros());
    }
  }

  private void creations(UserSite site) throws IOException {
    for (var callers : new int[] {1, 64}) {
      var each = callers == 1 ? 10 * CREATED_EACH : CREATED_EACH;
      Warmth.FAIR.reach(() -> create(site, callers, CREATED_WARM / callers).cpuMicros());
      var result = create(site, callers, each);
      setup.say(
          "users created without a password, %2d callers %5.0f /s (budget %s), %.0f us CPU",
          callers, result.perSecond(), callers == 1 ? "2,000" : "6,000", result.cpuMicros());
    }
  }

  private static Load.Result create(UserSite site, int callers, int each) throws IOException {
    return Load.closed(
        site.server(), site.story()::createRequest, callers, Duration.ofMinutes(1), each);
  }
}
