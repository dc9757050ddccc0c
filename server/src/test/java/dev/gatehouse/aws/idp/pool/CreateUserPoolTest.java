package dev.gatehouse.aws.idp.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.SigningKeys;
import dev.gatehouse.store.UserPools;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateUserPoolTest {
  /// Behaviour reference 1.3 and 1.4 in the SDK's member order; `%1$s` is the id.
  static final String DEFAULT_POOL =
      """
      {"Id":"%1$s","Name":"p",
      "Policies":{"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":true,
      "RequireLowercase":true,"RequireNumbers":true,"RequireSymbols":true,
      "TemporaryPasswordValidityDays":7},
      "SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}},
      "DeletionProtection":"INACTIVE","LambdaConfig":{},
      "LastModifiedDate":1795600800.125,"CreationDate":1795600800.125,
      "SchemaAttributes":[%2$s],
      "VerificationMessageTemplate":{"DefaultEmailOption":"CONFIRM_WITH_CODE"},
      "MfaConfiguration":"OFF","EstimatedNumberOfUsers":0,
      "EmailConfiguration":{"EmailSendingAccount":"COGNITO_DEFAULT"},"UserPoolTags":{},
      "AdminCreateUserConfig":{"AllowAdminCreateUserOnly":false,"UnusedAccountValidityDays":7},
      "Arn":"arn:aws:cognito-idp:us-east-1:000000000000:userpool/%1$s",
      "AccountRecoverySetting":{"RecoveryMechanisms":[{"Priority":1,"Name":"verified_email"}]},
      "UserPoolTier":"ESSENTIALS"}\
      """
          .replace("\n", "");

  @RegisterExtension final PoolApi api = PoolApi.strict();
  @RegisterExtension final PoolApi dev = PoolApi.dev();

  @Test
  @DisplayName("UP 1.3, 1.4: the default pool, as Create and Describe return it")
  void returns_the_default_pool() {
    var id = api.create("");

    var expected = DEFAULT_POOL.formatted(id, PoolSchemaTest.standardSchema());
    assertThat(api.call("DescribeUserPool", "{'UserPoolId':'%s'}", id))
        .isEqualTo("{\"UserPool\":" + expected + "}");
    var answer = api.call("CreateUserPool", "{'PoolName':'p'}");
    var second = answer.substring(19, 38);
    assertThat(answer)
        .isEqualTo(
            "{\"UserPool\":"
                + DEFAULT_POOL.formatted(second.substring(0, 19), PoolSchemaTest.standardSchema())
                + "}");
  }

  @Test
  void up_01_makes_ids_of_the_region_and_nine_characters() {
    assertThat(api.create("")).matches("us-east-1_[0-9A-Za-z]{9}");
    assertThat(api.in("eu-west-1").create("")).matches("eu-west-1_[0-9A-Za-z]{9}");
  }

  @Test
  void up_04_lets_two_pools_have_one_name() {
    assertThat(api.create("")).isNotEqualTo(api.create(""));
  }

  @Test
  void wk_06_makes_the_two_signing_keys_with_the_pool() {
    var id = new UserPoolId(api.create(""));

    List<SigningKeys.Row> keys = api.store().read(tx -> tx.signingKeys().list(id));
    assertThat(keys)
        .extracting(SigningKeys.Row::use)
        .containsExactlyInAnyOrder(KeyUse.ACCESS, KeyUse.ID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Policies            | {"PasswordPolicy":{"MinimumLength":10,"RequireUppercase":true,"RequireLowercase":false,"RequireNumbers":true,"RequireSymbols":false,"PasswordHistorySize":3,"TemporaryPasswordValidityDays":30},"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP","WEB_AUTHN"]}}
          DeletionProtection  | "ACTIVE"
          LambdaConfig        | {"PreSignUp":"arn:aws:lambda:us-east-1:000000000000:function:f","PreTokenGenerationConfig":{"LambdaVersion":"V3_0","LambdaArn":"arn:aws:lambda:us-east-1:000000000000:function:g"},"KMSKeyID":"arn:aws:kms:eu-west-1:000000000000:key/k","InboundFederation":{"LambdaVersion":"V1_0","LambdaArn":"arn:aws:lambda:us-east-1:000000000000:function:h"}}
          AutoVerifiedAttributes | ["email"]
          AliasAttributes     | ["preferred_username","email"]
          UsernameAttributes  | ["phone_number","email"]
          SmsAuthenticationMessage | "Code {####}"
          DeviceConfiguration | {"ChallengeRequiredOnNewDevice":true,"DeviceOnlyRememberedOnUserPrompt":false}
          EmailConfiguration  | {"SourceArn":"arn:aws:ses:us-east-1:000000000000:identity/a@example.com","ReplyToEmailAddress":"r@example.com","EmailSendingAccount":"DEVELOPER","From":"Ann <a@example.com>","ConfigurationSet":"set"}
          SmsConfiguration    | {"SnsCallerArn":"arn:aws:iam::000000000000:role/sms","ExternalId":"x","SnsRegion":"us-east-1","EumsSms":{"CallerArn":"arn:aws:iam::000000000000:role/sms","OriginationIdentity":"o"}}
          UserPoolTags        | {"team":"blue","empty":""}
          AdminCreateUserConfig | {"AllowAdminCreateUserOnly":true,"UnusedAccountValidityDays":9,"InviteMessageTemplate":{"SMSMessage":"{username} {####}","EmailMessage":"{username} {####}","EmailSubject":"Hello"}}
          UserPoolAddOns      | {"AdvancedSecurityMode":"AUDIT","AdvancedSecurityAdditionalFlows":{"CustomAuthMode":"AUDIT"}}
          UsernameConfiguration | {"CaseSensitive":false}
          AccountRecoverySetting | {"RecoveryMechanisms":[{"Priority":2,"Name":"verified_email"},{"Priority":1,"Name":"verified_phone_number"}]}
          UserPoolTier        | "PLUS"
          KeyConfiguration    | {"KeyType":"CUSTOMER_MANAGED_KEY","KmsKeyArn":"arn:aws:kms:us-east-1:000000000000:key/k"}
          IssuerConfiguration | {"Type":"UPDATED"}
          """)
  void returns_a_setting_as_it_was_set(String member, String value) {
    var id = api.create(",'%s':%s".formatted(member, value));

    assertThat(api.described(id, member)).isEqualTo(value);
  }

  @Test
  void names_each_value_of_a_set_once_and_leaves_out_an_empty_one() {
    var id = api.create(",'AutoVerifiedAttributes':['email','email'],'AliasAttributes':[]");

    assertThat(api.described(id, "AutoVerifiedAttributes")).isEqualTo("[\"email\"]");
    assertThat(api.described(id, "AliasAttributes")).isEqualTo("absent");
  }

  @Test
  void reads_a_flag_that_a_password_policy_leaves_out_as_false() {
    var id = api.create(",'Policies':{'PasswordPolicy':{'RequireNumbers':true}}");

    assertThat(api.described(id, "Policies"))
        .isEqualTo(
            """
            {"PasswordPolicy":{"MinimumLength":8,"RequireUppercase":false,"RequireLowercase":false,\
            "RequireNumbers":true,"RequireSymbols":false,"TemporaryPasswordValidityDays":7},\
            "SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD"]}}\
            """);
  }

  @Test
  @DisplayName("UP 1.3: messages are mirrored between the template and the older settings")
  void mirrors_messages_in_both_directions() {
    var older =
        api.create(
            ",'SmsVerificationMessage':'S {####}','EmailVerificationMessage':'E {####}',"
                + "'EmailVerificationSubject':'T'");
    assertThat(api.described(older, "VerificationMessageTemplate"))
        .isEqualTo(
            """
            {"SmsMessage":"S {####}","EmailMessage":"E {####}","EmailSubject":"T",\
            "DefaultEmailOption":"CONFIRM_WITH_CODE"}\
            """);

    var template =
        api.create(
            ",'VerificationMessageTemplate':{'SmsMessage':'S {####}','EmailMessage':'E {####}',"
                + "'EmailSubject':'T','DefaultEmailOption':'CONFIRM_WITH_LINK'}");
    assertThat(api.described(template, "SmsVerificationMessage")).isEqualTo("\"S {####}\"");
    assertThat(api.described(template, "EmailVerificationMessage")).isEqualTo("\"E {####}\"");
    assertThat(api.described(template, "EmailVerificationSubject")).isEqualTo("\"T\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':30}} | 30
          'AdminCreateUserConfig':{'UnusedAccountValidityDays':20}           | 20
          'AdminCreateUserConfig':{'UnusedAccountValidityDays':0}            | 7
          """)
  void keeps_the_two_validity_settings_equal(String member, int days) {
    var pool = api.describe(api.create("," + member));

    assertThat(pool.object("Policies").orElseThrow().object("PasswordPolicy").orElseThrow())
        .returns(days, policy -> policy.number("TemporaryPasswordValidityDays").get().intValue());
    assertThat(pool.object("AdminCreateUserConfig").orElseThrow())
        .returns(days, config -> config.number("UnusedAccountValidityDays").get().intValue());
  }

  @Test
  @DisplayName("UP 1.5: threat protection makes a pool PLUS when no tier is asked for")
  void threat_protection_raises_the_tier() {
    var id = api.create(",'UserPoolAddOns':{'AdvancedSecurityMode':'ENFORCED'}");

    assertThat(api.described(id, "UserPoolTier")).isEqualTo("\"PLUS\"");
  }

  @Test
  @DisplayName("oauth 10: a LITE pool has no sign-in policy of its own")
  void a_lite_pool_has_no_sign_in_policy() {
    var id = api.create(",'UserPoolTier':'LITE'");

    assertThat(api.describe(id).object("Policies").orElseThrow().member("SignInPolicy")).isEmpty();
  }

  @Test
  void ap_15_refuses_the_pool_after_the_thousandth_of_a_region() {
    api.store()
        .write(tx -> {
          for (int i = 0; i < CreateUserPool.POOLS_MAX; i++) {
            var id = new UserPoolId("us-east-1_%09d".formatted(i));
            tx.userPools()
                .insert(new UserPools.Row(id, "p", "{}", 1, PoolApi.CREATED, PoolApi.CREATED));
          }
          return 0;
        });

    assertThat(api.refusal("CreateUserPool", "{'PoolName':'p'}"))
        .isEqualTo("LimitExceededException: A Region cannot have more than 1000 user pools.");
    assertThat(api.in("eu-west-1").create("")).startsWith("eu-west-1_");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_custom_id_", "ms-custom-id", "floci:override-id"})
  void dev_mode_takes_a_fixed_id_from_a_tag(String tag) {
    var id = dev.create(",'UserPoolTags':{'%s':'us-east-1_myid123'}".formatted(tag));

    assertThat(id).isEqualTo("us-east-1_myid123");
    assertThat(dev.described(id, "UserPoolTags"))
        .isEqualTo("{\"%s\":\"us-east-1_myid123\"}".formatted(tag));
    assertThat(dev.refusal("CreateUserPool", "{'PoolName':'_custom_id_:us-east-1_myid123'}"))
        .isEqualTo("InvalidParameterException: The id us-east-1_myid123 is in use already.");
  }

  @Test
  void dev_mode_takes_a_fixed_id_from_the_name() {
    var pool =
        dev.answer("CreateUserPool", "{'PoolName':'_custom_id_:us-east-1_myid123'}")
            .object("UserPool")
            .orElseThrow();

    assertThat(pool.string("Id")).hasValue("us-east-1_myid123");
    assertThat(pool.string("Name")).hasValue("_custom_id_:us-east-1_myid123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"myid123", "eu-west-1_myid123", "us-east-1_", "us-east-1_a_b", ""})
  void dev_mode_refuses_a_fixed_id_that_is_none_of_the_region(String id) {
    assertThat(
            dev.refusal(
                "CreateUserPool", "{'PoolName':'p','UserPoolTags':{'_custom_id_':'%s'}}", id))
        .isEqualTo(
            "InvalidParameterException: "
                + id
                + " cannot be the id of a user pool here: it must be us-east-1_ and letters or"
                + " digits.");
  }

  @Test
  void strict_mode_keeps_the_tag_as_a_tag() {
    var id = api.create(",'UserPoolTags':{'_custom_id_':'us-east-1_myid123'}");

    assertThat(id).isNotEqualTo("us-east-1_myid123");
    assertThat(api.described(id, "UserPoolTags"))
        .isEqualTo("{\"_custom_id_\":\"us-east-1_myid123\"}");
  }
}
