package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.cli.RequestSigner;
import dev.gatehouse.oauth.MachineSite;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.TestServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// RL-18: two nodes whose clocks are 90 seconds apart serve as one.
class ClocksApartTest {
  private static final Duration APART = Duration.ofSeconds(90);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Pattern KID = Pattern.compile("\"kid\":\"([^\"]+)\"");

  private final String url = "database.url=" + TestDatabases.migratedUrl();

  @Test
  void rl_18_signatures_tokens_and_changes_pass_between_nodes_90_seconds_apart() {
    try (var behind = TestServer.strict(url);
        var ahead = behind.anotherNode(ManualClock.at(ManualClock.START.plus(APART)), url)) {
      var site = MachineSite.make(behind, "lobster1234");
      var client = site.machine("get");
      assertThat(listAt(ahead, behind.clock().instant())).isEqualTo(200);
      assertThat(listAt(behind, ahead.clock().instant())).isEqualTo(200);
      assertThat(listAt(behind, behind.clock().instant().plus(Duration.ofMinutes(6))))
          .as("too far apart")
          .isNotEqualTo(200);

      assertThat(token(ahead, client)).startsWith("200 ");
      site.call("DeleteUserPoolClient", ",'ClientId':'" + client.id() + "'");
      ahead.advance(SECOND);
      assertThat(token(ahead, client)).isEqualTo("400 {\"error\":\"invalid_client\"}");
    }
  }

  @Test
  void rl_18_a_rotation_never_signs_with_what_the_other_node_does_not_publish() {
    try (var behind = TestServer.strict(url);
        var ahead = behind.anotherNode(ManualClock.at(ManualClock.START.plus(APART)), url)) {
      var site = MachineSite.make(behind, "lobster1234");
      var client = site.machine("get");
      ahead.extension("RotateSigningKeys", "{\"UserPoolId\":\"" + site.pool() + "\"}");

      var signers = new HashSet<String>();
      for (int minute = 0; minute < 40; minute++) {
        for (var node : List.of(behind, ahead)) {
          node.advance(Duration.ofMinutes(1));
          var kid = signer(node, client);
          assertThat(published(behind, site)).contains(kid);
          assertThat(published(ahead, site)).contains(kid);
          signers.add(kid);
        }
      }
      assertThat(signers).as("the old key and the new one").hasSize(2);
    }
  }

  private static String signer(TestServer node, MachineSite.Client client) {
    var answer =
        node.postForm(
            "/oauth2/token", "grant_type=client_credentials", "Authorization", client.basic());
    var token = answer.json().string("access_token").orElseThrow();
    var header =
        new String(
            java.util.Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))),
            StandardCharsets.UTF_8);
    return kids(header).iterator().next();
  }

  private static Set<String> published(TestServer node, MachineSite site) {
    return kids(node.get("/" + site.pool() + "/.well-known/jwks.json").body());
  }

  private static Set<String> kids(String text) {
    var kids = new HashSet<String>();
    var matcher = KID.matcher(text);
    while (matcher.find()) {
      kids.add(matcher.group(1).replace("\\/", "/"));
    }
    return kids;
  }

  private static String token(TestServer node, MachineSite.Client client) {
    return MachineSite.text(
        node.postForm(
            "/oauth2/token", "grant_type=client_credentials", "Authorization", client.basic()));
  }

  /// The status of a call that a client signed when its own clock said so.
  private static int listAt(TestServer node, Instant signed) {
    var signer =
        new RequestSigner(
            node.accessKeyId(), node.secretAccessKey(), TestServer.REGION, "cognito-idp");
    var uri = URI.create(node.address() + "/");
    var body = "{\"MaxResults\":1}".getBytes(StandardCharsets.UTF_8);
    var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(body));
    signer
        .sign(uri, "AWSCognitoIdentityProviderService.ListUserPools", body, signed)
        .forEach(request::setHeader);
    return node.send(request).status();
  }
}
