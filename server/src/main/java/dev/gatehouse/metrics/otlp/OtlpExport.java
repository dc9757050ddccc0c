package dev.gatehouse.metrics.otlp;

import dev.gatehouse.metrics.Meters;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.resources.Resource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Sends the numbers of a server to an OpenTelemetry collector, by OTLP over HTTP. One thread calls
/// [#export].
public final class OtlpExport implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /// The library logs failures to the JDK's log, which is not ours; [#export] tells of them.
  private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

  private final Meters meters;
  private final InstantSource clock;
  private final Instant start;
  private final Resource resource;
  private final OtlpHttpMetricExporter exporter;

  /// @param endpoint where metrics are posted, for instance `http://localhost:4318/v1/metrics`
  /// @param clock stamps what is sent
  /// @param version of this program
  public OtlpExport(URI endpoint, Meters meters, InstantSource clock, String version) {
    LIBRARY.setLevel(Level.OFF);
    this.meters = meters;
    this.clock = clock;
    start = clock.instant();
    resource =
        Resource.create(
            Attributes.builder()
                .put("service.name", "gatehouse")
                .put("service.version", version)
                .build());
    exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(endpoint.toString())
            .setTimeout(TIMEOUT)
            .build();
  }

  /// Sends what there is now; waits for the answer, some seconds at most.
  ///
  /// @throws IllegalStateException when the collector did not take it
  public void export() {
    var sent = exporter.export(metrics()).join(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    if (!sent.isSuccess()) {
      throw new IllegalStateException("the collector of otel.endpoint did not take the metrics");
    }
  }

  private Collection<MetricData> metrics() {
    var points = new Points(nanos(start), nanos(clock.instant()));
    return meters.groups().stream()
        .filter(group -> !group.samples().isEmpty())
        .<MetricData>map(group -> points.of(resource, group))
        .toList();
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * NANOS_PER_SECOND + time.getNano();
  }

  @Override
  public void close() {
    exporter.shutdown().join(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
