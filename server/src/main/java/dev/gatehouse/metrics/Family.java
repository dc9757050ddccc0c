package dev.gatehouse.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// The series of one name, told apart by the values of their labels. A caller on a hot path asks
/// for its series once and keeps it. Values come from what the program knows (operations, error
/// tables), never from a request; should one family grow all the same, what comes after
/// [#SERIES_MAX] is counted together (IN-08). Thread-safe.
///
/// @param <S> what kind of series
public final class Family<S extends Series> {
  /// The value of every label of what did not fit.
  public static final String OTHER = "other";

  /// Far more than there are operations times status codes.
  static final int SERIES_MAX = 5_000;

  private final String name;
  private final String help;
  private final Kind kind;
  private final List<String> labels;
  private final Supplier<S> maker;
  private final Map<List<String>, S> series = new ConcurrentHashMap<>();

  /// What a family's numbers are.
  public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private Family(String name, String help, Kind kind, List<String> labels, Supplier<S> maker) {
    this.name = name;
    this.help = help;
    this.kind = kind;
    this.labels = labels;
    this.maker = maker;
  }

  /// Counters, made when they are first asked for.
  ///
  /// @param name ends in `_total`
  public static Family<Counter> counters(String name, String help, String... labels) {
    return new Family<>(name, help, Kind.COUNTER, List.of(labels), Counter::new);
  }

  /// Histograms, made when they are first asked for.
  ///
  /// @param name ends in the unit that is shown, for instance `_seconds`
  public static Family<Histogram> histograms(
      String name, String help, Buckets buckets, String... labels) {
    return new Family<>(name, help, Kind.HISTOGRAM, List.of(labels), () -> new Histogram(buckets));
  }

  /// Levels that are read when somebody asks; each is [#put].
  public static Family<Reading> gauges(String name, String help, String... labels) {
    return new Family<>(
        name,
        help,
        Kind.GAUGE,
        List.of(labels),
        () -> {
          throw new IllegalStateException("a reading has a source");
        });
  }

  /// One level without labels.
  public static Family<Reading> gauge(String name, String help, DoubleSupplier source) {
    var family = gauges(name, help);
    family.put(new Reading(source));
    return family;
  }

  /// The series of these label values, in the order of the labels.
  public S of(String... values) {
    var key = key(values);
    var known = series.get(key);
    if (known != null) {
      return known;
    }
    var fits = series.size() < SERIES_MAX;
    return series.computeIfAbsent(fits ? key : others(), _ -> maker.get());
  }

  /// Puts a series that somebody else owns under these label values.
  ///
  /// @return this
  public Family<S> put(S own, String... values) {
    series.put(key(values), own);
    return this;
  }

  private List<String> key(String... values) {
    if (values.length != labels.size()) {
      throw new IllegalArgumentException(name + " has the labels " + labels);
    }
    return List.of(values);
  }

  private List<String> others() {
    return labels.stream().map(_ -> OTHER).toList();
  }

  public String name() {
    return name;
  }

  public String help() {
    return help;
  }

  public Kind kind() {
    return kind;
  }

  public List<String> labels() {
    return labels;
  }

  /// What there is now, by label values.
  public Map<List<String>, S> series() {
    return Map.copyOf(series);
  }
}
