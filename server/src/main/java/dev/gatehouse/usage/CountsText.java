package dev.gatehouse.usage;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Counts as they are stored, in few bytes:
/// `{"t":{"client_credentials":100},"f":3,"e":{"invalid_client":2},"l":{"7":102}}`.
final class CountsText {
  private static final String TOKENS = "t";
  private static final String FAILED = "f";
  private static final String ERRORS = "e";
  private static final String LATENCIES = "l";

  private CountsText() {}

  static String of(Counts counts) {
    var json = JsonValue.object();
    put(json, TOKENS, counts.tokens());
    if (counts.failedSignIns() != 0) {
      json.put(FAILED, counts.failedSignIns());
    }
    put(json, ERRORS, counts.errors());
    put(json, LATENCIES, counts.latencies());
    return Json.text(json.build());
  }

  private static void put(JsonValue.ObjectBuilder json, String name, Map<?, Long> counts) {
    if (!counts.isEmpty()) {
      var object = JsonValue.object();
      counts.forEach((key, count) -> object.put(key.toString(), count));
      json.put(name, object.build());
    }
  }

  /// What [#of] has written.
  static Counts parse(String text) {
    var json = Json.parseObject(text);
    return new Counts(
        counts(json, TOKENS, Function.identity()),
        json.number(FAILED).map(BigDecimal::longValueExact).orElse(0L),
        counts(json, ERRORS, Function.identity()),
        counts(json, LATENCIES, Integer::valueOf));
  }

  private static <K> SortedMap<K, Long> counts(
      JsonObject json, String name, Function<String, K> key) {
    var counts = new TreeMap<K, Long>();
    json.object(name)
        .ifPresent(object ->
            object
                .members()
                .forEach((word, count) ->
                    counts.put(key.apply(word), ((JsonNumber) count).value().longValueExact())));
    return counts;
  }
}
