package dev.gatehouse.aws.idp.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserPoolMfaConfigTest {
  private static final String SMS =
      "'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::000000000000:role/sms'}";

  @RegisterExtension final PoolApi api = PoolApi.strict();

  @Test
  void a_new_pool_has_no_mfa() {
    assertThat(get(api.create(""))).isEqualTo("{\"MfaConfiguration\":\"OFF\"}");
  }

  @Test
  @DisplayName("users 4.1: the answer echoes every factor")
  void sets_every_factor_and_echoes_it() {
    var id = api.create(",'EmailConfiguration':{'EmailSendingAccount':'DEVELOPER'}");
    var expected =
        """
        {"SmsMfaConfiguration":{"SmsAuthenticationMessage":"S {####}",\
        "SmsConfiguration":{"SnsCallerArn":"arn:aws:iam::000000000000:role/sms"}},\
        "SoftwareTokenMfaConfiguration":{"Enabled":true},\
        "EmailMfaConfiguration":{"Message":"E {####}","Subject":"T"},\
        "MfaConfiguration":"OPTIONAL",\
        "WebAuthnConfiguration":{"RelyingPartyId":"auth.example.com","UserVerification":"preferred"}}\
        """;

    api.advance(1);
    assertThat(
            set(
                id,
                "'SmsMfaConfiguration':{'SmsAuthenticationMessage':'S {####}',"
                    + SMS
                    + "},'SoftwareTokenMfaConfiguration':{'Enabled':true},"
                    + "'EmailMfaConfiguration':{'Message':'E {####}','Subject':'T'},"
                    + "'MfaConfiguration':'OPTIONAL','WebAuthnConfiguration':"
                    + "{'RelyingPartyId':'auth.example.com','UserVerification':'preferred'}"))
        .isEqualTo(expected);

    assertThat(get(id)).isEqualTo(expected);
    assertThat(api.described(id, "MfaConfiguration")).isEqualTo("\"OPTIONAL\"");
    assertThat(api.described(id, "SmsAuthenticationMessage")).isEqualTo("\"S {####}\"");
    assertThat(api.described(id, "SmsConfiguration"))
        .isEqualTo("{\"SnsCallerArn\":\"arn:aws:iam::000000000000:role/sms\"}");
    assertThat(api.described(id, "LastModifiedDate")).isEqualTo("1795600801.125");
  }

  @Test
  void a_factor_that_is_left_out_is_off_afterwards() {
    var id = api.create("," + SMS);
    set(
        id,
        "'SmsMfaConfiguration':{},'SoftwareTokenMfaConfiguration':{'Enabled':true},"
            + "'MfaConfiguration':'ON'");

    set(id, "'SoftwareTokenMfaConfiguration':{'Enabled':true},'MfaConfiguration':'OPTIONAL'");

    assertThat(get(id))
        .isEqualTo(
            "{\"SoftwareTokenMfaConfiguration\":{\"Enabled\":true},"
                + "\"MfaConfiguration\":\"OPTIONAL\"}");
    assertThat(api.described(id, "SmsConfiguration")).isNotEqualTo("absent");
  }

  @Test
  void a_request_about_passkeys_alone_leaves_the_factors() {
    var id = api.create("");
    set(id, "'SoftwareTokenMfaConfiguration':{'Enabled':true},'MfaConfiguration':'ON'");
    var expected =
        "{\"SoftwareTokenMfaConfiguration\":{\"Enabled\":true},\"MfaConfiguration\":\"ON\","
            + "\"WebAuthnConfiguration\":{\"RelyingPartyId\":\"example.com\"}}";

    assertThat(set(id, "'WebAuthnConfiguration':{'RelyingPartyId':'example.com'}"))
        .isEqualTo(expected);

    set(id, "'SoftwareTokenMfaConfiguration':{'Enabled':true}");
    assertThat(get(id)).isEqualTo(expected);
  }

  @Test
  void a_pool_made_with_mfa_and_sms_has_sms_as_its_factor() {
    var id = api.create(",'MfaConfiguration':'ON'," + SMS);
    var expected =
        "{\"SmsMfaConfiguration\":{\"SmsConfiguration\":"
            + "{\"SnsCallerArn\":\"arn:aws:iam::000000000000:role/sms\"}},"
            + "\"MfaConfiguration\":\"ON\"}";

    assertThat(get(id)).isEqualTo(expected);

    var updated = api.create("");
    api.call("UpdateUserPool", "{'UserPoolId':'%s','MfaConfiguration':'ON'," + SMS + "}", updated);
    assertThat(get(updated)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'MfaConfiguration':'ON'",
        "'MfaConfiguration':'OPTIONAL'",
        "'MfaConfiguration':'ON','SoftwareTokenMfaConfiguration':{'Enabled':false}",
      })
  void up_26_refuses_mfa_without_a_factor(String members) {
    var id = api.create("");

    assertThat(api.refusal("SetUserPoolMfaConfig", "{'UserPoolId':'%s'," + members + "}", id))
        .isEqualTo(
            "InvalidParameterException: At least one of [SmsMfaConfiguration] or"
                + " [SoftwareTokenMfaConfiguration] must be provided.");
    assertThat(get(id)).isEqualTo("{\"MfaConfiguration\":\"OFF\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'SmsMfaConfiguration':{},'MfaConfiguration':'ON' | InvalidParameterException: SMS configuration and Auto verification for phone_number are required when MFA is required/optional
          'SmsMfaConfiguration':{'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::123456789012:role/sms'}},'MfaConfiguration':'ON' | InvalidParameterException: Cross-account pass role is not allowed.
          'EmailMfaConfiguration':{},'MfaConfiguration':'ON' | InvalidParameterException: Cannot set EmailMfaConfiguration when user pool EmailConfiguration contains an EmailSendingAccount of COGNITO_DEFAULT.
          """)
  void refuses_a_factor_that_the_pool_cannot_send(String members, String refusal) {
    var id = api.create("");

    assertThat(api.refusal("SetUserPoolMfaConfig", "{'UserPoolId':'%s'," + members + "}", id))
        .isEqualTo(refusal);
  }

  @Test
  @DisplayName("users 4.1: e-mail as a second factor needs a tier above LITE")
  void refuses_email_mfa_in_a_lite_pool() {
    var id =
        api.create(
            ",'UserPoolTier':'LITE','EmailConfiguration':{'EmailSendingAccount':'DEVELOPER'}");

    assertThat(
            api.refusal(
                "SetUserPoolMfaConfig",
                "{'UserPoolId':'%s','EmailMfaConfiguration':{},'MfaConfiguration':'ON'}",
                id))
        .isEqualTo(
            "FeatureUnavailableInTierException: The following features need to be disabled for the"
                + " LITE pricing tier configured: Email MFA");
  }

  private String get(String id) {
    return api.call("GetUserPoolMfaConfig", "{'UserPoolId':'%s'}", id);
  }

  private String set(String id, String members) {
    return api.call("SetUserPoolMfaConfig", "{'UserPoolId':'" + id + "'," + members + "}");
  }
}
