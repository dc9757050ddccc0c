package dev.gatehouse.server;

import dev.gatehouse.config.MessageSettings;
import dev.gatehouse.delivery.SmtpCarrier;
import dev.gatehouse.env.Env;
import java.util.Optional;

/// Whether what brings messages to users is there, for `gatehouse doctor`. Sends nothing.
public final class TransportCheck {
  private TransportCheck() {}

  /// Connects to the mail server and signs in.
  ///
  /// @return what is wrong, in a sentence without a full stop
  public static Optional<String> fault(MessageSettings.Smtp smtp, Env env) {
    try {
      return new SmtpCarrier(Outgoing.of(smtp), env).fault();
    } catch (StartRefusedException unusable) {
      return Optional.of(sentence(unusable));
    }
  }

  /// Looks at the secret. What is posted would be a message, so nothing is.
  ///
  /// @return what is wrong, in a sentence without a full stop
  public static Optional<String> fault(MessageSettings.Sms sms) {
    try {
      Outgoing.of(sms);
      return Optional.empty();
    } catch (StartRefusedException unusable) {
      return Optional.of(sentence(unusable));
    }
  }

  private static String sentence(StartRefusedException unusable) {
    return String.valueOf(unusable.getMessage()).replaceFirst("\\.$", "");
  }
}
