package dev.gatehouse.delivery;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;

/// An e-mail as it is sent (RFC 5322): HTML in UTF-8. Each address of its header is exactly one and
/// has no character that ends a line, so that nothing a user or a pool says becomes a header of its
/// own (CWE-93).
final class Email extends MimeMessage {
  private final String messageId;

  private Email(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  /// @param id stays the same when it is sent again, so that a mail box shows it once
  /// @throws UndeliveredException for good, when the address is none
  static Email of(Session session, SmtpSettings settings, String id, Content content, Instant now)
      throws MessagingException {
    var from = from(settings, content);
    var mail = new Email(session, "<" + id + "@" + domain(from.getAddress()) + ">");
    mail.setFrom(from);
    mail.setRecipient(
        RecipientType.TO,
        address(content.destination())
            .orElseThrow(() -> UndeliveredException.forGood("the address is none")));
    var replyTo = content.replyTo().flatMap(Email::address);
    if (replyTo.isPresent()) {
      mail.setReplyTo(new InternetAddress[] {replyTo.get()});
    }
    mail.setSubject(Template.oneLine(content.subject().orElse("")), charset());
    mail.setText(content.body(), charset(), "html");
    mail.setSentDate(Date.from(now));
    mail.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no holiday notes, please.
    mail.saveChanges();
    return mail;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }

  private static String charset() {
    return StandardCharsets.UTF_8.name();
  }

  /// The pool's sender where the operator allows its domain: whoever may set up a pool must not
  /// write in anybody's name. Otherwise the operator's, with the pool's name for it.
  private static InternetAddress from(SmtpSettings settings, Content content)
      throws MessagingException {
    var own = new InternetAddress(settings.from(), true);
    var wanted = content.from().flatMap(Email::named);
    if (wanted.isEmpty()) {
      return own;
    }
    var domain = domain(wanted.get().getAddress());
    return domain.equals(domain(own.getAddress())) || settings.fromDomains().contains(domain)
        ? wanted.get()
        : own;
  }

  private static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  /// A bare address: `jane@example.com`.
  private static Optional<InternetAddress> address(String text) {
    return named(text).filter(address -> address.getPersonal() == null);
  }

  /// An address that may have a name: `Example <no-reply@example.com>`.
  private static Optional<InternetAddress> named(String text) {
    try {
      if (!text.equals(Template.oneLine(text))) {
        return Optional.empty();
      }
      var parsed = InternetAddress.parse(text, true);
      if (parsed.length != 1 || parsed[0].isGroup()) {
        return Optional.empty();
      }
      parsed[0].validate();
      return Optional.of(parsed[0]);
    } catch (AddressException none) {
      return Optional.empty();
    }
  }
}
