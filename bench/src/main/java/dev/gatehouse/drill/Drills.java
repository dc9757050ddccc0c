package dev.gatehouse.drill;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// `./gatehouse drill NAME [--rounds N] [--seed N] [--round-seconds N]`.
public final class Drills {
  private static final Map<String, Supplier<Drill>> BY_NAME =
      new TreeMap<>(
          Map.<String, Supplier<Drill>>ofEntries(
              entry("kill", CrashDrill::kill),
              entry("power-cut", CrashDrill::powerCut),
              entry("disk", DiskDrill::new),
              entry("fsync", FsyncDrill::new),
              entry("limits", LimitsDrill::new),
              entry("clock", ClockDrill::new),
              entry("nodes", NodesDrill::new),
              entry("rolling", RollingDrill::new),
              entry("upgrade", UpgradeDrill::new),
              entry("overload", OverloadDrill::new),
              entry("soak", SoakDrill::new),
              entry("failover", FailoverDrill::new),
              entry("restart", RestartDrill::new),
              entry("unknown-commit", UnknownCommitDrill::new),
              entry("black-hole", BlackHoleDrill::new),
              entry("pgbouncer", PgBouncerDrill::new)));

  private static final Set<String> OPTIONS = Set.of("--rounds", "--seed", "--round-seconds");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,10}");

  private Drills() {}

  /// @param arguments the checkout's folder, then those of the command
  static void main(String[] arguments) throws Exception {
    var root = Path.of(arguments[0]).toAbsolutePath();
    var options = Arrays.asList(arguments).subList(1, arguments.length);
    var name = options.isEmpty() ? "" : options.getFirst();
    var make = BY_NAME.get(name);
    if (make == null || !areOptions(options.subList(1, options.size()))) {
      System.err.println("Usage: gatehouse drill NAME [--rounds N] [--seed N] [--round-seconds N]");
      BY_NAME.forEach((each, drill) -> System.err.println(each + "  " + drill.get().says()));
      System.exit(2);
      return;
    }
    var rounds = Integer.parseInt(option(options, "--rounds", "10"));
    var seed = Long.parseLong(option(options, "--seed", Long.toString(new Random().nextInt())));
    var seconds = Integer.parseInt(option(options, "--round-seconds", "300"));
    var settings = new Drill.Settings(root, rounds, seed, Duration.ofSeconds(seconds), System.out);
    settings.say("drill %s, %d rounds, seed %d", name, rounds, seed);
    try {
      make.get().run(settings);
    } catch (DrillFailure e) {
      settings.say("FAILED: %s", e);
      System.exit(1);
    }
  }

  /// Whether they are pairs of a name that is known and a number.
  private static boolean areOptions(List<String> words) {
    return words.size() % 2 == 0
        && IntStream.range(0, words.size())
            .allMatch(at ->
                at % 2 == 0
                    ? OPTIONS.contains(words.get(at))
                    : NUMBER.matcher(words.get(at)).matches());
  }

  private static String option(List<String> options, String name, String fallback) {
    var at = options.indexOf(name);
    return at >= 0 && at + 1 < options.size() ? options.get(at + 1) : fallback;
  }
}
