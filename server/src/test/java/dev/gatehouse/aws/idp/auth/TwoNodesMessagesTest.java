package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Two nodes on one PostgreSQL count the messages to one address together (BF-10): SignUp.
class TwoNodesMessagesTest {
  private static final String LIMIT =
      error("LimitExceededException", "Attempt limit exceeded, please try after some time.");

  private static String signUp(SignInSite at, int user) {
    return text(
        at.send(
            "SignUp",
            "{'ClientId':'%s','Username':'u%d','Password':'%s','UserAttributes':[{'Name':'email','Value':'v@example.com'}]}"
                .formatted(at.client, user, SignInSite.PASSWORD)));
  }

  /// A node that has too much to hash, or whose database is not quick enough, says so and has
  /// counted nothing.
  private static String patiently(SignInSite at, int user) {
    return Patience.until(
        "an answer",
        () -> signUp(at, user),
        answer -> !answer.startsWith("503 ") && !answer.contains("TooManyRequestsException"));
  }

  @Test
  void bf_10_an_address_gets_as_many_of_both_together_and_of_one_that_starts_later()
      throws Exception {
    var url = "database.url=" + TestDatabases.migratedUrl();
    String[] settings = {url, "messages.delivery=inbox", "throttle.messages-per-recipient=7"};
    try (var one = TestServer.strict(settings);
        var other = one.anotherNode(settings)) {
      var here = SignInSite.on(one, ",'AutoVerifiedAttributes':['email']", FLOWS);
      var there = SignInSite.of(other, here.pool, here.client);
      var answers = new ArrayList<String>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var all = new ArrayList<Future<String>>();
        for (int i = 0; i < 20; i++) {
          var user = i;
          all.add(threads.submit(() -> patiently(user % 2 == 0 ? here : there, user)));
        }
        for (var each : all) {
          answers.add(each.get());
        }
      }
      assertThat(answers).allMatch(answer -> answer.startsWith("200 ") || answer.equals(LIMIT));
      assertThat(answers.stream().filter(answer -> answer.startsWith("200 "))).hasSize(7);
      assertThat(answers.stream().filter(LIMIT::equals)).hasSize(13);
      try (var third = one.anotherNode(settings)) {
        assertThat(signUp(SignInSite.of(third, here.pool, here.client), 99)).isEqualTo(LIMIT);
      }
      assertThat(List.of(refusals(one), refusals(other)))
          .as("refused at each")
          .allMatch(count -> count > 0)
          .satisfies(counts -> assertThat(counts.getFirst() + counts.getLast()).isEqualTo(13));
    }
  }

  private static double refusals(TestServer node) {
    var metrics =
        node.send(
                HttpRequest.newBuilder(
                    URI.create("http://localhost:" + node.managementPort() + "/metrics")))
            .body();
    var series = "gatehouse_refusals_total{edge=\"api\",reason=\"recipient_limit\"} ";
    return metrics
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .sum();
  }
}
