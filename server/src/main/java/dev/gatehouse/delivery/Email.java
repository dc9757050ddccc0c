package dev.gatehouse.delivery;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/// An e-mail as it is sent (RFC 5322): HTML in UTF-8. Each address of its header is exactly one, as
/// [EmailAddress] lets it through, so that nothing a user or a pool says becomes a header of its
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
    var mail = new Email(session, "<" + id + "@" + EmailAddress.domain(from) + ">");
    mail.setFrom(from);
    mail.setRecipient(
        RecipientType.TO,
        EmailAddress.bare(content.destination())
            .orElseThrow(() -> UndeliveredException.forGood("the address is none")));
    var replyTo = content.replyTo().flatMap(EmailAddress::bare);
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
  private static InternetAddress from(SmtpSettings settings, Content content) {
    var own =
        EmailAddress.bare(settings.from())
            .orElseThrow(() -> UndeliveredException.forNow("smtp.from is no address"));
    var wanted = content.from().flatMap(EmailAddress::named);
    if (wanted.isEmpty()) {
      return own;
    }
    var domain = EmailAddress.domain(wanted.get());
    return domain.equals(EmailAddress.domain(own)) || settings.fromDomains().contains(domain)
        ? wanted.get()
        : own;
  }
}
