package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.http.Form;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// HT-14: a hundred thousand names whose `hashCode` is the same.
class CollidingKeysTest {
  private static final int KEYS = 100_000;

  /// As many as the parser takes.
  private static final int JSON_KEYS_MAX = 10_000;

  private static final Duration TIME_MAX = Duration.ofMillis(200);
  private static final List<String> NAMES = names();

  /// `Aa` and `BB` have the same hash, and so has every row of as many of them.
  private static List<String> names() {
    var names = new ArrayList<String>();
    for (int i = 0; i < KEYS; i++) {
      var name = new StringBuilder();
      for (int bit = 16; bit >= 0; bit--) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      names.add(name.toString());
    }
    return names;
  }

  @Test
  void the_names_collide() {
    assertThat(new HashSet<>(NAMES)).hasSize(KEYS);
    assertThat(NAMES).allMatch(name -> name.hashCode() == NAMES.getFirst().hashCode());
  }

  @Test
  void ht_14_colliding_members_of_json_are_bounded() {
    var most = json(NAMES.subList(0, JSON_KEYS_MAX));
    assertThat(fastest(() -> Json.parse(most))).isLessThan(TIME_MAX);
    assertThat(((JsonObject) Json.parse(most)).members()).hasSize(JSON_KEYS_MAX);

    var more = json(NAMES);
    assertThat(refusal(more))
        .hasToString("dev.gatehouse.json.MalformedJsonException: An object has too many members");
    assertThat(fastest(() -> refusal(more))).isLessThan(TIME_MAX);
  }

  private static byte[] json(List<String> names) {
    return names.stream()
        .map(name -> "\"" + name + "\":1")
        .collect(Collectors.joining(",", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Object refusal(byte[] text) {
    return catchThrowableOfType(MalformedJsonException.class, () -> Json.parse(text));
  }

  @Test
  void ht_14_colliding_parameters_of_a_form_are_refused_at_once() {
    var bytes = String.join("=1&", NAMES).getBytes(StandardCharsets.UTF_8);

    assertThat(fastest(() -> Form.parse(bytes))).isLessThan(TIME_MAX);
    assertThat(Form.parse(bytes)).isEmpty();
  }

  /// Of three runs: the first one also loads classes.
  private static Duration fastest(Supplier<Object> work) {
    var best = Duration.ofDays(1);
    for (int i = 0; i < 3; i++) {
      var start = System.nanoTime();
      assertThat(work.get()).isNotNull();
      var time = Duration.ofNanos(System.nanoTime() - start);
      best = time.compareTo(best) < 0 ? time : best;
    }
    return best;
  }
}
