package dev.gatehouse.aws.idp.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers as they are on the wire: status, headers, bytes of the body (GEN-02, GEN-04).
class UserPoolWireTest {
  /// `%s`: those of an error.
  private static final String HEADERS =
      """
      x-amzn-RequestId: <request id>
      Access-Control-Allow-Origin: *
      Access-Control-Expose-Headers: x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date
      Content-Type: application/x-amz-json-1.1%s\
      """;

  @RegisterExtension final PoolApi api = PoolApi.strict();

  @Test
  void gen_04_answers_a_success_with_its_headers() {
    var id = api.create("");

    var response = api.send("GetUserPoolMfaConfig", "{'UserPoolId':'%s'}", id);

    assertThat(response.status()).isEqualTo(200);
    assertThat(PoolApi.body(response)).isEqualTo("{\"MfaConfiguration\":\"OFF\"}");
    assertThat(PoolApi.headers(response)).isEqualTo(HEADERS.formatted(""));
  }

  @Test
  void gen_02_answers_a_refusal_with_its_headers() {
    var response =
        api.send("CreateUserPool", "{'PoolName':'p','AutoVerifiedAttributes':['phone_number']}");

    var message =
        "SMS configuration is required when phone_number is selected for auto verification";
    assertThat(response.status()).isEqualTo(400);
    assertThat(PoolApi.body(response))
        .isEqualTo("{\"__type\":\"InvalidParameterException\",\"message\":\"" + message + "\"}");
    assertThat(PoolApi.headers(response))
        .isEqualTo(
            HEADERS.formatted(
                "\nx-amzn-ErrorType: InvalidParameterException:\nx-amzn-ErrorMessage: " + message));
  }

  @Test
  void up_34_answers_a_deletion_with_no_body() {
    var response = api.send("DeleteUserPool", "{'UserPoolId':'%s'}", api.create(""));

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          CreateUserPool       | {'PoolName':'a<script>'}                         | Value 'a<script>' at 'poolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+
          CreateUserPool       | {'PoolName':'_custom_id_:us-east-1_a'}           | Value '_custom_id_:us-east-1_a' at 'poolName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+
          CreateUserPool       | {'PoolName':'p','Schema':[{'Name':'phone_number_verified'}]} | Value 'phone_number_verified' at 'schema.1.member.name' failed to satisfy constraint: Member must have length less than or equal to 20
          CreateUserPool       | {'PoolName':'p','Policies':{'PasswordPolicy':{'MinimumLength':5}}} | Value '5' at 'policies.passwordPolicy.minimumLength' failed to satisfy constraint: Member must have value greater than or equal to 6
          DescribeUserPool     | {'UserPoolId':'x;DROP TABLE user_pool'}          | Value 'x;DROP TABLE user_pool' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+
          UpdateUserPool       | {'UserPoolId':'us-east-1_a','UserPoolTier':'FREE'} | Value 'FREE' at 'userPoolTier' failed to satisfy constraint: Member must satisfy enum value set: [ESSENTIALS, LITE, PLUS]
          DeleteUserPool       | {}                                               | Value null at 'userPoolId' failed to satisfy constraint: Member must not be null
          ListUserPools        | {'MaxResults':61}                                | Value '61' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 60
          AddCustomAttributes  | {'UserPoolId':'us-east-1_a','CustomAttributes':[]} | Value '[]' at 'customAttributes' failed to satisfy constraint: Member must have length greater than or equal to 1
          GetUserPoolMfaConfig | {'UserPoolId':'../etc_a'}                        | Value '../etc_a' at 'userPoolId' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+
          SetUserPoolMfaConfig | {'UserPoolId':'us-east-1_a','MfaConfiguration':'on'} | Value 'on' at 'mfaConfiguration' failed to satisfy constraint: Member must satisfy enum value set: [OPTIONAL, OFF, ON]
          UntagResource        | {'ResourceArn':'arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_a'} | Value null at 'tagKeys' failed to satisfy constraint: Member must not be null
          ListTagsForResource  | {'ResourceArn':'arn:x'}                          | ARN
          """)
  void ap_08_refuses_hostile_input_before_the_operation(
      String operation, String request, String violation) {
    var refusal = api.refusal(operation, request);

    if (violation.equals("ARN")) {
      assertThat(refusal)
          .startsWith("InvalidParameterException: 2 validation errors detected: Value 'arn:x' at")
          .contains("Member must have length greater than or equal to 20");
    } else {
      assertThat(refusal)
          .isEqualTo("InvalidParameterException: 1 validation error detected: " + violation);
    }
  }

  @Test
  void ap_04_bounds_the_numbers_in_a_schema() {
    var digits = "9".repeat(100_000);

    assertThat(
            api.refusal(
                "CreateUserPool",
                "{'PoolName':'p','Schema':[{'Name':'a','AttributeDataType':'Number',"
                    + "'NumberAttributeConstraints':{'MaxValue':'"
                    + digits
                    + "'}}]}"))
        .isEqualTo("InvalidParameterException: Attribute custom:a has an invalid constraint.");
  }

  @Test
  void ap_01_refuses_a_wrong_type_and_stores_nothing() {
    Response response = api.send("CreateUserPool", "{'PoolName':'p','UserPoolTags':['a']}");

    assertThat(response.status()).isEqualTo(400);
    assertThat(PoolApi.body(response)).startsWith("{\"__type\":\"SerializationException\"");
    assertThat(api.call("ListUserPools", "{'MaxResults':60}")).isEqualTo("{\"UserPools\":[]}");
  }
}
