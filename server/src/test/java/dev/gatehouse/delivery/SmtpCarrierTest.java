package dev.gatehouse.delivery;

import static dev.gatehouse.delivery.Desk.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.delivery.SmtpSettings.Security;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.store.Messages;
import dev.gatehouse.testing.MailServer;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestAuthority;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What is said to a mail server.
class SmtpCarrierTest {
  private static final TestAuthority AUTHORITY = TestAuthority.make();
  private static final Draft DRAFT = draft(MessageKind.SIGN_UP, DeliveryMedium.EMAIL, "007413");

  private final Desk desk = new Desk();
  private MailServer server = MailServer.plain();

  @AfterEach
  void close() {
    server.close();
  }

  private void use(MailServer other) {
    server.close();
    server = other;
  }

  private static SSLContext context() {
    return AUTHORITY.issue().context();
  }

  private SmtpSettings settings(Security security) {
    return new SmtpSettings(
        "localhost",
        server.port(),
        security,
        Optional.empty(),
        "no-reply@id.example.com",
        List.of("example.org"),
        Patience.MAX,
        Optional.of(AUTHORITY.trust()));
  }

  private static SmtpSettings with(SmtpSettings own, Optional<SSLContext> trust, Duration timeout) {
    return new SmtpSettings(
        own.host(),
        own.port(),
        own.security(),
        Optional.of(new SmtpSettings.Login("gatehouse", () -> "pa55")),
        own.from(),
        own.fromDomains(),
        timeout,
        trust);
  }

  private Messages.Row carry(SmtpSettings settings, String pool, Draft draft) {
    var row = desk.row(pool, draft, Ways.INBOX);
    var content = Content.open(desk.sealer, row).orElseThrow();
    new SmtpCarrier(settings, desk.env).carry(row, content);
    return row;
  }

  private void assertUndelivered(SmtpSettings settings, String text, boolean isFinal) {
    assertThatThrownBy(() -> carry(settings, "{}", DRAFT))
        .isInstanceOfSatisfying(
            UndeliveredException.class,
            e -> {
              assertThat(e.text()).isEqualTo(text);
              assertThat(e.isFinal()).isEqualTo(isFinal);
            });
  }

  @Test
  void a_mail_is_html_from_the_operator_and_says_that_a_machine_wrote_it() {
    var row = carry(settings(Security.NONE), "{}", DRAFT);

    var mail = server.take();
    assertThat(mail.from()).startsWith("MAIL FROM:<no-reply@id.example.com>");
    assertThat(mail.recipients()).containsExactly("RCPT TO:<Jane@Example.com>");
    assertThat(mail.lines())
        .containsExactlyInAnyOrder(
            "Date: " + mail.header("Date").getFirst(),
            "From: no-reply@id.example.com",
            "To: Jane@Example.com",
            "Message-ID: <" + row.id() + "@id.example.com>",
            "Subject: Your verification code",
            "MIME-Version: 1.0",
            "Content-Type: text/html; charset=UTF-8",
            "Content-Transfer-Encoding: 7bit",
            "Auto-Submitted: auto-generated",
            "",
            "Your confirmation code is 007413");
    assertThat(mail.header("Date").getFirst()).contains("2 Jan 2026");
  }

  @Test
  void it_is_the_same_message_when_it_is_sent_again() {
    var row = desk.row("{}", DRAFT, Ways.INBOX);
    var content = Content.open(desk.sealer, row).orElseThrow();
    var carrier = new SmtpCarrier(settings(Security.NONE), desk.env);
    carrier.carry(row, content);
    carrier.carry(row, content);
    assertThat(server.take().header("Message-ID")).isEqualTo(server.take().header("Message-ID"));
  }

  @Test
  void what_is_not_ascii_comes_through() {
    var pool =
        "{\"EmailVerificationSubject\":\"Überprüfung 雪\",\"EmailVerificationMessage\":\"雪 {####}\"}";
    carry(settings(Security.NONE), pool, DRAFT);

    var mail = server.take();
    assertThat(mail.header("Subject").getFirst()).startsWith("=?UTF-8?");
    assertThat(mail.header("Content-Transfer-Encoding")).containsExactly("quoted-printable");
    assertThat(mail.body()).isEqualTo("=E9=9B=AA 007413");
  }

