package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Behaviour reference users §2.6.
class AttributeFormatsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jane@example.com",
        "j@e.co",
        "first.last+tag@mail.example.co.uk",
        "o'brien_1-2@example.com",
        "!#$%&'*+-/=?^_`{|}~@example.com",
        "jos\u00e9@ex\u00e4mple.de",
        "\u7528\u6237@\u4f8b\u5b50.\u5e7f\u544a",
        "jane@xn--exmple-cua.de",
        "jane@1.example",
        "a23456789012345678901234567890123456789012345678901234567890abcd@example.com"
      })
  void an_address_is_taken(String address) {
    assertThat(AttributeFormats.isEmail(address)).isTrue();
    AttributeFormats.requireEmail(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@",
        "jane",
        "jane@",
        "@example.com",
        "jane@example",
        "jane@@example.com",
        "jane@joe@example.com",
        "jane@example..com",
        "jane@.example.com",
        "jane@example.com.",
        ".jane@example.com",
        "jane.@example.com",
        "ja..ne@example.com",
        "jane @example.com",
        "jane@exam ple.com",
        " jane@example.com",
        "jane@example.com ",
        "jane@example.com\n",
        "jane@example.com\r\nBcc: joe@example.com",
        "Jane <jane@example.com>",
        "jane@example.com,joe@example.com",
        "jane;joe@example.com",
        "\"jane\"@example.com",
        "jane@[127.0.0.1]",
        "jane@example_.com",
        "jane@exa/mple.com",
        "jane@example.com:25",
        "ja\0ne@example.com",
        "jane\u202e@example.com",
        "jane\u00a0@example.com",
        "jane@example.c\u200bom",
        "jane@example.com\u2028",
        "ja\uD800ne@example.com",
        "a23456789012345678901234567890123456789012345678901234567890abcde@example.com"
      })
  void what_is_no_address_is_refused(String text) {
    assertThat(AttributeFormats.isEmail(text)).isFalse();
    assertThat(refusal(() -> AttributeFormats.requireEmail(text)))
        .isEqualTo(new Refusal.InvalidEmail());
  }

  @Test
  void an_address_has_at_most_254_characters() {
    var address = "jane@" + "example.".repeat(30);

    assertThat(AttributeFormats.isEmail(address + "abcdefghi")).isTrue();
    assertThat(AttributeFormats.isEmail(address + "abcdefghij")).isFalse();
    assertThat(AttributeFormats.isEmail("jane@" + "a".repeat(63) + ".com")).isTrue();
    assertThat(AttributeFormats.isEmail("jane@" + "a".repeat(64) + ".com")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"+14155552671", "+1", "+123456789012345", "+0123"})
  void a_phone_number_is_taken(String number) {
    assertThat(AttributeFormats.isPhoneNumber(number)).isTrue();
    AttributeFormats.requirePhoneNumber(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "+",
        "14155552671",
        "004915",
        "+1 415 555 2671",
        "+1-415-555-2671",
        "+1(415)5552671",
        "++14155552671",
        "+14155552671\n",
        "+1415555267a",
        "+\u0661\u0662",
        "+\uff11",
        "+1234567890123456"
      })
  void what_is_no_phone_number_is_refused(String text) {
    assertThat(AttributeFormats.isPhoneNumber(text)).isFalse();
    assertThat(refusal(() -> AttributeFormats.requirePhoneNumber(text)))
        .isEqualTo(new Refusal.InvalidPhoneNumber());
  }

  @Test
  void a_birthdate_has_ten_characters() {
    AttributeFormats.requireBirthdate("2001-01-31");
    assertThat(refusal(() -> AttributeFormats.requireBirthdate("2001-1-31")))
        .isEqualTo(new Refusal.AttributeTooShort("birthdate", 10));
    assertThat(refusal(() -> AttributeFormats.requireBirthdate("2001-01-031")))
        .isEqualTo(new Refusal.AttributeTooLong("birthdate", 10));
  }

  @Test
  void a_length_counts_as_java_counts_and_includes_its_ends() {
    AttributeFormats.requireLength("custom:team", "ab", 2, 3);
    AttributeFormats.requireLength("custom:team", "abc", 2, 3);
    AttributeFormats.requireLength("custom:team", "\uD83D\uDE00", 2, 3);
    assertThat(refusal(() -> AttributeFormats.requireLength("custom:team", "a", 2, 3)))
        .isEqualTo(new Refusal.AttributeTooShort("custom:team", 2));
    assertThat(refusal(() -> AttributeFormats.requireLength("custom:team", "abcd", 2, 3)))
        .isEqualTo(new Refusal.AttributeTooLong("custom:team", 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "12", "-12.50", "007", "123456789012345678901234567890"})
  void a_number_is_taken(String text) {
    assertThat(AttributeFormats.requireNumber("updated_at", text))
        .isEqualByComparingTo(new BigDecimal(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "1.",
        ".5",
        "+1",
        "--1",
        "1e9",
        "1E999999999",
        "0x10",
        "1,5",
        " 1",
        "1\n",
        "NaN",
        "Infinity",
        "\u0661",
        "1.2.3",
        "1234567890123456789012345678901"
      })
  void what_is_no_number_is_refused(String text) {
    assertThat(refusal(() -> AttributeFormats.requireNumber("updated_at", text)))
        .isEqualTo(new Refusal.AttributeNotANumber("updated_at"));
  }

  private static Refusal refusal(ThrowingCallable call) {
    var caught = new AtomicReference<Refusal>();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(RefusedException.class, e -> caught.set(e.refusal()));
    return caught.get();
  }
}
