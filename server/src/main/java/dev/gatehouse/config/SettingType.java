package dev.gatehouse.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What a setting's text may say.
///
/// @param allowed completes the sentence "it must be …"
/// @param parser empty when the text is not allowed
record SettingType<T>(String allowed, Function<String, Optional<T>> parser) {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})([A-Za-z]*)");
  private static final Pattern HOST_LABELS =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d");
  private static final int LONGEST_DAYS = 365;

  static final SettingType<Integer> PORT =
      new SettingType<>("a port, 0 to 65535 (0: any free one)", text -> whole(text, 0, 65_535));
  static final SettingType<Boolean> BOOLEAN =
      choice("true or false", Boolean::valueOf, "true", "false");
  static final SettingType<Duration> DURATION =
      new SettingType<>("a duration such as 500ms, 10s, 10m, 2h or 0", SettingType::duration);
  static final SettingType<Integer> BYTES =
      new SettingType<>("a size of 1KiB to 1MiB, such as 16KiB", SettingType::bytes);
  static final SettingType<String> ACCOUNT_ID = matching("12 digits", Pattern.compile("\\d{12}"));
  static final SettingType<String> HOST_SUFFIX = matching("a host name in lower case", HOST_LABELS);
  static final SettingType<String> BIND =
      new SettingType<>(
          "an IP address or localhost",
          text ->
              text.equals("localhost") || isAddress(text) ? Optional.of(text) : Optional.empty());
  static final SettingType<URI> BASE_URL =
      new SettingType<>(
          "an http or https address without query, such as https://id.example.com",
          SettingType::baseUrl);
  static final SettingType<URI> ADDRESS =
      new SettingType<>(
          "an http or https address, such as https://sms.example.com/send", SettingType::address);
  static final SettingType<String> HOST =
      new SettingType<>(
          "a host name in lower case, or an IP address",
          text ->
              HOST_LABELS.matcher(text).matches() || isAddress(text)
                  ? Optional.of(text)
                  : Optional.empty());
  static final SettingType<String> EMAIL =
      matching(
          "an e-mail address, such as no-reply@example.com",
          Pattern.compile("[A-Za-z0-9._+-]{1,64}@" + HOST_LABELS.pattern()));
  static final SettingType<List<String>> DOMAINS =
      new SettingType<>(
          "domains, such as example.com,example.org",
          text -> list(text, HOST_LABELS.asMatchPredicate()));
  static final SettingType<String> LINE =
      matching("one line of text", Pattern.compile("[^\\p{Cntrl}]{1,320}"));
  static final SettingType<Path> FILE = new SettingType<>("a file name", SettingType::path);
  static final SettingType<DatabaseUrl> DATABASE_URL =
      new SettingType<>(
          "jdbc:postgresql://host:port/database?user=…",
          text ->
              text.startsWith("jdbc:postgresql:")
                  ? Optional.of(new DatabaseUrl(text))
                  : Optional.empty());
  static final SettingType<List<String>> REGIONS =
      new SettingType<>(
          "one or more region names, such as us-east-1,eu-west-1",
          text -> list(text, REGION.asMatchPredicate()).filter(all -> !all.isEmpty()));
  static final SettingType<List<AddressBlock>> ADDRESS_BLOCKS =
      new SettingType<>(
          "IP addresses and networks, such as 10.0.0.7,10.1.0.0/16",
          text ->
              list(text, item -> AddressBlock.parse(item).isPresent())
                  .map(items ->
                      items.stream().flatMap(item -> AddressBlock.parse(item).stream()).toList()));

  /// A whole number within bounds.
  static SettingType<Integer> count(int min, int max) {
    return new SettingType<>(
        "a whole number from %d to %d".formatted(min, max), text -> whole(text, min, max));
  }

  /// One word of an enum, in lower case with hyphens.
  static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
    var constants = List.of(type.getEnumConstants());
    return new SettingType<>(
        String.join(", ", constants.stream().map(SettingType::word).toList()),
        text -> constants.stream().filter(constant -> word(constant).equals(text)).findFirst());
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T> SettingType<T> choice(
      String allowed, Function<String, T> parser, String... words) {
    return new SettingType<>(
        allowed,
        text -> List.of(words).contains(text) ? Optional.of(parser.apply(text)) : Optional.empty());
  }

  private static SettingType<String> matching(String allowed, Pattern pattern) {
    return new SettingType<>(
        allowed, text -> pattern.matcher(text).matches() ? Optional.of(text) : Optional.empty());
  }

  private static Optional<Integer> whole(String text, int min, int max) {
    var amount = AMOUNT.matcher(text);
    if (!amount.matches() || !amount.group(2).isEmpty()) {
      return Optional.empty();
    }
    var number = Integer.parseInt(amount.group(1));
    return number >= min && number <= max ? Optional.of(number) : Optional.empty();
  }

  private static Optional<Duration> duration(String text) {
    var amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return Optional.empty();
    }
    var number = Integer.parseInt(amount.group(1));
    var duration =
        switch (amount.group(2)) {
          case "ms" -> Optional.of(Duration.ofMillis(number));
          case "s" -> Optional.of(Duration.ofSeconds(number));
          case "m" -> Optional.of(Duration.ofMinutes(number));
          case "h" -> Optional.of(Duration.ofHours(number));
          case "d" -> Optional.of(Duration.ofDays(number));
          case "" -> number == 0 ? Optional.of(Duration.ZERO) : Optional.<Duration>empty();
          default -> Optional.<Duration>empty();
        };
    return duration.filter(value -> value.toDays() <= LONGEST_DAYS);
  }

  private static Optional<Integer> bytes(String text) {
    var amount = AMOUNT.matcher(text);
    if (!amount.matches()) {
      return Optional.empty();
    }
    var unit =
        switch (amount.group(2)) {
          case "" -> 1L;
          case "KiB" -> 1024L;
          case "MiB" -> 1024L * 1024;
          default -> 0L;
        };
    var number = Long.parseLong(amount.group(1)) * unit;
    return number >= 1024 && number <= 1024 * 1024 ? Optional.of((int) number) : Optional.empty();
  }

  private static Optional<URI> baseUrl(String text) {
    try {
      var uri = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      var isPlain =
          ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      return isPlain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<URI> address(String text) {
    try {
      var uri = new URI(text);
      var isPlain =
          ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
              && uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null;
      return isPlain ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /// An empty text is the empty list.
  private static Optional<List<String>> list(String text, Predicate<String> isAllowed) {
    if (text.isBlank()) {
      return Optional.of(List.of());
    }
    var items = Arrays.stream(text.split(",", -1)).map(String::strip).distinct().toList();
    return items.stream().allMatch(isAllowed) ? Optional.of(items) : Optional.empty();
  }

  private static boolean isAddress(String text) {
    try {
      InetAddress.ofLiteral(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
