package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;

/// What users and their administrators ask for, with what it may cost.
enum UserCall {
  ADMIN_GET("AdminGetUser", " (budget 80)", 5_000, load(UserStory::adminGets)),
  GET("GetUser", "", 5_000, load(UserStory::gets)),
  PAGE("ListUsers, a page of " + UserStory.PAGE, " (budget 400)", 2_500, load(UserStory::pages)),
  REFRESH("refresh", "", 2_500, load(UserStory::refreshes)),
  PASSWORD("password sign-in", "", 100, load(UserStory::passwordSignIns)),
  SRP("SRP sign-in, both calls", " (budget 2,900)", 300, UserCall::srp);

  private static final Duration WARM_UP_MAX = Duration.ofMinutes(1);

  private final String label;
  private final String budget;
  private final int warmUp;
  private final Cost cost;

  /// @param warmUp of so many calls one measurement is made while the server gets warm: what is
  ///   compiled, and how well, goes by their number and not by the time
  UserCall(String label, String budget, int warmUp, Cost cost) {
    this.label = label;
    this.budget = budget;
    this.warmUp = warmUp;
    this.cost = cost;
  }

  private interface Cost {
    double of(UserSite site, int callers, Duration time, int calls) throws IOException;
  }

  private static Cost load(Function<UserStory, Cycle> requests) {
    return (site, callers, time, calls) ->
        Load.closed(site.server(), requests.apply(site.story()), callers, time, calls / callers)
            .cpuMicros();
  }

  /// One caller, however many are wanted: the client computes more than the server.
  private static double srp(UserSite site, int callers, Duration time, int calls)
      throws IOException {
    try (var connection = new Connection(site.server().port())) {
      var end = System.nanoTime() + time.toNanos();
      var cpu = site.server().cpuMicros();
      int count = 0;
      do {
        site.story().signInBySrp(connection, count++);
      } while (System.nanoTime() < end && count < calls);
      return (site.server().cpuMicros() - cpu) / (double) count;
    }
  }

  String label() {
    return label;
  }

  String budget() {
    return budget;
  }

  /// CPU of the server for each, in microseconds, measured for a while.
  double cost(UserSite site, int callers, Duration time) throws IOException {
    return cost.of(site, callers, time, Integer.MAX_VALUE);
  }

  /// Calls the server until it is warm.
  void warm(UserSite site, int callers) throws IOException {
    Warmth.FAIR.reach(() -> cost.of(site, callers, WARM_UP_MAX, warmUp));
  }
}
