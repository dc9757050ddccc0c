/// Metrics as Prometheus and OpenMetrics text. The only package that knows the Prometheus library,
/// whose classes are loaded when somebody first asks.
@NullMarked
package dev.gatehouse.metrics.exposition;

import org.jspecify.annotations.NullMarked;
