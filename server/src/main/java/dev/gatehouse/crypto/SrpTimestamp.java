package dev.gatehouse.crypto;

import static java.time.temporal.ChronoField.DAY_OF_MONTH;
import static java.time.temporal.ChronoField.DAY_OF_WEEK;
import static java.time.temporal.ChronoField.HOUR_OF_DAY;
import static java.time.temporal.ChronoField.MINUTE_OF_HOUR;
import static java.time.temporal.ChronoField.MONTH_OF_YEAR;
import static java.time.temporal.ChronoField.SECOND_OF_MINUTE;
import static java.time.temporal.ChronoField.YEAR;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `TIMESTAMP` of a proof, for instance `Tue Feb 4 09:05:07 UTC 2025`: English names, the day
/// without padding (§3.3, point 7). The client signs its text.
///
/// @param text as it was sent
/// @param instant what it says
public record SrpTimestamp(String text, Instant instant) {
  /// How far the client's clock may be off, and how long its proof may take to arrive. What the
  /// service allows is not known; assumed as for signatures of requests (D7).
  public static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final int LENGTH_MAX = 28;

  /// With names of its own: those of a locale change with the JDK.
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .appendText(DAY_OF_WEEK, names("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
          .appendLiteral(' ')
          .appendText(
              MONTH_OF_YEAR,
              names(
                  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                  "Dec"))
          .appendLiteral(' ')
          .appendValue(DAY_OF_MONTH, 1, 2, SignStyle.NOT_NEGATIVE)
          .appendLiteral(' ')
          .appendValue(HOUR_OF_DAY, 2)
          .appendLiteral(':')
          .appendValue(MINUTE_OF_HOUR, 2)
          .appendLiteral(':')
          .appendValue(SECOND_OF_MINUTE, 2)
          .appendLiteral(" UTC ")
          .appendValue(YEAR, 4)
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /// The time that `text` says; empty for any other form, for a date that does not exist, and for a
  /// day of the week that is not that of the date (SR-06).
  public static Optional<SrpTimestamp> parse(String text) {
    if (text.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      var time = LocalDateTime.parse(text, FORMAT);
      return time.format(FORMAT).equals(text) // The day may have been padded.
          ? Optional.of(new SrpTimestamp(text, time.toInstant(ZoneOffset.UTC)))
          : Optional.empty();
    } catch (DateTimeException notATimestamp) {
      return Optional.empty();
    }
  }

  /// Whether it is within [#TOLERANCE] of `now`, before or after.
  public boolean isNear(Instant now) {
    return Duration.between(instant, now).abs().compareTo(TOLERANCE) <= 0;
  }

  private static Map<Long, String> names(String... names) {
    var numbered = new HashMap<Long, String>();
    for (var name : List.of(names)) {
      numbered.put(numbered.size() + 1L, name);
    }
    return numbered;
  }
}
