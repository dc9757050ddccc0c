package dev.gatehouse.aws.idp.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonNumber;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateUserPoolTest {
  private static final String RICH_MARK = "a value for everything";

  /// A pool with a value other than the default for everything that an update resets.
  private static final String RICH =
      """
      ,'Policies':{'PasswordPolicy':{'MinimumLength':20,'PasswordHistorySize':5,
      'TemporaryPasswordValidityDays':3},
      'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}},
      'DeletionProtection':'ACTIVE',
      'LambdaConfig':{'PreSignUp':'arn:aws:lambda:us-east-1:000000000000:function:f'},
      'AutoVerifiedAttributes':['email','phone_number'],
      'VerificationMessageTemplate':{'SmsMessage':'S {####}','EmailMessageByLink':'{##L##}',
      'EmailSubjectByLink':'T','DefaultEmailOption':'CONFIRM_WITH_LINK'},
      'EmailVerificationMessage':'E {####}','EmailVerificationSubject':'U',
      'SmsAuthenticationMessage':'A {####}','MfaConfiguration':'OPTIONAL',
      'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']},
      'DeviceConfiguration':{'ChallengeRequiredOnNewDevice':true},
      'EmailConfiguration':{'ReplyToEmailAddress':'r@example.com'},
      'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::000000000000:role/sms','ExternalId':'x'},
      'UserPoolTags':{'team':'blue'},
      'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':true},
      'UserPoolAddOns':{'AdvancedSecurityMode':'AUDIT'},
      'AccountRecoverySetting':{'RecoveryMechanisms':[{'Priority':1,'Name':'admin_only'}]},
      'KeyConfiguration':{'KeyType':'AWS_OWNED_KEY'},'IssuerConfiguration':{'Type':'UPDATED'},
      'UsernameAttributes':['email'],'UsernameConfiguration':{'CaseSensitive':false},
      'Schema':[{'Name':'a','AttributeDataType':'String'}]\
      """
          .replace("\n", "");

  private static final Set<String> UP_23_DROPPED =
      Set.of(
          "Arn",
          "CreationDate",
          "CustomDomain",
          "Domain",
          "EmailConfigurationFailure",
          "EstimatedNumberOfUsers",
          "Id",
          "LastModifiedDate",
          "Name",
          "SchemaAttributes",
          "SmsConfigurationFailure",
          "Status",
          "AliasAttributes",
          "UsernameAttributes",
          "UsernameConfiguration");

  @RegisterExtension final PoolApi api = PoolApi.strict();

  @Test
  void ap_10_up_20_resets_every_omitted_setting_but_those_that_cannot_change() {
    var id = api.create(RICH);
    var fresh = api.describe(api.create(""));
    var before = api.describe(id);
    api.advance(5);

    assertThat(api.call("UpdateUserPool", "{'UserPoolId':'%s'}", id)).isEqualTo("{}");

    var kept =
        List.of(
            "Id",
            "Arn",
            "SchemaAttributes",
            "UsernameAttributes",
            "UsernameConfiguration",
            "SmsConfiguration",
            "UserPoolTier");
    var expected = JsonValue.object();
    for (var name : before.members().keySet()) {
      var source = kept.contains(name) ? before : fresh;
      source.member(name).ifPresent(value -> expected.put(name, value));
    }
    expected.put("LastModifiedDate", new JsonNumber(new BigDecimal("1795600805.125")));
    assertThat(Json.text(api.describe(id))).isEqualTo(Json.text(expected.build()));
    assertThat(api.described(id, "UserPoolTier")).isEqualTo("\"PLUS\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", RICH_MARK})
  void up_23_accepts_what_describe_returned(String members) {
    var id = api.create(members.equals(RICH_MARK) ? RICH : members);
    api.giveDomain(id, "lobster");
    api.giveDomain(id, "auth.example.com");
    var before = api.describe(id);
    var request = JsonValue.object().put("UserPoolId", id);
    before
        .members()
        .forEach((name, value) -> {
          if (!UP_23_DROPPED.contains(name)) {
            request.put(name, value);
          }
        });

    assertThat(api.call("UpdateUserPool", Json.text(request.build()))).isEqualTo("{}");

    assertThat(Json.text(api.describe(id))).isEqualTo(Json.text(before));
  }

  @Test
  void up_23_accepts_mfa_back_that_was_set_up_without_sms() {
    var id = api.create("");
    api.call(
        "SetUserPoolMfaConfig",
        "{'UserPoolId':'%s','SoftwareTokenMfaConfiguration':{'Enabled':true},"
            + "'MfaConfiguration':'ON'}",
        id);

    api.call("UpdateUserPool", "{'UserPoolId':'%s','MfaConfiguration':'ON'}", id);

    assertThat(api.call("GetUserPoolMfaConfig", "{'UserPoolId':'%s'}", id))
        .isEqualTo(
            "{\"SoftwareTokenMfaConfiguration\":{\"Enabled\":true},\"MfaConfiguration\":\"ON\"}");
  }

  @Test
  void up_22_takes_a_new_name_and_keeps_the_old_one_without() {
    var id = api.create("");

    api.call("UpdateUserPool", "{'UserPoolId':'%s','PoolName':'other'}", id);
    api.call("UpdateUserPool", "{'UserPoolId':'%s'}", id);

    assertThat(api.described(id, "Name")).isEqualTo("\"other\"");
  }

  @Test
  void up_22_replaces_the_sms_configuration_but_does_not_take_it_away() {
    var id = api.create(RICH);

    api.call(
        "UpdateUserPool",
        "{'UserPoolId':'%s','SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::000000000000:role/b'}}",
        id);

    assertThat(api.described(id, "SmsConfiguration"))
        .isEqualTo("{\"SnsCallerArn\":\"arn:aws:iam::000000000000:role/b\"}");
  }

  @Test
  void up_20_takes_a_tier_when_one_is_given() {
    var id = api.create("");

    api.call("UpdateUserPool", "{'UserPoolId':'%s','UserPoolTier':'LITE'}", id);
    api.call("UpdateUserPool", "{'UserPoolId':'%s'}", id);
    assertThat(api.described(id, "UserPoolTier")).isEqualTo("\"LITE\"");

    api.call(
        "UpdateUserPool",
        "{'UserPoolId':'%s','UserPoolAddOns':{'AdvancedSecurityMode':'AUDIT'}}",
        id);
    assertThat(api.described(id, "UserPoolTier")).isEqualTo("\"PLUS\"");
  }

  @Test
  void checks_the_features_against_the_tier_that_the_pool_has() {
    var id = api.create(",'UserPoolTier':'LITE'");

    assertThat(
            api.refusal(
                "UpdateUserPool",
                "{'UserPoolId':'%s','Policies':"
                    + "{'SignInPolicy':{'AllowedFirstAuthFactors':['WEB_AUTHN']}}}",
                id))
        .isEqualTo(
            "FeatureUnavailableInTierException: The following features need to be disabled for the"
                + " LITE pricing tier configured: Passwordless Sign-In");
  }

  @Test
  void refuses_two_validity_settings_that_differ() {
    var id = api.create("");

    assertThat(
            api.refusal(
                "UpdateUserPool",
                "{'UserPoolId':'%s','Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':1}},"
                    + "'AdminCreateUserConfig':{'UnusedAccountValidityDays':2}}",
                id))
        .isEqualTo(
            "InvalidParameterException: Please use TemporaryPasswordValidityDays in PasswordPolicy"
                + " instead of UnusedAccountValidityDays");
  }

  @Test
  void refuses_to_lose_the_sender_that_email_mfa_needs() {
    var email = "'EmailConfiguration':{'EmailSendingAccount':'DEVELOPER'}";
    var id = api.create("," + email);
    api.call(
        "SetUserPoolMfaConfig",
        "{'UserPoolId':'%s','EmailMfaConfiguration':{},'MfaConfiguration':'OPTIONAL'}",
        id);

    assertThat(api.refusal("UpdateUserPool", "{'UserPoolId':'%s'}", id))
        .isEqualTo(
            "InvalidParameterException: Cannot set EmailMfaConfiguration when user pool"
                + " EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT.");
    assertThat(api.call("UpdateUserPool", "{'UserPoolId':'%s'," + email + "}", id)).isEqualTo("{}");
  }

  @Test
  void ap_09_ignores_members_that_an_update_does_not_have() {
    var id = api.create("");

    api.call(
        "UpdateUserPool",
        "{'UserPoolId':'%s','Name':'x','Id':'us-east-1_other','CreationDate':1,'Status':'Disabled',"
            + "'AliasAttributes':['email'],'EstimatedNumberOfUsers':9,'Domain':'d',"
            + "'Gatehouse.MfaFactors':{'Sms':true}}",
        id);

    assertThat(Json.text(api.describe(id)))
        .isEqualTo(CreateUserPoolTest.DEFAULT_POOL.formatted(id, PoolSchemaTest.standardSchema()));
    assertThat(api.call("GetUserPoolMfaConfig", "{'UserPoolId':'%s'}", id))
        .isEqualTo("{\"MfaConfiguration\":\"OFF\"}");
  }
}
