package dev.gatehouse.metrics;

import java.util.function.DoubleSupplier;

/// A number that is read when somebody asks: a level, or what something else counts.
///
/// @param source may be called by any thread, at any time
public record Reading(DoubleSupplier source) implements Series {
  public double value() {
    return source.getAsDouble();
  }
}
