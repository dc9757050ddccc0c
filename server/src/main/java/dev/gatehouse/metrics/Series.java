package dev.gatehouse.metrics;

/// One number, or one distribution, of a family.
public sealed interface Series permits Counter, Histogram, Reading {}
