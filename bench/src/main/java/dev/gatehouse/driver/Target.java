package dev.gatehouse.driver;

/// What a load is sent to: it listens on a port of this machine, and its CPU can be counted.
public interface Target {
  int port();

  /// CPU until now, user and system, in microseconds.
  long cpuMicros();
}
