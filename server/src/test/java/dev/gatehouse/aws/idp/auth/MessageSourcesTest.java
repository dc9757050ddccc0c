package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.HIDDEN;
import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How many messages one source has sent, to whomever (BF-10), at a real server behind a proxy:
/// SignUp, ResendConfirmationCode, ForgotPassword, UpdateUserAttributes.
class MessageSourcesTest {
  private static final String EMAIL = ",'AutoVerifiedAttributes':['email']";
  private static final String LIMIT =
      error("LimitExceededException", "Attempt limit exceeded, please try after some time.");

  private TestServer server;
  private SignInSite site;
  private int users;

  @BeforeEach
  void start() {
    server =
        TestServer.strict(
            "http.trusted-proxies=127.0.0.1",
            "messages.delivery=inbox",
            "throttle.messages-per-address=3");
    site = SignInSite.on(server, EMAIL, FLOWS + HIDDEN);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String call(SignInSite from, String operation, String members) {
    return text(from.send(operation, "{'ClientId':'" + from.client + "'" + members + "}"));
  }

  /// Of a new user with an address of his own.
  private String signUp(SignInSite from) {
    var name = "user" + users++;
    return call(
        from,
        "SignUp",
        ",'Username':'%s','Password':'%s','UserAttributes':[{'Name':'email','Value':'%s'}]"
            .formatted(name, SignInSite.PASSWORD, name + "@example.com"));
  }

  @Test
  void bf_10_a_source_has_so_many_messages_sent_an_hour() {
    var one = site.from("192.0.2.1");
    assertThat(signUp(one)).startsWith("200 ");
    assertThat(call(one, "ResendConfirmationCode", ",'Username':'user0'")).startsWith("200 ");
    assertThat(call(one, "ForgotPassword", ",'Username':'nobody'"))
        .as("nobody's counts as a user's")
        .startsWith("200 ");
    assertThat(signUp(one)).isEqualTo(LIMIT);
    for (var name : List.of("user0", "nobody", "nobody-else")) {
      assertThat(call(one, "ResendConfirmationCode", ",'Username':'" + name + "'"))
          .isEqualTo(LIMIT);
      assertThat(call(one, "ForgotPassword", ",'Username':'" + name + "'")).isEqualTo(LIMIT);
    }

    assertThat(signUp(site.from("192.0.2.2"))).as("another address").startsWith("200 ");
    server.advance(Duration.ofHours(1).minusMillis(1));
    assertThat(signUp(one)).isEqualTo(LIMIT);
    server.advance(Duration.ofMillis(1));
    assertThat(signUp(one)).startsWith("200 ");
  }

  @Test
  void bf_10_of_many_at_once_no_more_are_sent() throws Exception {
    var one = site.from("192.0.2.1");
    var answers = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Future<String>>();
      for (int i = 0; i < 20; i++) {
        var members = ",'Username':'nobody" + i + "'";
        all.add(threads.submit(() -> call(one, "ForgotPassword", members)));
      }
      for (var each : all) {
        answers.add(each.get());
      }
    }
    assertThat(answers.stream().filter(answer -> answer.startsWith("200 "))).hasSize(3);
    assertThat(answers.stream().filter(LIMIT::equals)).hasSize(17);
  }

  @Test
  void bf_10_what_is_refused_sends_nothing_and_does_not_count() {
    var one = site.from("192.0.2.1");
    assertThat(signUp(one)).startsWith("200 ");
    users = 0;
    for (int i = 0; i < 5; i++) {
      assertThat(signUp(one)).isEqualTo(error("UsernameExistsException", "User already exists"));
      users = 0;
    }
    users = 1;
    assertThat(signUp(one)).startsWith("200 ");
    assertThat(signUp(one)).startsWith("200 ");
    assertThat(signUp(one)).isEqualTo(LIMIT);
  }

  @Test
  void bf_10_what_sends_nothing_is_not_counted_and_not_refused() {
    var silent = SignInSite.on(server, "", FLOWS).from("192.0.2.1");
    for (int i = 0; i < 5; i++) {
      assertThat(signUp(silent)).startsWith("200 ");
    }
    var one = site.from("192.0.2.1");
    for (int i = 0; i < 3; i++) {
      assertThat(signUp(one)).startsWith("200 ");
    }
    assertThat(signUp(one)).isEqualTo(LIMIT);
    assertThat(signUp(silent)).startsWith("200 ");
  }

