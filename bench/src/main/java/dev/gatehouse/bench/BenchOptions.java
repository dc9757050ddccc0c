package dev.gatehouse.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What is measured, as the command line says.
///
/// @param time of each measurement
/// @param parts at least one
/// @param samples how often each kind of request is sent whose time might tell something
/// @param usersMax the size of the largest pool
record BenchOptions(Duration time, Set<Part> parts, int samples, int usersMax) {
  static final String USAGE =
      """
      Usage: ./gatehouse bench [--only PART[,PART]...] [--samples N] [--users N] [SECONDS]
      Parts: start, tokens, writes, pools, users, neighbours, tell; without --only, all of them.\
      """;

  private static final Duration TIME = Duration.ofSeconds(5);
  private static final int SAMPLES = 400;
  private static final int USERS_MAX = 1_000_000;

  /// What can be measured alone.
  enum Part {
    START,
    TOKENS,
    WRITES,
    POOLS,
    USERS,
    NEIGHBOURS,
    TELL
  }

  BenchOptions {
    parts = Set.copyOf(parts);
  }

  /// @throws IllegalArgumentException for what is no such command line
  static BenchOptions parse(List<String> arguments) {
    var options = new BenchOptions(TIME, EnumSet.allOf(Part.class), SAMPLES, USERS_MAX);
    for (var words = arguments.iterator(); words.hasNext(); ) {
      var word = words.next();
      options =
          switch (word) {
            case "--only" -> options.only(value(words));
            case "--samples" -> options.withSamples(number(value(words)));
            case "--users" -> options.withUsersMax(number(value(words)));
            default -> options.withTime(Duration.ofSeconds(number(word)));
          };
    }
    return options;
  }

  private static String value(Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException("a value is missing");
    }
    return words.next();
  }

  private static int number(String text) {
    var number = Integer.parseInt(text);
    if (number < 1) {
      throw new IllegalArgumentException("less than one: " + text);
    }
    return number;
  }

  private BenchOptions only(String names) {
    var parts = EnumSet.noneOf(Part.class);
    for (var name : Arrays.asList(names.split(",", -1))) {
      parts.add(Part.valueOf(name.toUpperCase(Locale.ROOT)));
    }
    return new BenchOptions(time, parts, samples, usersMax);
  }

  private BenchOptions withTime(Duration to) {
    return new BenchOptions(to, parts, samples, usersMax);
  }

  private BenchOptions withSamples(int to) {
    return new BenchOptions(time, parts, to, usersMax);
  }

  private BenchOptions withUsersMax(int to) {
    return new BenchOptions(time, parts, samples, to);
  }
}
