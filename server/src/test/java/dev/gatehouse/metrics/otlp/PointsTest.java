package dev.gatehouse.metrics.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.metrics.Buckets;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointsTest {
  private static final Attributes EDGE = Attributes.of(AttributeKey.stringKey("edge"), "api");

  private final Meters meters = new Meters();

  private Metric metric() {
    return new Points(1, 2).of(Resource.empty(), meters.groups().getFirst());
  }

  @Test
  void a_counter_is_a_sum_that_rises_since_the_start() {
    var family = Family.counters("refusals_total", "Refused.", "reason");
    family.of("busy").add(7);
    meters.show(family, "edge", "http");

    var sum = metric().getDoubleSumData();

    assertThat(metric().getName()).isEqualTo("refusals_total");
    assertThat(metric().getDescription()).isEqualTo("Refused.");
    assertThat(sum.isMonotonic()).isTrue();
    assertThat(sum.getAggregationTemporality()).isEqualTo(AggregationTemporality.CUMULATIVE);
    assertThat(sum.getPoints())
        .containsExactly(
            DoublePointData.create(
                1,
                2,
                Attributes.of(
                    AttributeKey.stringKey("edge"),
                    "http",
                    AttributeKey.stringKey("reason"),
                    "busy"),
                7,
                List.of()));
  }

  @Test
  void a_level_is_a_gauge() {
    meters.show(Family.gauge("ready", "Ready.", () -> 1), "edge", "api");

    assertThat(metric().getDoubleGaugeData().getPoints())
        .containsExactly(DoublePointData.create(1, 2, EDGE, 1, List.of()));
  }

  @Test
  void a_histogram_keeps_its_buckets_in_seconds() {
    var family = Family.histograms("seconds", "Time.", new Buckets(List.of(5L, 10L), 10));
    family.of().observe(5);
    family.of().observe(6);
    family.of().observe(100);
    meters.show(family, "edge", "api");

    assertThat(metric().getHistogramData().getPoints())
        .containsExactly(
            HistogramPointData.create(
                1, 2, EDGE, 11.1, false, 0, false, 0, List.of(0.5, 1.0), List.of(1L, 1L, 1L)));
  }
}
