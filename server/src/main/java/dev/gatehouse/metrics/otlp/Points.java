package dev.gatehouse.metrics.otlp;

import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Histogram;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.metrics.Reading;
import dev.gatehouse.metrics.Series;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.Map;

/// Our numbers in the library's words, as of one moment: sums and histograms are cumulative since
/// the start.
///
/// @param startNanos since 1970
/// @param nowNanos since 1970
record Points(long startNanos, long nowNanos) {
  Metric of(Resource resource, Meters.Group group) {
    return switch (group.kind()) {
      case COUNTER ->
          new Metric(
              resource,
              group.name(),
              group.help(),
              MetricDataType.DOUBLE_SUM,
              SumData.createDoubleSumData(
                  true, AggregationTemporality.CUMULATIVE, numbers(group.samples())));
      case GAUGE ->
          new Metric(
              resource,
              group.name(),
              group.help(),
              MetricDataType.DOUBLE_GAUGE,
              GaugeData.createDoubleGaugeData(numbers(group.samples())));
      case HISTOGRAM ->
          new Metric(
              resource,
              group.name(),
              group.help(),
              MetricDataType.HISTOGRAM,
              HistogramData.create(
                  AggregationTemporality.CUMULATIVE, distributions(group.samples())));
    };
  }

  private List<DoublePointData> numbers(List<Meters.Sample> samples) {
    return samples.stream()
        .map(sample ->
            DoublePointData.create(
                startNanos,
                nowNanos,
                attributes(sample.labels()),
                value(sample.series()),
                List.of()))
        .toList();
  }

  private List<HistogramPointData> distributions(List<Meters.Sample> samples) {
    return samples.stream()
        .filter(sample -> sample.series() instanceof Histogram)
        .map(sample -> distribution(sample.labels(), (Histogram) sample.series()))
        .toList();
  }

  private HistogramPointData distribution(Map<String, String> labels, Histogram histogram) {
    var buckets = histogram.buckets();
    return HistogramPointData.create(
        startNanos,
        nowNanos,
        attributes(labels),
        buckets.shown(histogram.sum()),
        false,
        0,
        false,
        0,
        buckets.bounds().stream().map(buckets::shown).toList(),
        histogram.counts());
  }

  private static double value(Series series) {
    return switch (series) {
      case Counter counter -> counter.value();
      case Reading reading -> reading.value();
      case Histogram histogram -> histogram.sum();
    };
  }

  private static Attributes attributes(Map<String, String> labels) {
    var attributes = Attributes.builder();
    labels.forEach(attributes::put);
    return attributes.build();
  }
}
