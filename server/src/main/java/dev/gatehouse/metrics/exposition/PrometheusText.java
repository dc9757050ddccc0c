package dev.gatehouse.metrics.exposition;

import dev.gatehouse.metrics.Meters;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Writes the numbers of a server and of its JVM as text. Making one loads the library and the
/// JVM's management classes, some 100 ms of work; a server makes it at the first scrape.
/// Thread-safe.
public final class PrometheusText {
  private final Meters meters;
  private final PrometheusRegistry jvm = new PrometheusRegistry();
  private final ExpositionFormatWriter prometheus = PrometheusTextFormatWriter.create();
  private final ExpositionFormatWriter openMetrics =
      OpenMetricsTextFormatWriter.builder()
          .setCreatedTimestampsEnabled(false)
          .setExemplarsOnAllMetricTypesEnabled(false)
          .build();

  public PrometheusText(Meters meters) {
    this.meters = meters;
    JvmMetrics.builder().register(jvm);
  }

  /// What there is now.
  ///
  /// @param accept of the request; OpenMetrics where it names that format, otherwise Prometheus
  public Page page(String accept) {
    var writer = openMetrics.accepts(accept) ? openMetrics : prometheus;
    var out = new ByteArrayOutputStream(32_768);
    try {
      writer.write(out, snapshots());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Page(writer.getContentType(), out.toString(StandardCharsets.UTF_8));
  }

  private MetricSnapshots snapshots() {
    List<MetricSnapshot> all = new ArrayList<>();
    for (var group : meters.groups()) {
      all.add(Snapshots.of(group));
    }
    jvm.scrape().forEach(all::add);
    return new MetricSnapshots(all);
  }
}
