/// Tests of the export to an OpenTelemetry collector.
@NullMarked
package dev.gatehouse.metrics.otlp;

import org.jspecify.annotations.NullMarked;
