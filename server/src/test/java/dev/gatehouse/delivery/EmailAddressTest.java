package dev.gatehouse.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.InternetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is an address, and how it is written: in ASCII (OU-11, CVE-2025-7962).
class EmailAddressTest {
  private static String written(String text) {
    return EmailAddress.named(text).map(InternetAddress::toString).orElse("none");
  }

  @ParameterizedTest
  @CsvSource({
    "Jane+1@Example.com, Jane+1@Example.com",
    "user@\u0161koda.cz, user@xn--koda-f6a.cz",
    "user@\u0160KODA.cz, user@xn--koda-f6a.cz",
    "user@b\u00FCcher.example, user@xn--bcher-kva.example",
    "a@x\u010D\u010A.example, a@xn--x-8haf.example",
    "Shop <a@\u0161koda.cz>, Shop <a@xn--koda-f6a.cz>",
    "\u0160koda <a@example.com>, =?UTF-8?Q?=C5=A0koda?= <a@example.com>",
  })
  void addresses_are_written_in_ascii(String text, String written) {
    assertThat(written(text)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0161@example.com", // low eight bits: a
        "a@example.com\u010D\u010ABcc: b@example.com", // CR LF
        "a\u010D\u010A@example.com",
        "a@stra\u00DFe.example", // strasse.example in IDNA 2003, xn--strae-oqa.example in 2008
        "a@x\u200D.example",
        "a@x\uFE64y.example", // compatibility form of <
        "a@b\uFF20example.com", // of @
        "=?UTF-8?Q?a=0D=0ABcc:_b?= <a@example.com>",
        "a@example.com\u007F",
        "a@\uD800.example",
      })
  void what_would_be_written_as_another_one_is_none(String text) {
    assertThat(written(text)).isEqualTo("none");
  }

  @Test
  void a_domain_is_compared_as_it_is_written() {
    assertThat(EmailAddress.named("A <a@\u0160koda.CZ>").map(EmailAddress::domain))
        .contains("xn--koda-f6a.cz");
  }
}
