package dev.gatehouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageSettingsTest {
  private static MessageSettings settings(String... assignments) {
    return Settings.of(SettingsReader.read(Optional.empty(), Map.of(), List.of(assignments)))
        .messages();
  }

  private static MessageSettings.Smtp smtp(String... assignments) {
    var all =
        new ArrayList<>(List.of("smtp.host=mail.example.com", "smtp.from=no-reply@example.com"));
    all.addAll(List.of(assignments));
    return settings(all.toArray(String[]::new)).smtp().orElseThrow();
  }

  private static void assertRefused(String sentence, String... assignments) {
    assertThatThrownBy(() -> settings(assignments))
        .isInstanceOf(SettingsException.class)
        .hasMessage(sentence);
  }

  @Test
  void each_mode_has_its_default_and_allows_all_three() {
    assertThat(settings().delivery()).isEqualTo(MessageDelivery.DELIVER);
    assertThat(settings("dev=true").delivery()).isEqualTo(MessageDelivery.INBOX);
    for (var mode : List.of("dev=true", "dev=false")) {
      for (var delivery : MessageDelivery.values()) {
        var setting = "messages.delivery=" + SettingType.word(delivery);
        assertThat(settings(mode, setting).delivery()).isEqualTo(delivery);
      }
    }
    assertThat(MessageDelivery.BOTH.isToInbox() && MessageDelivery.BOTH.isToUsers()).isTrue();
    assertThat(MessageDelivery.INBOX.isToUsers()).isFalse();
    assertThat(MessageDelivery.DELIVER.isToInbox()).isFalse();
  }

  @Test
  void the_port_follows_the_protection_until_it_is_set() {
    assertThat(smtp().port()).isEqualTo(587);
    assertThat(smtp("smtp.security=tls").port()).isEqualTo(465);
    assertThat(smtp("smtp.security=none").port()).isEqualTo(25);
    assertThat(smtp("smtp.port=26").port()).isEqualTo(26);
  }

  @Test
  void settings_that_need_another_one_are_refused_without_it() {
    assertRefused("smtp.host is set, and smtp.from is not", "smtp.host=mail");
    assertRefused("smtp.from is set, and smtp.host is not", "smtp.from=a@example.com");
    assertRefused("smtp.port is set, and smtp.host is not", "smtp.port=25");
    assertRefused(
        "smtp.user is set, and smtp.password.file is not",
        "smtp.host=mail",
        "smtp.from=a@example.com",
        "smtp.user=u");
    assertRefused(
        "smtp.password.file is set, and smtp.user is not",
        "smtp.host=mail",
        "smtp.from=a@example.com",
        "smtp.password.file=/p");
    assertRefused(
        "sms.webhook.url is set, and sms.webhook.secret.file is not",
        "sms.webhook.url=https://sms.example.com/");
    assertRefused(
        "sms.webhook.secret.file is set, and sms.webhook.url is not", "sms.webhook.secret.file=/s");
  }

  @Test
  void what_would_cross_the_network_in_clear_is_refused() {
    assertRefused(
        "smtp.security is none, and smtp.user is set; the password would cross the network in"
            + " clear",
        "smtp.host=mail",
        "smtp.from=a@example.com",
        "smtp.user=u",
        "smtp.password.file=/p",
        "smtp.security=none");
    assertThat(
            settings(
                    "smtp.host=127.0.0.1",
                    "smtp.from=a@example.com",
                    "smtp.user=u",
                    "smtp.password.file=/p",
                    "smtp.security=none")
                .smtp())
        .isPresent();
    assertRefused(
        "sms.webhook.url begins with http:// and leads to another machine; codes would cross the"
            + " network in clear",
        "sms.webhook.url=http://sms.example.com/",
        "sms.webhook.secret.file=/s");
    for (var own : List.of("http://localhost:1/", "http://127.0.0.1/", "http://[::1]/x")) {
      assertThat(settings("sms.webhook.url=" + own, "sms.webhook.secret.file=/s").sms())
          .isPresent();
    }
  }

  @Test
  void a_sender_is_one_plain_address() {
    for (var text :
        List.of("a", "a@", "a@b c", "A <a@example.com>", "a@x.org,b@x.org", "a@x\n.org")) {
      assertThatThrownBy(() -> settings("smtp.host=mail", "smtp.from=" + text))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("it must be an e-mail address, such as no-reply@example.com");
    }
  }
}
