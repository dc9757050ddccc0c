package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/// What users and their administrators ask for, with what it may cost.
///
/// @param budget as it is shown; empty where there is none
/// @param warmUp of so many calls one measurement is made while the server gets warm: what is
///   compiled, and how well, goes by their number and not by the time
record UserCall(String label, String budget, int warmUp, Cost cost) {
  static final UserCall PASSWORD =
      new UserCall("password sign-in", "", 100, load(UserStory::passwordSignIns));

  static final UserCall LIST =
      new UserCall(
          "ListUsers, a page of " + UserStory.PAGE, " (budget 400)", 2_500, load(UserStory::pages));

  static final List<UserCall> ALL =
      List.of(
          new UserCall("AdminGetUser", " (budget 80)", 5_000, load(UserStory::adminGets)),
          new UserCall("GetUser", "", 5_000, load(UserStory::gets)),
          LIST,
          new UserCall("refresh", "", 2_500, load(UserStory::refreshes)),
          PASSWORD,
          new UserCall(
              "SRP sign-in, both calls",
              " (budget 2,900)",
              300,
              (site, _, time, calls) -> srp(site, time, calls)));

  private static final Duration WARM_UP_MAX = Duration.ofMinutes(1);

  /// CPU of the server for each call, in microseconds, measured for a while.
  interface Cost {
    double of(UserSite site, int callers, Duration time, int calls) throws IOException;
  }

  private static Cost load(Function<UserStory, Cycle> requests) {
    return (site, callers, time, calls) ->
        Load.closed(site.server(), requests.apply(site.story()), callers, time, calls / callers)
            .cpuMicros();
  }

  /// One caller, however many are wanted: the client computes more than the server.
  private static double srp(UserSite site, Duration time, int calls) throws IOException {
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

  /// CPU of the server for each, in microseconds, measured for a while.
  double cost(UserSite site, int callers, Duration time) throws IOException {
    return cost.of(site, callers, time, Integer.MAX_VALUE);
  }

  /// Calls the server until it is warm.
  void warm(UserSite site, int callers) throws IOException {
    Warmth.FAIR.reach(() -> cost.of(site, callers, WARM_UP_MAX, warmUp));
  }
}
