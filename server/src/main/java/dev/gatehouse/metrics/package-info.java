/// Numbers that tell an operator what the server does: counters, histograms, readings, and the
/// families that name them. Each part of the program owns its numbers and shows them in [Meters];
/// how they leave the process is the business of `metrics.exposition` and `metrics.otlp`. Knows
/// nothing of ours and no library (decision record 0014).
@NullMarked
package dev.gatehouse.metrics;

import org.jspecify.annotations.NullMarked;
