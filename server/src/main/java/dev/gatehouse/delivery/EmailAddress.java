package dev.gatehouse.delivery;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// Addresses as they go into a header and to a mail server. Into an SMTP command the mail library
/// writes the low eight bits of each character: an address with others would be another one (U+010D
/// is a line end then, U+0161 an `a`; OU-11, CVE-2025-7962). So a domain goes as its A-labels (RFC
/// 5890), a name as encoded words (RFC 2047), and what is then not printable ASCII is no address:
/// SMTPUTF8 (RFC 6531) is not spoken.
final class EmailAddress {
  /// What the two generations of internationalized domain names read differently (UTS 46, section
  /// 7): `straße.example` is one domain for some and another one for others. Nobody guesses.
  private static final String AMBIGUOUS = "\u00DF\u1E9E\u03C2\u200C\u200D";

  private static final char FIRST_PRINTABLE = 0x20;
  private static final char LAST_PRINTABLE = 0x7E;

  private EmailAddress() {}

  /// A bare address: `jane@example.com`.
  static Optional<InternetAddress> bare(String text) {
    return named(text).filter(address -> address.getPersonal() == null);
  }

  /// An address that may have a name: `Example <no-reply@example.com>`.
  static Optional<InternetAddress> named(String text) {
    try {
      var parsed = isOneLine(text) ? InternetAddress.parse(text, true) : new InternetAddress[0];
      if (parsed.length != 1 || parsed[0].isGroup()) {
        return Optional.empty();
      }
      var address = ascii(parsed[0].getAddress());
      var name = Optional.ofNullable(parsed[0].getPersonal());
      if (!isPrintable(address) || !name.map(EmailAddress::isOneLine).orElse(true)) {
        return Optional.empty();
      }
      var made = new InternetAddress(address, name.orElse(null), StandardCharsets.UTF_8.name());
      made.validate();
      return Optional.of(made);
    } catch (AddressException | IllegalArgumentException none) {
      return Optional.empty();
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// What follows the last `@`, in lower case.
  static String domain(InternetAddress address) {
    var text = address.getAddress();
    return text.substring(text.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  /// With A-labels for a domain of other letters.
  ///
  /// @throws IllegalArgumentException when there is no such domain
  private static String ascii(String address) {
    var start = address.lastIndexOf('@') + 1;
    var domain = address.substring(start);
    if (isPrintable(domain)) {
      return address;
    }
    if (domain.chars().anyMatch(c -> AMBIGUOUS.indexOf(c) >= 0)) {
      throw new IllegalArgumentException("two domains");
    }
    return address.substring(0, start) + IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= FIRST_PRINTABLE && c <= LAST_PRINTABLE);
  }

  private static boolean isOneLine(String text) {
    return text.equals(Template.oneLine(text));
  }
}
