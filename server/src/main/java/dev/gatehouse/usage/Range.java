package dev.gatehouse.usage;

import java.time.Duration;
import java.util.Arrays;

/// How much of the history is asked for, until now.
public enum Range {
  HOUR("1h", Duration.ofHours(1), Resolution.MINUTE),
  DAY("24h", Duration.ofDays(1), Resolution.TEN_MINUTES),
  WEEK("7d", Duration.ofDays(7), Resolution.HOUR);

  private final String text;
  private final Duration length;
  private final Resolution resolution;

  Range(String text, Duration length, Resolution resolution) {
    this.text = text;
    this.length = length;
    this.resolution = resolution;
  }

  /// The range that the API writes so.
  ///
  /// @throws IllegalArgumentException for any other text
  public static Range of(String text) {
    return Arrays.stream(values())
        .filter(range -> range.text.equals(text))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("the constraints allow no such range"));
  }

  /// As the API writes it.
  public String text() {
    return text;
  }

  Duration length() {
    return length;
  }

  Resolution resolution() {
    return resolution;
  }
}
