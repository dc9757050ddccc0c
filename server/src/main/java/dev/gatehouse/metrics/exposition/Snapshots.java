package dev.gatehouse.metrics.exposition;

import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Histogram;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.metrics.Reading;
import dev.gatehouse.metrics.Series;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.Map;

/// Our numbers in the library's words.
final class Snapshots {
  /// The library adds it back, where the format wants it.
  private static final String TOTAL = "_total";

  private Snapshots() {}

  static MetricSnapshot of(Meters.Group group) {
    return switch (group.kind()) {
      case COUNTER -> counters(group);
      case GAUGE -> gauges(group);
      case HISTOGRAM -> histograms(group);
    };
  }

  private static MetricSnapshot counters(Meters.Group group) {
    var name = group.name();
    var builder =
        CounterSnapshot.builder()
            .name(name.endsWith(TOTAL) ? name.substring(0, name.length() - TOTAL.length()) : name)
            .help(group.help());
    for (var sample : group.samples()) {
      builder.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(labels(sample.labels()))
              .value(value(sample.series()))
              .build());
    }
    return builder.build();
  }

  private static MetricSnapshot gauges(Meters.Group group) {
    var builder = GaugeSnapshot.builder().name(group.name()).help(group.help());
    for (var sample : group.samples()) {
      builder.dataPoint(
          GaugeDataPointSnapshot.builder()
              .labels(labels(sample.labels()))
              .value(value(sample.series()))
              .build());
    }
    return builder.build();
  }

  private static MetricSnapshot histograms(Meters.Group group) {
    var builder = HistogramSnapshot.builder().name(group.name()).help(group.help());
    for (var sample : group.samples()) {
      if (sample.series() instanceof Histogram histogram) {
        builder.dataPoint(
            HistogramDataPointSnapshot.builder()
                .labels(labels(sample.labels()))
                .classicHistogramBuckets(buckets(histogram))
                .sum(histogram.buckets().shown(histogram.sum()))
                .build());
      }
    }
    return builder.build();
  }

  private static ClassicHistogramBuckets buckets(Histogram histogram) {
    var builder = ClassicHistogramBuckets.builder();
    var bounds = histogram.buckets().bounds();
    List<Long> counts = histogram.counts();
    for (int i = 0; i < counts.size(); i++) {
      builder.bucket(bound(histogram, bounds, i), counts.get(i));
    }
    return builder.build();
  }

  private static double bound(Histogram histogram, List<Long> bounds, int index) {
    return index < bounds.size()
        ? histogram.buckets().shown(bounds.get(index))
        : Double.POSITIVE_INFINITY;
  }

  private static double value(Series series) {
    return switch (series) {
      case Counter counter -> counter.value();
      case Reading reading -> reading.value();
      case Histogram histogram -> histogram.sum();
    };
  }

  private static Labels labels(Map<String, String> labels) {
    return Labels.of(List.copyOf(labels.keySet()), List.copyOf(labels.values()));
  }
}
