package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.SelfSite.EMAIL;
import static dev.gatehouse.aws.idp.user.SelfSite.HIDDEN;
import static dev.gatehouse.aws.idp.user.SelfSite.OTHER_PASSWORD;
import static dev.gatehouse.aws.idp.user.SelfSite.attributes;
import static dev.gatehouse.aws.idp.user.SelfSite.name;
import static dev.gatehouse.aws.idp.user.SelfSite.notAuthorized;
import static dev.gatehouse.aws.idp.user.SelfSite.secretHash;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `SECRET_HASH` of the operations that take a name and no proof of who calls (users §2.12, SR-16):
/// before anything else that the name would tell.
class SelfSecretHashTest {
  @TempDir Path folder;
  private SelfSite site;
  private String secret = "";

  @BeforeEach
  void open() {
    site =
        SelfSite.open(
            folder, EMAIL + ",'AliasAttributes':['email']", HIDDEN + ",'GenerateSecret':true");
    var described =
        site.api.answer(
            "DescribeUserPoolClient",
            "{'UserPoolId':'" + site.pool + "','ClientId':'" + site.client + "'}");
    secret = Json.text(described).replaceFirst(".*\"ClientSecret\":\"([^\"]+)\".*", "$1");
    site.confirmed("jane");
    site.confirmed("john");
  }

  @AfterEach
  void close() {
    site.close();
  }

  private String send(String operation, String called, String hash) {
    var members =
        switch (operation) {
          case "SignUp" ->
              ",'Password':'" + OTHER_PASSWORD + "'" + attributes("email", "n@example.com");
          case "ConfirmSignUp" -> ",'ConfirmationCode':'123456'";
          case "ConfirmForgotPassword" ->
              ",'ConfirmationCode':'123456','Password':'" + OTHER_PASSWORD + "'";
          default -> "";
        };
    var proof = hash.isEmpty() ? "" : ",'SecretHash':'" + hash + "'";
    return site.send(operation, name(called) + members + proof);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SignUp",
        "ConfirmSignUp",
        "ResendConfirmationCode",
        "ForgotPassword",
        "ConfirmForgotPassword"
      })
  void sr_16_a_confidential_client_proves_itself(String operation) {
    var missing =
        notAuthorized(
            "Client "
                + site.client
                + " is configured with secret but SECRET_HASH was not received");
    var wrong = notAuthorized("Unable to verify secret hash for client " + site.client);
    for (var called : new String[] {"jane", "nobody"}) {
      assertThat(send(operation, called, "")).isEqualTo(missing);
      assertThat(send(operation, called, "abc=")).isEqualTo(wrong);
      assertThat(send(operation, called, secretHash(secret, "john", site.client))).isEqualTo(wrong);
      assertThat(send(operation, called, secretHash(secret, called, "other"))).isEqualTo(wrong);
      assertThat(send(operation, called, secretHash(secret, called, site.client)))
          .isNotIn(missing, wrong);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ConfirmSignUp",
        "ResendConfirmationCode",
        "ForgotPassword",
        "ConfirmForgotPassword"
      })
  void sr_16_over_the_name_that_is_sent_or_the_username_or_the_sub(String operation) {
    var wrong = notAuthorized("Unable to verify secret hash for client " + site.client);
    for (var over : new String[] {"jane@example.com", "jane", site.sub("jane")}) {
      assertThat(send(operation, "jane@example.com", secretHash(secret, over, site.client)))
          .isNotEqualTo(wrong);
    }
    assertThat(send(operation, "jane", secretHash(secret, "jane@example.com", site.client)))
        .isEqualTo(wrong);
  }
}
