package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  private static final long SEED = Long.getLong("gatehouse.seed", 20_261_125L);

  private static Form parse(String body) {
    return Form.parse(body.getBytes(ISO_8859_1)).orElseThrow();
  }

  private static Form.Parameter parameter(String name, String value) {
    return new Form.Parameter(name, value);
  }

  @Test
  void reads_parameters_in_their_order_with_duplicates() {
    assertThat(parse("a=1&b=x+y%20z&a=%C3%A9&c&d=&=e&&f=g=h").parameters())
        .containsExactly(
            parameter("a", "1"),
            parameter("b", "x y z"),
            parameter("a", "é"),
            parameter("c", ""),
            parameter("d", ""),
            parameter("", "e"),
            parameter("f", "g=h"));
    assertThat(parse("a=1&a=2").first("a")).contains("1");
    assertThat(parse("a=1").first("b")).isEmpty();
    assertThat(parse("a=1&b=2&a=3").repeatsAny(List.of("b", "a"))).isTrue();
    assertThat(parse("a=1&b=2&a=3").repeatsAny(List.of("b"))).isFalse();
    assertThat(parse("").parameters()).isEmpty();
    assertThat(parse("a=%00&b\0=c").parameters())
        .containsExactly(parameter("a", "\0"), parameter("b\0", "c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=%",
        "a=%4",
        "a=%4&b=1",
        "a=%zz",
        "a=%-1",
        "%=1",
        "a=%c0%80",
        "a=%ff",
        "a=%ed%a0%80",
        "a=%C3",
        "a=\u00ff",
        "a=%f5%80%80%80"
      })
  void refuses_what_is_no_form(String body) {
    assertThat(Form.parse(body.getBytes(ISO_8859_1))).isEmpty();
  }

  @Test
  void takes_a_hundred_parameters_and_no_more() {
    assertThat(parse("a=1&".repeat(100)).parameters()).hasSize(100);
    assertThat(Form.parse("a=1&".repeat(101).getBytes(ISO_8859_1))).isEmpty();
  }

  /// Generated: lists of names and values of any characters but NUL and lone surrogates, encoded by
  /// the JDK. What was encoded must come back.
  @Test
  void reads_back_what_others_encode() {
    var random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      var wanted = new ArrayList<Form.Parameter>();
      var body = new StringBuilder();
      for (int i = random.nextInt(5); i >= 0; i--) {
        var name = "n" + text(random);
        var value = text(random);
        wanted.add(parameter(name, value));
        body.append(URLEncoder.encode(name, UTF_8)).append('=');
        body.append(URLEncoder.encode(value, UTF_8)).append('&');
      }
      assertThat(parse(body.toString()).parameters()).as("seed %d", SEED).isEqualTo(wanted);
    }
  }

  /// Generated: bytes that are often special in a form. Whatever they are, the answer is a form or
  /// a refusal, never an exception, and of a form no character is half a surrogate pair.
  @Test
  void survives_any_bytes() {
    var random = new Random(SEED);
    var special = "%&=+01aF;\0\u00c3\u00a9\u00ff".getBytes(ISO_8859_1);
    for (int round = 0; round < 50_000; round++) {
      var body = new byte[random.nextInt(24)];
      for (int i = 0; i < body.length; i++) {
        body[i] = special[random.nextInt(special.length)];
      }
      var form = Form.parse(body);
      assertThat(UTF_8.newEncoder().canEncode(form.toString())).as("seed %d", SEED).isTrue();
    }
  }

  private static String text(Random random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      var c = random.nextInt(1, random.nextBoolean() ? 0x80 : 0x11000);
      text.appendCodePoint(Character.getType(c) == Character.SURROGATE ? '?' : c);
    }
    return text.toString();
  }
}