  @Test
  void a_pool_may_name_senders_of_domains_that_the_operator_allows() {
    for (var allowed : List.of("Shop <shop@id.example.com>", "shop@EXAMPLE.org")) {
      carry(settings(Security.NONE), emailFrom(allowed), DRAFT);
      var mail = server.take();
      assertThat(mail.header("From")).containsExactly(allowed);
      assertThat(mail.header("Reply-To")).containsExactly("help@elsewhere.example");
    }
    for (var foreign : List.of("ceo@bank.example", "a@example.org, b@bank.example", "x", "")) {
      carry(settings(Security.NONE), emailFrom(foreign), DRAFT);
      assertThat(server.take().header("From")).containsExactly("no-reply@id.example.com");
    }
  }

  private static String emailFrom(String from) {
    return """
    {"EmailConfiguration":{"From":"%s","ReplyToEmailAddress":"help@elsewhere.example"}}
    """
        .formatted(from);
  }

  /// CWE-93: line ends in what users and pools say begin no header.
  @Test
  void in_06_nothing_that_is_said_becomes_a_header() {
    var pool =
        """
        {"EmailVerificationSubject":"a\\r\\nBcc: b@example.com\\r\\n\\r\\nbody",
         "EmailConfiguration":{"From":"A\\r\\nBcc: b@example.com <shop@id.example.com>",
           "ReplyToEmailAddress":"c@example.com\\nBcc: b@example.com"}}
        """;
    carry(settings(Security.NONE), pool, DRAFT);

    var mail = server.take();
    assertThat(mail.recipients()).hasSize(1);
    assertThat(mail.header("Bcc")).isEmpty();
    assertThat(mail.header("Subject")).containsExactly("a  Bcc: b@example.com    body");
    assertThat(mail.header("From")).containsExactly("no-reply@id.example.com");
    assertThat(mail.header("Reply-To")).isEmpty();
  }

  /// OU-11, CVE-2025-7962: what narrows to a line end in eight bits is none in an address either.
  @Test
  void ou_11_characters_that_narrow_to_others_are_not_sent() {
    for (var address :
        List.of("\\\"c\u010D\u010ABcc: b\\\"@example.com", "\u0161@id.example.com")) {
      var pool =
          "{\"EmailConfiguration\":{\"From\":\"%s\",\"ReplyToEmailAddress\":\"%s\"}}"
              .formatted(address, address);
      carry(settings(Security.NONE), pool, DRAFT);
      var mail = server.take();
      assertThat(mail.header("Bcc")).isEmpty();
      assertThat(mail.header("From")).containsExactly("no-reply@id.example.com");
      assertThat(mail.header("Reply-To")).isEmpty();
    }
    carry(
        settings(Security.NONE),
        emailFrom("\\\"A\u010D\u010ABcc: b\\\" <shop@id.example.com>"),
        DRAFT);
    assertThat(server.take().header("Bcc")).isEmpty();
  }

  @Test
  void a_domain_of_other_letters_is_written_as_its_a_labels() {
    var own = settings(Security.NONE);
    carry(
        own,
        "{\"EmailConfiguration\":{\"ReplyToEmailAddress\":\"a@škoda.cz\"}}",
        to("user@škoda.cz"));
    var mail = server.take();
    assertThat(mail.recipients()).containsExactly("RCPT TO:<user@xn--koda-f6a.cz>");
    assertThat(mail.header("To")).containsExactly("user@xn--koda-f6a.cz");
    assertThat(mail.header("Reply-To")).containsExactly("a@xn--koda-f6a.cz");
  }

  @Test
  void an_address_that_is_more_than_one_gets_nothing() {
    for (var address :
        List.of(
            "a@x.org,b@x.org",
            "a@x.org>\r\nRCPT TO:<b@x.org",
            "A <a@x.org>",
            "g: a@x.org;",
            "a",
            "",
            "\u0161@x.org", // It would be a@x.org.
            "\"a\u010D\u010ARCPT TO:<b\"@x.org",
            "a@stra\u00DFe.example")) { // IDNA 2003: strasse.example; 2008: another one.
      assertThatThrownBy(() -> carry(settings(Security.NONE), "{}", to(address)))
          .as(address)
          .isInstanceOfSatisfying(
              UndeliveredException.class,
              e -> {
                assertThat(e.text()).isEqualTo("the address is none");
                assertThat(e.isFinal()).isTrue();
              });
    }
    assertThat(server.commands()).isEmpty();
  }

