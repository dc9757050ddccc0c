package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.delivery.Ways;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.postgres.PostgresStore;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.Letters;
import dev.gatehouse.testing.MailServer;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestAuthority;
import dev.gatehouse.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages on their way through a real server to a mail server.
class DeliveryWireTest {
  private static final Ways DELIVER =
      new Ways(false, Set.of(DeliveryMedium.EMAIL), Duration.ofDays(7));

  private @TempDir Path temp = Path.of("");

  private Path file(String name, String text, String mode) throws IOException {
    var file = Files.writeString(temp.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private static Letters letters(TestServer server, String url) {
    return new Letters(url, Path.of(server.folder() + ".key"), server.clock(), DELIVER);
  }

  private static String pool(TestServer server) {
    return server
        .cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
        .object("UserPool")
        .flatMap(made -> made.string("Id"))
        .orElseThrow();
  }

  private static JsonObject newest(TestServer server) {
    var messages = server.extension("ListMessages", "{}").member("Messages").orElseThrow();
    return (JsonObject) ((JsonArray) messages).elements().getFirst();
  }

  /// Looks until it is so; the background says when.
  private static JsonObject awaitStatus(TestServer server, String status) {
    return Patience.until(
        "the message is " + status,
        () -> newest(server),
        message -> message.string("Status").equals(Optional.of(status)));
  }

  @Test
  void a_message_comes_over_tls_with_the_password_from_its_file_and_is_forgotten()
      throws IOException {
    var authority = TestAuthority.make();
    var trust = file("ca.pem", authority.authority().identity().certificatesPem(), "rw-r--r--");
    var password = file("smtp", "pa55\n", "rw-r-----");
    var url = TestDatabases.migratedUrl();
    String pool;
    try (var mail = MailServer.startTls(authority.issue().context());
        var server =
            TestServer.strict(
                "database.url=" + url,
                "smtp.host=localhost",
                "smtp.port=" + mail.port(),
                "smtp.authority.file=" + trust,
                "smtp.user=gatehouse",
                "smtp.password.file=" + password,
                "smtp.from=no-reply@example.com");
        var letters = letters(server, url)) {
      pool = pool(server);
      letters.post(pool, MessageKind.SIGN_UP, DeliveryMedium.EMAIL, "jane@example.com", "111111");

      assertThat(mail.take().body()).isEqualTo("Your confirmation code is 111111");
      var sent = awaitStatus(server, "SENT");
      assertThat(sent.members().keySet())
          .containsExactly(
              "MessageId",
              "UserPoolId",
              "Kind",
              "DeliveryMedium",
              "To",
              "Sub",
              "CreateDate",
              "Status",
              "Attempts");
      assertThat(sent.member("Attempts")).contains(JsonValue.of(1));
      assertThat(mail.commands()).anyMatch(command -> command.startsWith("AUTH PLAIN "));
    }
    assertThat(rows(url, pool)).hasSize(1).allMatch(row -> row.content().isEmpty());
  }

  private static List<Messages.Row> rows(String url, String pool) {
    var all = new Messages.Filter(new UserPoolId(pool), Optional.empty());
    try (var store = PostgresStore.open(url, ManualClock.atStart())) {
      return store.read(tx -> tx.messages().list(all, Optional.empty(), 10));
    }
  }

  @Test
  void rl_58_what_could_not_be_delivered_is_after_a_restart() {
    var url = TestDatabases.migratedUrl();
    try (var mail = MailServer.plain().answering("RCPT", "451 later")) {
      var settings =
          List.of(
              "database.url=" + url,
              "smtp.host=127.0.0.1",
              "smtp.port=" + mail.port(),
              "smtp.security=none",
              "smtp.from=no-reply@example.com");
      var first = TestServer.strict(settings.toArray(String[]::new));
      try (first;
          var letters = letters(first, url)) {
        letters.post(
            pool(first), MessageKind.SIGN_UP, DeliveryMedium.EMAIL, "jane@example.com", "111111");
        var tried =
            Patience.until(
                "the message was tried",
                () -> newest(first),
                message -> message.string("Fault").isPresent());
        assertThat(tried.string("Status")).contains("PENDING");
        assertThat(tried.string("Fault")).contains("the mail server answers 451");
      }

      mail.recover();
      first.clock().advance(Duration.ofSeconds(5));
      try (var second = TestServer.start(first.folder(), first.clock(), settings)) {
        assertThat(mail.take().body()).isEqualTo("Your confirmation code is 111111");
        assertThat(awaitStatus(second, "SENT").member("Attempts")).contains(JsonValue.of(2));
      }
    }
  }

  @Test
  void rl_57_files_that_cannot_be_used_stop_the_start() throws IOException {
    var open = file("open", "s3cret", "rw-r--r--");
    assertRefused(
        open,
        "The file %s of sms.webhook.secret.file can be read or changed by others. Make it yours, or"
            + " readable by a group: chmod 640 %s");
    assertRefused(
        file("empty", "\n", "rw-------"), "The file %s of sms.webhook.secret.file is empty.");
    assertRefused(temp.resolve("none"), "The file %s of sms.webhook.secret.file cannot be read.");
    assertThatThrownBy(() ->
            TestServer.strict(
                "smtp.host=mail", "smtp.from=a@example.com", "smtp.authority.file=" + open))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("The file " + open + " of smtp.authority.file holds no certificate.");
  }

  private static void assertRefused(Path secret, String sentence) {
    assertThatThrownBy(() ->
            TestServer.strict(
                "sms.webhook.url=https://sms.example.com/", "sms.webhook.secret.file=" + secret))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage(sentence.replace("%s", secret.toString()));
  }
}