  @Test
  void bf_10_changes_of_ones_own_address_count_too() {
    site.confirmed("jane");
    var one = site.from("192.0.2.1");
    var token = SignInSite.member(one.password("jane", SignInSite.PASSWORD), "AccessToken");
    for (int i = 0; i < 3; i++) {
      assertThat(update(one, token, "email", i + "@example.com")).startsWith("200 {\"Code");
    }
    assertThat(update(one, token, "email", "4@example.com")).isEqualTo(LIMIT);
    assertThat(
            text(
                one.send(
                    "GetUserAttributeVerificationCode",
                    "{'AccessToken':'" + token + "','AttributeName':'email'}")))
        .isEqualTo(LIMIT);
    assertThat(update(one, token, "name", "Jane")).isEqualTo("200 {}");
    assertThat(signUp(one)).isEqualTo(LIMIT);
  }

  /// One application's server changes the addresses of all of its users.
  @Test
  void bf_06_bf_10_tokens_of_a_confidential_client_come_from_its_server() {
    var made = site.newClient(FLOWS + ",'GenerateSecret':true");
    var confidential = site.with(made.string("ClientId").orElseThrow()).from("192.0.2.1");
    for (int i = 0; i < 5; i++) {
      var name = "jane" + i;
      site.confirmed(name);
      var hash =
          SignInSite.secretHash(
              made.string("ClientSecret").orElseThrow(), name, confidential.client);
      var in =
          confidential.initiate(
              "USER_PASSWORD_AUTH",
              "'USERNAME':'%s','PASSWORD':'%s','SECRET_HASH':'%s'"
                  .formatted(name, SignInSite.PASSWORD, hash));
      var token = SignInSite.member(in, "AccessToken");
      assertThat(update(confidential, token, "email", name + "@example.com"))
          .startsWith("200 {\"Code");
      assertThat(
              text(
                  confidential.send(
                      "GetUserAttributeVerificationCode",
                      "{'AccessToken':'" + token + "','AttributeName':'email'}")))
          .startsWith("200 ");
    }
  }

  private static String update(SignInSite from, String token, String name, String value) {
    return text(
        from.send(
            "UpdateUserAttributes",
            "{'AccessToken':'%s','UserAttributes':[{'Name':'%s','Value':'%s'}]}"
                .formatted(token, name, value)));
  }

  @Test
  void bf_10_an_ipv6_network_is_one_source() {
    for (int i = 1; i <= 3; i++) {
      assertThat(signUp(site.from("2001:db8:0:1::" + i))).startsWith("200 ");
    }
    assertThat(signUp(site.from("2001:db8:0:1:ffff::"))).isEqualTo(LIMIT);
    assertThat(signUp(site.from("2001:db8:0:2::1"))).startsWith("200 ");
  }

  /// Whoever writes what no address is, is the proxy itself.
  @Test
  void bf_10_a_header_that_is_no_address_passes_no_limit() {
    for (var header : List.of("unknown", "192.0.2.9, x", "1.2.3.4.5", "[::1")) {
      var answer = signUp(site.from(header));
      assertThat(answer.equals(LIMIT)).isEqualTo(header.equals("[::1"));
    }
    assertThat(signUp(site)).isEqualTo(LIMIT);
  }

  @Test
  void bf_10_administrators_and_applications_servers_speak_for_many() {
    for (int i = 0; i < 5; i++) {
      site.admin(
          "AdminCreateUser",
          ",'Username':'made%d','UserAttributes':[{'Name':'email','Value':'m%d@example.com'}]"
              .formatted(i, i));
    }
    var made = site.newClient(FLOWS + ",'GenerateSecret':true");
    var confidential = site.with(made.string("ClientId").orElseThrow()).from("192.0.2.1");
    var secret = made.string("ClientSecret").orElseThrow();
    for (int i = 0; i < 5; i++) {
      var name = "signed" + i;
      var hash = SignInSite.secretHash(secret, name, confidential.client);
      assertThat(
              call(
                  confidential,
                  "SignUp",
                  ",'Username':'%s','Password':'%s','SecretHash':'%s','UserAttributes':[{'Name':'email','Value':'%s'}]"
                      .formatted(name, SignInSite.PASSWORD, hash, name + "@example.com")))
          .startsWith("200 ");
    }
    for (int i = 0; i < 3; i++) {
      assertThat(signUp(site.from("192.0.2.1"))).as("and take nobody's share").startsWith("200 ");
    }
  }

  @Test
  void bf_10_headers_of_strangers_are_not_believed() {
    try (var open =
        TestServer.strict("messages.delivery=inbox", "throttle.messages-per-address=3")) {
      var there = SignInSite.on(open, EMAIL, FLOWS);
      for (int i = 0; i < 3; i++) {
        assertThat(signUp(there.from("192.0.2." + i))).startsWith("200 ");
      }
      assertThat(signUp(there.from("192.0.2.9"))).isEqualTo(LIMIT);
    }
  }
}
