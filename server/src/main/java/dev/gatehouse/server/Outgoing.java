package dev.gatehouse.server;

import dev.gatehouse.config.MessageSettings;
import dev.gatehouse.delivery.Carrier;
import dev.gatehouse.delivery.Courier;
import dev.gatehouse.delivery.DeliveryMeters;
import dev.gatehouse.delivery.OldMessages;
import dev.gatehouse.delivery.SmtpCarrier;
import dev.gatehouse.delivery.SmtpSettings;
import dev.gatehouse.delivery.Ways;
import dev.gatehouse.delivery.WebhookCarrier;
import dev.gatehouse.delivery.WebhookSettings;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.tls.TrustedAuthorities;
import dev.gatehouse.tls.UnusableCertificateException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;

/// Puts together what brings messages to users, and looks at its files before anybody waits for a
/// message.
final class Outgoing {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CLEANUP_PAUSE = Duration.ofMinutes(1);

  private final Map<DeliveryMedium, Courier> couriers = new EnumMap<>(DeliveryMedium.class);
  private final DeliveryMeters meters = new DeliveryMeters();
  private final Courier.Parts parts;

  /// @throws StartRefusedException when a file that the settings name cannot be used
  Outgoing(MessageSettings settings, Foundation foundation) {
    parts =
        new Courier.Parts(
            foundation.store(), foundation.env(), foundation.sealer(), settings.keep(), meters);
    if (settings.delivery().isToUsers()) {
      settings
          .smtp()
          .ifPresent(
              smtp -> add(DeliveryMedium.EMAIL, new SmtpCarrier(of(smtp), foundation.env())));
      settings
          .sms()
          .ifPresent(sms -> add(DeliveryMedium.SMS, new WebhookCarrier(of(sms), foundation.env())));
    }
  }

  private void add(DeliveryMedium medium, Carrier carrier) {
    couriers.put(medium, new Courier(medium, carrier, parts));
  }

  /// Where messages go.
  static Ways ways(MessageSettings settings) {
    var delivered = EnumSet.noneOf(DeliveryMedium.class);
    if (settings.delivery().isToUsers()) {
      settings.smtp().ifPresent(_ -> delivered.add(DeliveryMedium.EMAIL));
      settings.sms().ifPresent(_ -> delivered.add(DeliveryMedium.SMS));
    }
    return new Ways(settings.delivery().isToInbox(), delivered, settings.keep());
  }

  static SmtpSettings of(MessageSettings.Smtp smtp) {
    return new SmtpSettings(
        smtp.host(),
        smtp.port(),
        switch (smtp.security()) {
          case STARTTLS -> SmtpSettings.Security.STARTTLS;
          case TLS -> SmtpSettings.Security.TLS;
          case NONE -> SmtpSettings.Security.NONE;
        },
        smtp.login()
            .map(login ->
                new SmtpSettings.Login(
                    login.user(),
                    new SecretFile("smtp.password.file", login.passwordFile()).checked())),
        smtp.from(),
        smtp.fromDomains(),
        smtp.timeout(),
        smtp.authorityFile().map(Outgoing::trust));
  }

  private static SSLContext trust(Path file) {
    var subject = "The file " + file + " of smtp.authority.file ";
    try {
      return TrustedAuthorities.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException unreadable) {
      throw new StartRefusedException(subject + "cannot be read.");
    } catch (UnusableCertificateException fault) {
      throw new StartRefusedException(subject + fault.getMessage() + ".");
    }
  }

  static WebhookSettings of(MessageSettings.Sms sms) {
    var secret = new SecretFile("sms.webhook.secret.file", sms.secretFile()).checked();
    return new WebhookSettings(sms.url(), secret, sms.timeout());
  }

  /// Lets the work begin: each medium on a thread of its own, so that a dead mail server delays no
  /// SMS.
  void begin(Background background) {
    couriers.forEach((medium, courier) -> {
      background.own(medium.name().toLowerCase(Locale.ROOT), PAUSE, courier::round);
      background.atEnd(courier::close);
    });
    background.chore("messages", CLEANUP_PAUSE, new OldMessages(parts)::end);
  }

  void showIn(Meters shown) {
    meters.showIn(shown);
  }
}
