package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Browser;
import dev.gatehouse.testing.ConsoleUnderTest;
import dev.gatehouse.testing.TestServer;
import dev.gatehouse.testing.TestServer.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Administrators by the extension API of a strict server.
class AdministratorsWireTest extends ConsoleUnderTest {
  private static final String GRACE = "{\"Name\":\"grace\"}";
  private static final String UNKNOWN =
      error("ResourceNotFoundException", "Administrator grace does not exist.");
  private static final String LAST =
      error(
          "InvalidParameterException",
          "Somebody with the role Administrator must be left, and able to sign in.");

  private static String error(String type, String message) {
    return "400 {\"__type\":\"%s\",\"message\":\"%s\"}".formatted(type, message);
  }

  private static String text(Answer answer) {
    return (answer.status() + " " + answer.body()).replaceAll("token=[\\w-]{43}", "token=…");
  }

  private String call(String operation, String body) {
    return text(ada.extension(operation, body));
  }

  private String link() {
    return "\"SetUpLink\":\"http://localhost:"
        + server.managementPort()
        + "/console/#/setup?token=…\"";
  }

  /// How an administrator is described who was made when the clock started.
  private static String described(String name, String role, String pools, String end) {
    return ("{\"Name\":\"%s\",\"Role\":\"%s\",\"Pools\":%s,\"TotpEnabled\":false,"
            + "\"CreateDate\":1767323045.678,%s}")
        .formatted(name, role, pools, end);
  }

  private static String pending(String name, String role, String pools) {
    return described(name, role, pools, "\"Sessions\":0,\"SetUpPending\":true");
  }

  private static String present(String name, String role, int sessions) {
    return described(
        name,
        role,
        "[]",
        "\"LastSignInDate\":1767323045.678,\"Sessions\":%d,\"SetUpPending\":false"
            .formatted(sessions));
  }

  private static String listed(String... administrators) {
    return "200 {\"Administrators\":[" + String.join(",", administrators) + "]}";
  }

