package dev.gatehouse.cli;

import dev.gatehouse.config.MessageSettings;
import dev.gatehouse.env.Env;
import dev.gatehouse.server.TransportCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `gatehouse doctor` finds of the ways on which messages reach users.
final class DeliveryChecks {
  private static final String NAME = "messages";

  private final Checkup checkup;
  private final MessageSettings settings;
  private final Env env;

  DeliveryChecks(Checkup checkup, MessageSettings settings, Env env) {
    this.checkup = checkup;
    this.settings = settings;
    this.env = env;
  }

  void run() {
    if (!settings.delivery().isToUsers()) {
      inboxOnly();
      return;
    }
    missing();
    settings
        .smtp()
        .ifPresent(smtp ->
            tell(
                "e-mail over " + smtp.host() + ":" + smtp.port(), TransportCheck.fault(smtp, env)));
    settings
        .sms()
        .ifPresent(sms ->
            tell("SMS over " + sms.url().getHost() + " (not asked)", TransportCheck.fault(sms)));
  }

  private void inboxOnly() {
    if (settings.smtp().isPresent() || settings.sms().isPresent()) {
      checkup.warn(
          NAME,
          "messages.delivery is inbox, and a transport is set",
          "nothing is sent: set deliver or both");
    } else {
      checkup.ok(NAME, "kept in the inbox, not sent");
    }
  }

  private void missing() {
    var without = new ArrayList<String>();
    if (settings.smtp().isEmpty()) {
      without.add("e-mails (smtp.host)");
    }
    if (settings.sms().isEmpty()) {
      without.add("SMS (sms.webhook.url)");
    }
    if (!without.isEmpty()) {
      warnOf(without);
    }
  }

  private void warnOf(List<String> without) {
    var what = String.join(" and ", without);
    if (settings.delivery().isToInbox()) {
      checkup.warn(NAME, "no way to deliver " + what, "they stay in the inbox: set it");
    } else {
      checkup.warn(
          NAME,
          "no way to deliver " + what,
          "calls that send some fail with CodeDeliveryFailureException: set it, or messages.delivery");
    }
  }

  private void tell(String way, Optional<String> fault) {
    fault.ifPresentOrElse(
        text ->
            checkup.fail(
                NAME, way + ": " + text, "see \"Messages to users\" in docs/operations.md"),
        () -> checkup.ok(NAME, way));
  }
}
