package dev.gatehouse.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Times of one kind, as a report shows them.
final class Spread {
  private final List<Duration> times = new ArrayList<>();

  void add(Duration time) {
    times.add(time);
  }

  Duration slowest() {
    return times.stream().max(Duration::compareTo).orElseThrow();
  }

  /// In milliseconds: median and slowest.
  @Override
  public String toString() {
    var sorted = times.stream().sorted().toList();
    return "%d ms (median), %d ms (slowest)"
        .formatted(sorted.get(sorted.size() / 2).toMillis(), sorted.getLast().toMillis());
  }
}
