package dev.gatehouse.bench;

/// What a [Load] is sent to: it listens on a port of this machine, and its CPU can be counted.
interface Target {
  int port();

  /// CPU until now, user and system, in microseconds.
  long cpuMicros();
}
