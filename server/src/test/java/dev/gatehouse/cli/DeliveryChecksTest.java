package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.MailServer;
import dev.gatehouse.testing.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `gatehouse doctor` says of the ways on which messages reach users.
class DeliveryChecksTest {
  private static final String SEE = "; see \"Messages to users\" in docs/operations.md";

  private @TempDir Path temp = Path.of("");

  private List<String> doctor(int code, String... settings) {
    var all = new ArrayList<>(List.of("doctor", "--data", temp.resolve("data").toString()));
    all.addAll(List.of("--port", "0", "--set", "http.management.port=0"));
    for (var setting : settings) {
      all.addAll(List.of("--set", setting));
    }
    var run = CliRun.of(Map.of(), all.toArray(String[]::new));
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code);
    return run.out().lines().filter(line -> line.startsWith("messages", 6)).toList();
  }

  private String secret(String name, String text, String mode) throws IOException {
    var file = Files.writeString(temp.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode)).toString();
  }

  @Test
  void without_a_transport_it_says_what_calls_will_answer() {
    assertThat(doctor(0))
        .containsExactly(
            "warn  messages     no way to deliver e-mails (smtp.host) and SMS (sms.webhook.url);"
                + " calls that send some fail with CodeDeliveryFailureException: set it, or"
                + " messages.delivery");
    assertThat(doctor(0, "messages.delivery=both"))
        .containsExactly(
            "warn  messages     no way to deliver e-mails (smtp.host) and SMS (sms.webhook.url);"
                + " they stay in the inbox: set it");
    assertThat(doctor(0, "messages.delivery=inbox"))
        .containsExactly("ok    messages     kept in the inbox, not sent");
    assertThat(doctor(0, "messages.delivery=inbox", "smtp.host=mail", "smtp.from=a@example.com"))
        .containsExactly(
            "warn  messages     messages.delivery is inbox, and a transport is set; nothing is"
                + " sent: set deliver or both");
  }

  @Test
  void it_signs_in_to_the_mail_server_and_sends_nothing() throws IOException {
    var authority = TestAuthority.make();
    var trust = secret("ca", authority.authority().identity().certificatesPem(), "rw-r--r--");
    var sms = secret("sms", "s3cret", "rw-------");
    try (var mail = MailServer.startTls(authority.issue().context())) {
      String[] settings = {
        "smtp.host=localhost",
        "smtp.port=" + mail.port(),
        "smtp.from=a@example.com",
        "smtp.authority.file=" + trust,
        "smtp.user=gatehouse",
        "smtp.password.file=" + secret("smtp", "pa55", "rw-------"),
        "sms.webhook.url=https://sms.example.com/",
        "sms.webhook.secret.file=" + sms
      };
      assertThat(doctor(0, settings))
          .containsExactly(
              "ok    messages     e-mail over localhost:" + mail.port(),
              "ok    messages     SMS over sms.example.com (not asked)");
      assertThat(mail.commands()).contains("STARTTLS").noneMatch(line -> line.startsWith("MAIL"));

      mail.answering("AUTH", "535 no");
      assertThat(doctor(1, settings).getFirst())
          .isEqualTo(
              "FAIL  messages     e-mail over localhost:"
                  + mail.port()
                  + ": the mail server refuses smtp.user or its password"
                  + SEE);
    }
  }

  @Test
  void a_secret_that_cannot_be_used_is_a_failure() throws IOException {
    var open = secret("sms", "s3cret", "rw-r--r--");
    assertThat(
            doctor(1, "sms.webhook.url=https://sms.example.com/", "sms.webhook.secret.file=" + open)
                .getLast())
        .isEqualTo(
            "FAIL  messages     SMS over sms.example.com (not asked): The file %s of"
                    .formatted(open)
                + " sms.webhook.secret.file can be read or changed by others. Make it yours, or"
                + " readable by a group: chmod 640 "
                + open
                + SEE);
  }
}
