package dev.gatehouse.drill;

import java.time.Duration;

/// How long something may take. Where other work shares the machine, as in continuous integration,
/// the environment variable `DRILL_PATIENCE=20` makes each bound twenty times as long: there a
/// drill shows that nothing is lost, and prints what it took. That the bounds themselves hold is
/// shown by hand, on a quiet machine. (A name that began with `GATEHOUSE_` would be a setting,
/// which the server does not know.)
final class Bound {
  private static final int PATIENCE =
      Integer.parseInt(System.getenv().getOrDefault("DRILL_PATIENCE", "1"));

  private Bound() {}

  /// How often something may be tried that must hold the first time on a quiet machine.
  static int tries() {
    return PATIENCE;
  }

  static Duration seconds(int onAQuietMachine) {
    return Duration.ofSeconds(onAQuietMachine).multipliedBy(PATIENCE);
  }
}
