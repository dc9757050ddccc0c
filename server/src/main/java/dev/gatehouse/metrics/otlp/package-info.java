/// Metrics to an OpenTelemetry collector. The only package that knows the OpenTelemetry library,
/// whose classes are loaded only where a collector is set.
@NullMarked
package dev.gatehouse.metrics.otlp;

import org.jspecify.annotations.NullMarked;
