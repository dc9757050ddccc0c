package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.http.Form;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.testing.Work;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// HT-14: a hundred thousand names whose `hashCode` is the same.
class CollidingKeysTest {
  private static final int KEYS = 100_000;

  /// As many as the parser takes.
  private static final int JSON_KEYS_MAX = 10_000;

  private static final int FORM_KEYS_MAX = 100;
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
    assertThat(((JsonObject) Json.parse(most)).members()).hasSize(JSON_KEYS_MAX);

    for (var count : List.of(JSON_KEYS_MAX + 1, KEYS)) {
      assertThat(refusal(json(NAMES.subList(0, count))))
          .hasToString("dev.gatehouse.json.MalformedJsonException: An object has too many members");
    }
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

  /// A hundred and one are read, whatever follows.
  @Test
  void ht_14_colliding_parameters_of_a_form_are_refused_at_once() {
    var all = form(NAMES);
    var first = form(NAMES.subList(0, FORM_KEYS_MAX + 1));

    assertThat(Form.parse(form(NAMES.subList(0, FORM_KEYS_MAX)))).isPresent();
    assertThat(Form.parse(first)).isEmpty();
    assertThat(Form.parse(all)).isEmpty();
    var bytes = Work.bytes(() -> Form.parse(all), () -> Form.parse(first));
    assertThat(bytes[0]).isPositive().isLessThan(2 * bytes[1]);
  }

  private static byte[] form(List<String> names) {
    return String.join("=1&", names).getBytes(StandardCharsets.UTF_8);
  }
}
