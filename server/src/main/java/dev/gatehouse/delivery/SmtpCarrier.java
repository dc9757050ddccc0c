package dev.gatehouse.delivery;

import dev.gatehouse.env.Env;
import dev.gatehouse.store.Messages;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/// Sends e-mails over SMTP (RFC 5321), one connection each.
public final class SmtpCarrier implements Carrier {
  private static final int PERMANENT = 500;

  private final SmtpSettings settings;
  private final Env env;
  private final Session session;

  public SmtpCarrier(SmtpSettings settings, Env env) {
    this.settings = settings;
    this.env = env;
    session = Session.getInstance(properties(settings));
  }

  /// A server that does not prove who it is gets nothing (OU-15), and no more than the two plain
  /// mechanisms are spoken, which TLS protects.
  private static Properties properties(SmtpSettings settings) {
    var properties = new Properties();
    var timeout = Long.toString(settings.timeout().toMillis());
    properties.put("mail.smtp.host", settings.host());
    properties.put("mail.smtp.port", Integer.toString(settings.port()));
    properties.put("mail.smtp.connectiontimeout", timeout);
    properties.put("mail.smtp.timeout", timeout);
    properties.put("mail.smtp.writetimeout", timeout);
    var isStartTls = settings.security() == SmtpSettings.Security.STARTTLS;
    properties.put("mail.smtp.starttls.enable", Boolean.toString(isStartTls));
    properties.put("mail.smtp.starttls.required", Boolean.toString(isStartTls));
    properties.put(
        "mail.smtp.ssl.enable", Boolean.toString(settings.security() == SmtpSettings.Security.TLS));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    settings
        .trust()
        .ifPresent(
            trust -> properties.put("mail.smtp.ssl.socketFactory", trust.getSocketFactory()));
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.auth", Boolean.toString(settings.login().isPresent()));
    properties.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    return properties;
  }

  @Override
  public void carry(Messages.Row row, Content content) {
    try {
      var mail = Email.of(session, settings, row.id(), content, env.now());
      send(mail, mail.getAllRecipients());
    } catch (MessagingException failure) {
      throw undelivered(failure);
    }
  }

  /// Connects and signs in, and sends nothing.
  ///
  /// @return what is wrong; empty when e-mails could be sent
  public Optional<String> fault() {
    try {
      var transport = session.getTransport("smtp");
      try {
        connect(transport);
      } finally {
        hangUp(transport);
      }
      return Optional.empty();
    } catch (MessagingException failure) {
      return Optional.of(undelivered(failure).text());
    } catch (UndeliveredException failure) {
      return Optional.of(failure.text());
    }
  }

  private void send(Email mail, Address[] recipients) throws MessagingException {
    var transport = session.getTransport("smtp");
    try {
      connect(transport);
      transport.sendMessage(mail, recipients);
    } finally {
      hangUp(transport);
    }
  }

  private void connect(Transport transport) throws MessagingException {
    if (settings.login().isPresent()) {
      var login = settings.login().get();
      transport.connect(login.user(), password(login));
    } else {
      transport.connect();
    }
  }

  private static String password(SmtpSettings.Login login) {
    try {
      return login.password().get();
    } catch (UncheckedIOException unreadable) {
      throw UndeliveredException.forNow("smtp.password.file cannot be read");
    }
  }

  /// What goes wrong from here on changes nothing: the server has said whether it took the mail.
  private static void hangUp(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException _) {
      // The connection is gone, which was the intention.
    }
  }

  /// What a server says may repeat the address: only its reply code is passed on. The library puts
  /// what it knows best at the end of a chain, except for the sender.
  private static UndeliveredException undelivered(MessagingException failure) {
    var chain = chain(failure);
    for (var each : chain) {
      if (each instanceof SMTPSenderFailedException refused) {
        return UndeliveredException.forNow(
            "the mail server does not take this sender: " + refused.getReturnCode());
      }
    }
    for (var each : chain) {
      switch (each) {
        case SMTPAddressFailedException refused when refused.getReturnCode() > 0 -> {
          return replied(refused.getReturnCode());
        }
        case SMTPSendFailedException refused when refused.getReturnCode() > 0 -> {
          return replied(refused.getReturnCode());
        }
        case AuthenticationFailedException _ -> {
          return UndeliveredException.forNow("the mail server refuses smtp.user or its password");
        }
        case SSLException _ -> {
          return UndeliveredException.forNow("the mail server's TLS cannot be trusted");
        }
        default -> {}
      }
    }
    return UndeliveredException.forNow("the mail server cannot be reached, or hung up");
  }

  private static List<Exception> chain(MessagingException failure) {
    var chain = new ArrayList<Exception>();
    for (Optional<Exception> e = Optional.of(failure); e.isPresent(); e = next(e.get())) {
      chain.add(e.get());
    }
    return chain;
  }

  private static Optional<Exception> next(Exception e) {
    if (e instanceof MessagingException messaging) {
      return Optional.ofNullable(messaging.getNextException());
    }
    return e.getCause() instanceof Exception cause ? Optional.of(cause) : Optional.empty();
  }

  private static UndeliveredException replied(int code) {
    var text = "the mail server answers " + code;
    return code >= PERMANENT
        ? UndeliveredException.forGood(text)
        : UndeliveredException.forNow(text);
  }
}
