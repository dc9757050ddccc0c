package dev.gatehouse.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a Gatehouse in a test is to be.
///
/// @param start what its clock says first; empty: the real time, in whole milliseconds
/// @param isListening whether a port of this machine leads to it as well
/// @param settings `key=value` as with `--set`; the last one of a key wins
public record GatehouseOptions(
    Optional<Instant> start, boolean isListening, List<String> settings) {
  public GatehouseOptions {
    settings = List.copyOf(settings);
  }

  /// In dev mode, at the real time, without a port.
  public static GatehouseOptions defaults() {
    return new GatehouseOptions(Optional.empty(), false, List.of());
  }

  /// Opens a free port of `127.0.0.1`, for programs that fetch keys or tokens themselves.
  public GatehouseOptions withPort() {
    return new GatehouseOptions(start, true, settings);
  }

  /// Sets the clock before anything else happens.
  public GatehouseOptions startingAt(Instant instant) {
    return new GatehouseOptions(Optional.of(instant), isListening, settings);
  }

  /// Changes a setting of `docs/settings.md`, for instance `issuer` to `aws`.
  public GatehouseOptions withSetting(String key, String value) {
    var more = new ArrayList<>(settings);
    more.add(key + "=" + value);
    return new GatehouseOptions(start, isListening, more);
  }
}