  @Test
  void an_administrator_is_made_changed_and_deleted() {
    assertThat(call("ListAdministrators", "{}"))
        .isEqualTo(listed(present("Ada", "Administrator", 1)));
    var made =
        "{\"Name\":\"grace\",\"Role\":\"PoolAdministrator\",\"Pools\":[\"us-east-1_B\",\"us-east-1_A\"]}";
    var pending = pending("grace", "PoolAdministrator", "[\"us-east-1_B\",\"us-east-1_A\"]");
    assertThat(call("CreateAdministrator", made))
        .isEqualTo("200 {\"Administrator\":" + pending + "," + link() + "}");
    assertThat(call("ListAdministrators", "{}"))
        .isEqualTo(listed(present("Ada", "Administrator", 1), pending));
    assertThat(call("UpdateAdministrator", "{\"Name\":\"GRACE\",\"Role\":\"Support\"}"))
        .isEqualTo("200 {\"Administrator\":" + pending("grace", "Support", "[]") + "}");
    assertThat(call("DeleteAdministrator", "{\"Name\":\"Grace\"}")).isEqualTo("200 ");
    assertThat(call("ListAdministrators", "{}"))
        .isEqualTo(listed(present("Ada", "Administrator", 1)));
    assertThat(call("DeleteAdministrator", GRACE)).isEqualTo(UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada", "ada", "ADA"})
  void a_name_is_there_once_whatever_its_case(String name) {
    assertThat(
            call("CreateAdministrator", "{\"Name\":\"" + name + "\",\"Role\":\"Administrator\"}"))
        .isEqualTo(
            error("InvalidParameterException", "An administrator " + name + " exists already."));
  }

  @Test
  void roles_are_for_named_pools_or_not() {
    for (var operation : List.of("CreateAdministrator", "UpdateAdministrator")) {
      assertThat(call(operation, "{\"Name\":\"grace\",\"Role\":\"PoolAdministrator\"}"))
          .isEqualTo(
              error(
                  "InvalidParameterException",
                  "The role PoolAdministrator is for named pools: Pools must name some."));
      for (var role : List.of("Administrator", "ReadOnly")) {
        assertThat(
                call(
                    operation,
                    "{\"Name\":\"grace\",\"Role\":\"%s\",\"Pools\":[\"us-east-1_A\"]}"
                        .formatted(role)))
            .isEqualTo(
                error(
                    "InvalidParameterException",
                    "The role " + role + " is for all pools: Pools must be left out."));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ResetAdministrator",
        "DeleteAdministrator",
        "EndAdministratorSessions",
        "CreateSetUpLink"
      })
  void somebody_who_is_not_there_is_named(String operation) {
    assertThat(call(operation, GRACE)).isEqualTo(UNKNOWN);
    assertThat(call("UpdateAdministrator", "{\"Name\":\"grace\",\"Role\":\"Support\"}"))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void the_last_administrator_cannot_be_removed_or_lowered() {
    var lower = "{\"Name\":\"Ada\",\"Role\":\"ReadOnly\"}";
    Browser.add(server, "linus", "Support", "");
    assertThat(call("DeleteAdministrator", "{\"Name\":\"ada\"}")).isEqualTo(LAST);
    assertThat(call("UpdateAdministrator", lower)).isEqualTo(LAST);

    server.extension("CreateAdministrator", "{\"Name\":\"grace\",\"Role\":\"Administrator\"}");
    assertThat(call("DeleteAdministrator", "{\"Name\":\"ada\"}"))
        .as("who has not chosen a password cannot sign in")
        .isEqualTo(LAST);
    server.extension("DeleteAdministrator", GRACE);

    Browser.add(server, "grace", "Administrator", "");
    assertThat(call("UpdateAdministrator", lower))
        .isEqualTo("200 {\"Administrator\":" + present("Ada", "ReadOnly", 0) + "}");
    assertThat(text(server.call("GatehouseService.DeleteAdministrator", "gatehouse", GRACE)))
        .isEqualTo(LAST);
  }

  @Test
  void the_first_one_is_an_administrator() {
    try (var fresh = TestServer.strict()) {
      var target = "GatehouseService.CreateAdministrator";
      assertThat(text(fresh.call(target, "gatehouse", "{\"Name\":\"a\",\"Role\":\"ReadOnly\"}")))
          .isEqualTo(LAST);
      assertThat(
              fresh
                  .call(target, "gatehouse", "{\"Name\":\"a\",\"Role\":\"Administrator\"}")
                  .status())
          .isEqualTo(200);
    }
  }

  @Test
  void ui_06_another_role_ends_the_sessions_and_the_same_one_does_not() {
    var grace = Browser.add(server, "grace", "Support", "");
    call("UpdateAdministrator", "{\"Name\":\"grace\",\"Role\":\"Support\"}");
    assertThat(grace.get("session").status()).isEqualTo(200);
    call(
        "UpdateAdministrator",
        "{\"Name\":\"grace\",\"Role\":\"Support\",\"Pools\":[\"us-east-1_A\"]}");
    assertThat(grace.get("session").status()).isEqualTo(401);
    assertThat(grace.cognito("ListUserPools", "{\"MaxResults\":1}").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DeleteAdministrator", "EndAdministratorSessions", "ResetAdministrator"})
  void ui_06_who_is_removed_reset_or_signed_out_is_out_at_once(String operation) {
    var grace = Browser.add(server, "grace", "Administrator", "");
    assertThat(grace.extension("GetServerInfo", "{}").status()).isEqualTo(200);
    assertThat(call(operation, GRACE)).startsWith("200 ");
    assertThat(grace.get("session").status()).isEqualTo(401);
    assertThat(grace.extension("GetServerInfo", "{}").body())
        .isEqualTo(
            "{\"__type\":\"UnrecognizedClientException\",\"message\":\"The security token included in"
                + " the request is invalid.\"}");
    assertThat(ada.get("session").status()).isEqualTo(200);
  }

  @Test
  void a_reset_takes_password_factor_and_lock_away_and_makes_a_link() {
    var grace = Browser.add(server, "grace", "Support", "");
    grace.extension("SetOwnTotp", "{\"Enabled\":true}");
    var page = Browser.at(server);
    for (int n = 0; n < 6; n++) {
      page.post("session", Browser.password("grace", "wrong"));
    }
    var answer = ada.extension("ResetAdministrator", GRACE);
    assertThat(text(answer)).isEqualTo("200 {" + link() + "}");
    assertThat(page.post("session", Browser.password("grace", PASSWORD)).status())
        .isEqualTo(429); // Of the source.
    var chosen =
        "{\"Token\":\"%s\",\"Password\":\"%s\"}"
            .formatted(Browser.token(answer.json()), "another long password");
    assertThat(page.post("setup", chosen).status()).isEqualTo(200);
    assertThat(call("ListAdministrators", "{}"))
        .isEqualTo(listed(present("Ada", "Administrator", 1), present("grace", "Support", 1)));
  }

  @Test
  void ui_01_a_link_is_made_again_for_who_has_not_used_his() {
    assertThat(call("CreateSetUpLink", "{}"))
        .isEqualTo(
            error(
                "InvalidParameterException",
                "Set-up is done: there are administrators. Name the one whose link it is to be."));
    assertThat(call("CreateSetUpLink", "{\"Name\":\"ada\"}"))
        .isEqualTo(
            error(
                "InvalidParameterException",
                "Administrator Ada has chosen a password. ResetAdministrator takes it away and makes a"
                    + " link."));
    var first =
        Browser.token(
            server.extension("CreateAdministrator", "{\"Name\":\"grace\",\"Role\":\"Support\"}"));
    var answer = ada.extension("CreateSetUpLink", GRACE);
    assertThat(text(answer)).isEqualTo("200 {" + link() + "}");
    var body = "{\"Token\":\"%s\",\"Password\":\"" + PASSWORD + "\"}";
    var page = Browser.at(server);
    assertThat(page.post("setup", body.formatted(first)).status()).isEqualTo(409);
    assertThat(page.post("setup", body.formatted(Browser.token(answer.json()))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ListAdministrators",
        "CreateAdministrator",
        "UpdateAdministrator",
        "ResetAdministrator",
        "DeleteAdministrator",
        "EndAdministratorSessions",
        "CreateSetUpLink",
        "CreateSignInLink"
      })
  void ui_04_administrators_are_for_administrators_alone(String operation) {
    var pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"a\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    var pools = ",\"Pools\":[\"" + pool + "\"]";
    for (var page :
        List.of(
            Browser.add(server, "reader", "ReadOnly", ""),
            Browser.add(server, "helper", "Support", ""),
            Browser.add(server, "keeper", "PoolAdministrator", pools))) {
      assertThat(page.extension(operation, "{\"Name\":\"ada\",\"Role\":\"Administrator\"}").body())
          .startsWith("{\"__type\":\"AccessDeniedException\"")
          .contains("is not authorized to perform: gatehouse:" + operation + " on resource: *");
    }
  }
}
