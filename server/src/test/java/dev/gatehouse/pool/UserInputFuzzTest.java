package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.testing.Fuzzing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Damaged values that users send of themselves. Generated: good ones with bytes changed, cut,
/// doubled, and foreign parts put in, of Unicode too. Must always hold: no exception but a refusal,
/// and what is taken has the shape of a pattern that says the same.
class UserInputFuzzTest {
  private static final int ROUNDS = 20_000;
  private static final List<String> GOOD =
      List.of(
          "jane.doe+tag@mail.example.com",
          "jos\u00e9@ex\u00e4mple.de",
          "+14155552671",
          "-12.5",
          "Passw0rd!",
          "\uD83D\uDE00@\uD83D\uDE00.example");
  private static final List<String> PARTS =
      List.of(
          "@",
          ".",
          "..",
          "+",
          "-",
          " ",
          "\r\nBcc:",
          "\0",
          "\"",
          "<",
          ">",
          ",",
          "1",
          "A",
          "\u0661",
          "\u00e9",
          "e\u0301",
          "\u202e",
          "\uD83D",
          "\uDE00",
          "\uFFFF",
          "[",
          "]",
          "\\",
          "%s",
          "%n");

  private static final Pattern EMAIL =
      Pattern.compile("[^@\\s<>,;:\"\\\\()\\[\\]\\p{C}\\p{Z}]{1,64}@[\\p{L}\\p{M}\\p{N}.-]{3,252}");
  private static final Pattern PHONE = Pattern.compile("\\+[0-9]{1,15}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");

  @Test
  void attributes_have_their_format_or_are_refused() {
    var fuzzing = Fuzzing.of(ROUNDS);
    while (fuzzing.next()) {
      var text = damaged(fuzzing.random());

      if (AttributeFormats.isEmail(text)) {
        assertThat(text).as("%s", fuzzing).matches(EMAIL).doesNotContain("..");
      }
      assertThat(AttributeFormats.isPhoneNumber(text))
          .as("%s: %s", fuzzing, text)
          .isEqualTo(PHONE.matcher(text).matches());
      if (NUMBER.matcher(text).matches()) {
        assertThat(AttributeFormats.requireNumber("n", text)).as("%s", fuzzing).isNotNull();
      } else {
        assertThatExceptionOfType(RefusedException.class)
            .as("%s: %s", fuzzing, text)
            .isThrownBy(() -> AttributeFormats.requireNumber("n", text));
      }
    }
  }

  /// A mask never shows more than two characters of an address and four digits of a number.
  @Test
  void masks_hide_whatever_they_are_given() {
    var fuzzing = Fuzzing.of(ROUNDS);
    while (fuzzing.next()) {
      var text = damaged(fuzzing.random());

      assertThat(DeliveryMask.email(text).replace("***", "").replace("@", ""))
          .as("%s", fuzzing)
          .satisfies(shown -> assertThat(shown.codePointCount(0, shown.length())).isLessThan(3));
      assertThat(DeliveryMask.phoneNumber(text).replace("*", ""))
          .as("%s", fuzzing)
          .satisfies(shown -> assertThat(shown.codePointCount(0, shown.length())).isLessThan(6));
    }
  }

  @Test
  void any_text_conforms_to_a_policy_or_has_a_fault() {
    var fuzzing = Fuzzing.of(ROUNDS);
    var policy = new PasswordPolicy(8, true, true, true, true);
    while (fuzzing.next()) {
      var text = damaged(fuzzing.random());

      var conforms =
          text.codePointCount(0, text.length()) >= 8
              && text.matches("(?s)(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])(?=.*[ -/:-@\\[-`{-~]).*");
      assertThat(policy.fault(text).isEmpty()).as("%s: %s", fuzzing, text).isEqualTo(conforms);
    }
  }

  @Test
  void sr_16_no_damaged_hash_is_accepted() {
    var fuzzing = Fuzzing.of(ROUNDS);
    var good = "by8Eu9eVoMAbJ40m8G/MfEuE/y1tBWHOvus224/Ji20=";
    var client = new ClientId("1example23456789abcdefghij");
    var secrets = List.of(new ClientSecret("0123456789abcdefghijklmnopqrstuvwxyz0123456789abcde"));
    while (fuzzing.next()) {
      var bytes = fuzzing.damaged(good.getBytes(StandardCharsets.US_ASCII), PARTS);
      var text = new String(bytes, StandardCharsets.UTF_8);
      if (!text.equals(good)) {
        assertThatExceptionOfType(RefusedException.class)
            .as("%s: %s", fuzzing, text)
            .isThrownBy(() -> SecretHash.require(client, secrets, text, List.of("jane")));
      }
    }
  }

  /// One to four changes, by units of UTF-16, so that half pairs come up too.
  private static String damaged(RandomGenerator random) {
    var text = new StringBuilder(GOOD.get(random.nextInt(GOOD.size())));
    for (int changes = random.nextInt(5); changes > 0; changes--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(1, 12));
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, PARTS.get(random.nextInt(PARTS.size())));
        case 1 -> text.delete(at, end);
        case 2 -> text.insert(at, text.substring(at, end));
        default -> text.insert(at, (char) random.nextInt(0x1_0000));
      }
    }
    return text.toString();
  }
}
