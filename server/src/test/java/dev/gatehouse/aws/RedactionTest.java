package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import org.junit.jupiter.api.Test;

/// What of a request the audit log keeps (UI-19, IN-07).
class RedactionTest {
  private static Shape.Structure shape(String operation) {
    return ApiModel.shared()
        .find(ApiService.USER_POOLS, operation)
        .flatMap(ApiModel.Entry::input)
        .orElseThrow();
  }

  private static JsonObject json(String text) {
    return Json.parseObject(text.replace('\'', '"'));
  }

  private static String kept(String operation, String request) {
    return Json.text(Redaction.of(shape(operation), json(request))).replace('"', '\'');
  }

  private static String refused(String operation, String request) {
    return Json.text(Redaction.ofRefused(shape(operation), json(request))).replace('"', '\'');
  }

  @Test
  void settings_are_kept() {
    var pool =
        "{'PoolName':'p','Policies':{'PasswordPolicy':{'MinimumLength':8,'RequireNumbers':true}},"
            + "'LambdaConfig':{'PreTokenGeneration':'arn:aws:lambda:us-east-1:000000000000:function:a'},"
            + "'AutoVerifiedAttributes':['email'],'UserPoolTags':{'team':'a'}}";
    assertThat(kept("CreateUserPool", pool)).isEqualTo(pool);
    var client =
        "{'UserPoolId':'us-east-1_a1B2c3D4e','ClientName':'c','GenerateSecret':true,"
            + "'AccessTokenValidity':5,'TokenValidityUnits':{'AccessToken':'minutes'},"
            + "'EnableTokenRevocation':true,'AllowedOAuthScopes':['api/read']}";
    assertThat(kept("CreateUserPoolClient", client)).isEqualTo(client);
  }

  @Test
  void ui_19_in_07_secrets_and_values_of_users_are_hidden_and_their_names_kept() {
    assertThat(
            kept(
                "AdminCreateUser",
                "{'UserPoolId':'us-east-1_a1B2c3D4e','Username':'jane','TemporaryPassword':'Secret.1',"
                    + "'UserAttributes':[{'Name':'email','Value':'jane@example.com'}],"
                    + "'ClientMetadata':{'a':'b'},'Nothing':'Secret.2'}"))
        .isEqualTo(
            "{'UserPoolId':'us-east-1_a1B2c3D4e','Username':'jane','TemporaryPassword':'HIDDEN_DUE_TO_SECURITY_REASONS',"
                + "'UserAttributes':[{'Name':'email','Value':'HIDDEN_DUE_TO_SECURITY_REASONS'}],"
                + "'ClientMetadata':'HIDDEN_DUE_TO_SECURITY_REASONS'}");
    assertThat(
            kept(
                "AddUserPoolClientSecret",
                "{'UserPoolId':'us-east-1_a1B2c3D4e','ClientId':'14aq5ll5b1it6f62uefem6aqhn','ClientSecret':'Secret.3'}"))
        .isEqualTo(
            "{'UserPoolId':'us-east-1_a1B2c3D4e','ClientId':'14aq5ll5b1it6f62uefem6aqhn','ClientSecret':'HIDDEN_DUE_TO_SECURITY_REASONS'}");
  }

  @Test
  void in_07_of_a_refused_request_only_the_beginning_of_texts_is_kept() {
    assertThat(
            refused(
                "AdminUpdateUserAttributes",
                "{'UserPoolId':'us-east-1_a1B2c3D4e','Username':'hunter2hunter2','UserAttributes':[]}"))
        .isEqualTo("{'UserPoolId':'us-east-1_a1B2c3D4e','Username':'hunt…','UserAttributes':[]}");
    assertThat(refused("CreateUserPool", "{'PoolName':['hunter2'],'MfaConfiguration':'OFF'}"))
        .isEqualTo("{'PoolName':'HIDDEN_DUE_TO_SECURITY_REASONS','MfaConfiguration':'OFF'}");
    assertThat(refused("DescribeUserPool", "{'UserPoolId':'hunter2hunter2'}"))
        .isEqualTo("{'UserPoolId':'hunt…'}");
  }

  @Test
  void long_texts_and_lists_are_cut() {
    var text = "a".repeat(3_000);
    assertThat(kept("CreateUserPool", "{'PoolName':'" + text + "'}"))
        .isEqualTo("{'PoolName':'" + "a".repeat(1_024) + "…'}");
    var names = "'email',".repeat(300) + "'email'";
    assertThat(kept("CreateUserPool", "{'AutoVerifiedAttributes':[" + names + "]}"))
        .hasSize("{'AutoVerifiedAttributes':[]}".length() + 200 * "'email',".length() - 1);
  }
}
