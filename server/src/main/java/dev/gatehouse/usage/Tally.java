package dev.gatehouse.usage;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts by words of this program. Bounded: what comes after the first words is counted together.
/// Thread-safe; counting never waits.
final class Tally {
  static final String OTHER = "other";

  private final int max;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  /// @param max how many words have a count of their own
  Tally(int max) {
    this.max = max;
  }

  void count(String word) {
    var count = counts.get(word);
    (count != null ? count : first(word)).increment();
  }

  private LongAdder first(String word) {
    var key = counts.size() < max ? word : OTHER;
    return counts.computeIfAbsent(key, _ -> new LongAdder());
  }

  SortedMap<String, Long> now() {
    var now = new TreeMap<String, Long>();
    counts.forEach((word, count) -> now.put(word, count.sum()));
    return now;
  }
}