  private static Draft to(String address) {
    return new Draft(
        DRAFT.poolId(),
        DRAFT.kind(),
        DRAFT.medium(),
        address,
        DRAFT.sub(),
        "jane",
        Optional.of("1"));
  }

  @Test
  void the_password_goes_over_tls_alone() {
    use(MailServer.startTls(context()));
    carry(
        with(settings(Security.STARTTLS), Optional.of(AUTHORITY.trust()), Patience.MAX),
        "{}",
        DRAFT);
    server.take();
    var login =
        Base64.getEncoder()
            .encodeToString("gatehouse\0gatehouse\0pa55".getBytes(StandardCharsets.UTF_8));
    assertThat(server.commands())
        .containsSubsequence("STARTTLS", "AUTH PLAIN " + login, "DATA")
        .filteredOn(command -> command.startsWith("EHLO"))
        .hasSize(2);

    use(MailServer.tls(context()));
    carry(settings(Security.TLS), "{}", DRAFT);
    assertThat(server.take().body()).isEqualTo("Your confirmation code is 007413");
  }

  @Test
  void ou_15_a_server_that_cannot_prove_who_it_is_gets_nothing() {
    var untrusted = "the mail server's TLS cannot be trusted";
    use(MailServer.startTls(context()));
    assertUndelivered(
        with(settings(Security.STARTTLS), Optional.empty(), Patience.MAX), untrusted, false);
    use(
        MailServer.tls(
            AUTHORITY
                .authority()
                .issue(List.of("elsewhere.example"), java.time.Instant.now())
                .context()));
    assertUndelivered(settings(Security.TLS), untrusted, false);
    use(MailServer.plain());
    assertUndelivered(
        settings(Security.STARTTLS), "the mail server cannot be reached, or hung up", false);
    assertThat(server.commands()).noneMatch(command -> command.startsWith("MAIL"));
    assertThat(server.waiting()).isZero();
  }

  @Test
  void replies_of_the_server_say_whether_it_is_worth_trying_again_and_never_who_it_was() {
    var settings = settings(Security.NONE);
    server.answering("RCPT", "550 5.1.1 <Jane@Example.com> unknown");
    assertUndelivered(settings, "the mail server answers 550", true);
    server.answering("RCPT", "451 4.7.1 <Jane@Example.com> greylisted");
    assertUndelivered(settings, "the mail server answers 451", false);
    server.recover();
    server.answering("MAIL", "553 not your domain");
    assertUndelivered(settings, "the mail server does not take this sender: 553", false);
    server.recover();
    server.answering("DATA", "554 no");
    assertUndelivered(settings, "the mail server answers 554", true);
    server.recover();
    server.answering(".", "452 full");
    assertUndelivered(settings, "the mail server answers 452", false);
    server.recover();
    server.answering("DATA", "");
    assertUndelivered(settings, "the mail server cannot be reached, or hung up", false);
  }

  @Test
  void a_refused_password_is_said_so() {
    use(MailServer.startTls(context()));
    server.answering("AUTH", "535 5.7.8 no");
    assertUndelivered(
        with(settings(Security.STARTTLS), Optional.of(AUTHORITY.trust()), Patience.MAX),
        "the mail server refuses smtp.user or its password",
        false);
  }

  @Test
  void rl_58_a_server_that_is_silent_or_away_is_given_up_in_time() {
    server.answering("EHLO", "silent");
    var hasty = with(settings(Security.NONE), Optional.empty(), Duration.ofMillis(100));
    assertUndelivered(hasty, "the mail server cannot be reached, or hung up", false);
    server.close();
    assertUndelivered(hasty, "the mail server cannot be reached, or hung up", false);
  }

  /// What goes wrong after the server has taken a mail is not worth a second one.
  @Test
  void a_mail_that_was_taken_is_sent_however_the_connection_ends() {
    server.answering("QUIT", "");
    carry(settings(Security.NONE), "{}", DRAFT);
    assertThat(server.take().recipients()).hasSize(1);
  }
}
