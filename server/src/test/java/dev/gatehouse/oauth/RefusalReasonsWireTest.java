package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.oauth.MachineSite.Client;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What the request log says of refused token requests (ui 9.3): the true cause, also where the
/// answer hides it (TE-02), and what would mend it.
class RefusalReasonsWireTest {
  private static final TestServer SERVER = TestServer.strict("throttle.wrong-secrets.count=0");
  private static final MachineSite SITE = MachineSite.make(SERVER, "reasons1234");

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  /// The newest line, when the request with that id is in it.
  private static JsonObject line(TestServer.Answer answer) {
    var id = answer.header("x-amz-cognito-request-id").orElseThrow();
    var lines =
        Patience.until(
            "the line of " + id,
            () -> SERVER.extension("ListRequests", "{\"Limit\":1}").toString(),
            text -> text.contains(id));
    assertThat(lines).contains(id);
    var list = SERVER.extension("ListRequests", "{\"Limit\":1}").member("Requests");
    return (JsonObject) ((JsonArray) list.orElse(JsonValue.NULL)).elements().getFirst();
  }

  private static List<String> reasons(TestServer.Answer answer) {
    return line(answer).strings("Reasons");
  }

  private static TestServer.Answer post(String path, String form) {
    return SERVER.postForm(path, form);
  }

  private static TestServer.Answer form(String form) {
    return post("/oauth2/token", "grant_type=client_credentials" + form);
  }

  /// Seed 003: a public client without custom scopes asks with the name and password of a user.
  @Test
  void f3_1_the_request_of_the_question_shows_every_cause() {
    var client = SITE.client("'code'", "'openid'", ",'CallbackURLs':['https://a.example']");

    var answer = form("&client_id=" + client.id() + "&username=jane.doe&password=Secret.Word1");

    assertThat(MachineSite.text(answer)).isEqualTo("400 {\"error\":\"invalid_scope\"}");
    assertThat(reasons(answer))
        .containsExactly(
            "The app client has no custom scope, and client_credentials grants no other. Add a scope of a resource server to AllowedOAuthScopes.",
            "The app client has no secret, and client_credentials needs one. Create an app client with GenerateSecret.",
            "username and password are ignored: client_credentials gives a token to the app client itself. For the token of a user call InitiateAuth.");
    assertThat(line(answer).toString()).doesNotContain("jane.doe").doesNotContain("Secret.Word1");
  }

  @Test
  void te_02_a_wrong_secret_a_missing_one_and_an_unknown_client_are_told_apart_here_alone() {
    var client = SITE.machine("get");
    var invalid = "400 {\"error\":\"invalid_client\"}";

    var wrong = SITE.ask(new Client(client.id(), "0".repeat(52)), "");
    assertThat(MachineSite.text(wrong)).isEqualTo(invalid);
    assertThat(reasons(wrong))
        .containsExactly(
            "The app client " + client.id() + " has another secret than the one that was sent.");

    var missing = form("&client_id=" + client.id());
    assertThat(MachineSite.text(missing)).isEqualTo(invalid);
    assertThat(reasons(missing))
        .containsExactly(
            "The app client " + client.id() + " has a secret, and the request has none.");

    var unknown = form("&client_id=14aq5ll5b1it6f62uefem6unkn");
    assertThat(MachineSite.text(unknown)).isEqualTo(invalid);
    assertThat(reasons(unknown)).containsExactly("No app client has the id 14aq….");
    assertThat(line(unknown).member("ClientId")).isEmpty();

    var misshapen = form("&client_id=not-an-id");
    assertThat(reasons(misshapen)).containsExactly("No app client has the id not-….");
  }

  @Test
  void te_20_te_04_a_broken_header_and_a_malformed_request_are_explained() {
    var broken =
        SERVER.postForm(
            "/oauth2/token", "grant_type=client_credentials", "Authorization", "Basic *");
    assertThat(reasons(broken))
        .containsExactly(
            "The Authorization header is not Basic followed by the Base64 of id:secret.");

    assertThat(reasons(form(""))).containsExactly("The request is malformed: it has no client_id.");
    assertThat(reasons(post("/oauth2/token", "x=1")))
        .containsExactly("The request is malformed: it has no grant_type.");
    assertThat(reasons(post("/oauth2/token", "grant_type=password")))
        .containsExactly(
            "client_credentials is the only grant_type that this endpoint offers. For the token of a user call InitiateAuth.");
  }

  @Test
  void te_15_each_scope_that_is_not_granted_is_named() {
    var client = SITE.machine("get");
    SITE.call(
        "CreateResourceServer",
        ",'Identifier':'other','Name':'o','Scopes':[{'ScopeName':'read','ScopeDescription':'d'}]");

    var answer = SITE.ask(client, "&scope=transactions/get+other/read+openid+hunter2");

    assertThat(MachineSite.text(answer)).isEqualTo("400 {\"error\":\"invalid_scope\"}");
    assertThat(reasons(answer))
        .containsExactly(
            "The scope other/read is not attached to the app client. Add it to AllowedOAuthScopes.",
            "The scope openid concerns a user: client_credentials grants custom scopes.",
            "No resource server of the user pool defines the scope hunt….");
  }

  @Test
  void tk_27_a_client_that_may_not_use_the_grant_is_told_so() {
    var client =
        SITE.client(
            "'code'",
            "'transactions/get'",
            ",'CallbackURLs':['https://a.example'],'GenerateSecret':true");

    var answer = SITE.ask(client, "");

    assertThat(MachineSite.text(answer)).isEqualTo("400 {\"error\":\"invalid_grant\"}");
    assertThat(reasons(answer))
        .containsExactly(
            "The app client may not use client_credentials. Set AllowedOAuthFlowsUserPoolClient and add client_credentials to AllowedOAuthFlows.");
  }

  @Test
  void tk_20_te_27_what_is_wrong_with_the_address_is_told() {
    var client = SITE.machine("get");
    MachineSite.make(SERVER, "another1234");
    var elsewhere =
        SERVER.postForm(
            "/domains/another1234/oauth2/token",
            "grant_type=client_credentials",
            "Authorization",
            client.basic());
    assertThat(MachineSite.text(elsewhere)).isEqualTo("400 {\"error\":\"invalid_client\"}");
    assertThat(reasons(elsewhere))
        .containsExactly(
            "The app client "
                + client.id()
                + " belongs to another user pool than the domain of this address.");
    assertThat(line(elsewhere).string("Path")).contains("/domains/another1234/oauth2/token");

    var nowhere = post("/domains/hunter2222/oauth2/token", "grant_type=client_credentials");
    assertThat(nowhere.status()).isEqualTo(404);
    assertThat(reasons(nowhere))
        .containsExactly(
            "No user pool has the domain in this address. Create it with CreateUserPoolDomain, or use the address of the one that exists.");
    assertThat(line(nowhere).string("Path")).contains("/domains/hunt…/oauth2/token");
  }

  @Test
  void tk_20_a_pool_without_a_domain_is_told_so() {
    var site = MachineSite.make(SERVER, "gone1234");
    var client = site.machine("get");
    site.call("DeleteUserPoolDomain", ",'Domain':'gone1234'");

    var answer = site.ask(client, "");

    assertThat(MachineSite.text(answer)).isEqualTo("400 {\"error\":\"invalid_client\"}");
    assertThat(reasons(answer))
        .containsExactly(
            "The app client "
                + client.id()
                + " belongs to a user pool without a domain. Create one with CreateUserPoolDomain.");
  }
}
