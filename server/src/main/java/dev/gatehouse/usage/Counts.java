package dev.gatehouse.usage;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was counted in some time: of a client, a pool, or the server. Counts of 0 are left out.
///
/// @param tokens how often tokens were issued, by grant ([Grants]); those of a user who signs in
///   count once
/// @param failedSignIns refused attempts of users to sign in
/// @param errors refused requests, by the code that the caller saw
/// @param latencies requests of the token endpoint, by bucket of [Latencies]
public record Counts(
    SortedMap<String, Long> tokens,
    long failedSignIns,
    SortedMap<String, Long> errors,
    SortedMap<Integer, Long> latencies) {
  public static final Counts NONE =
      new Counts(new TreeMap<>(), 0, new TreeMap<>(), new TreeMap<>());

  /// Codes with a count of their own, in memory and in a row.
  static final int ERRORS_MAX = 8;

  /// All grants of OAuth 2 and those of the API.
  static final int GRANTS_MAX = 6;

  public Counts {
    tokens = counted(tokens);
    errors = counted(errors);
    latencies = counted(latencies);
  }

  private static <K extends Comparable<K>> SortedMap<K, Long> counted(Map<K, Long> counts) {
    var sorted = new TreeMap<K, Long>(counts);
    sorted.values().removeIf(count -> count == 0);
    return Collections.unmodifiableSortedMap(sorted);
  }

  public boolean isEmpty() {
    return tokens.isEmpty() && failedSignIns == 0 && errors.isEmpty() && latencies.isEmpty();
  }

  /// How many users have signed in.
  public long signIns() {
    return tokens.getOrDefault(Grants.SIGN_IN, 0L);
  }

  public Counts plus(Counts other) {
    return new Counts(
        sum(tokens, other.tokens, 1),
        failedSignIns + other.failedSignIns,
        bounded(sum(errors, other.errors, 1)),
        sum(latencies, other.latencies, 1));
  }

  /// What came after `before`, which counted the same.
  Counts minus(Counts before) {
    return new Counts(
        sum(tokens, before.tokens, -1),
        failedSignIns - before.failedSignIns,
        sum(errors, before.errors, -1),
        sum(latencies, before.latencies, -1));
  }

  Counts withoutLatencies() {
    return new Counts(tokens, failedSignIns, errors, new TreeMap<>());
  }

  private static <K> SortedMap<K, Long> sum(Map<K, Long> some, Map<K, Long> others, int sign) {
    var all = new TreeMap<K, Long>(some);
    others.forEach((key, count) -> all.merge(key, sign * count, Long::sum));
    return all;
  }

  /// The rarest codes together, where there are too many: a row stays small whatever was refused.
  private static SortedMap<String, Long> bounded(SortedMap<String, Long> errors) {
    while (errors.size() > ERRORS_MAX + 1) {
      var rarest =
          errors.entrySet().stream()
              .filter(each -> !each.getKey().equals(Tally.OTHER))
              .min(Map.Entry.comparingByValue())
              .orElseThrow()
              .getKey();
      errors.merge(Tally.OTHER, Objects.requireNonNull(errors.remove(rarest)), Long::sum);
    }
    return errors;
  }
}
