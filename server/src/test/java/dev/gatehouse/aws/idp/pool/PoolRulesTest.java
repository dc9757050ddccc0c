package dev.gatehouse.aws.idp.pool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolRulesTest {
  @RegisterExtension final PoolApi api = PoolApi.strict();
  @RegisterExtension final PoolApi dev = PoolApi.dev();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'AliasAttributes':['email'],'UsernameAttributes':['email'] | InvalidParameterException: Only one of the aliasAttributes or usernameAttributes can be set in a User pool.
          'Policies':{'PasswordPolicy':{'TemporaryPasswordValidityDays':7}},'AdminCreateUserConfig':{'UnusedAccountValidityDays':7} | InvalidParameterException: Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays
          """)
  @DisplayName("UP 1.5: rules of creation alone")
  void refuses_to_create(String members, String refusal) {
    assertThat(api.refusal("CreateUserPool", "{'PoolName':'p'," + members + "}"))
        .isEqualTo(refusal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'AutoVerifiedAttributes':['phone_number'] | InvalidParameterException: SMS configuration is required when phone_number is selected for auto verification
          'MfaConfiguration':'ON' | InvalidParameterException: SMS configuration and Auto verification for phone_number are required when MFA is required/optional
          'MfaConfiguration':'OPTIONAL' | InvalidParameterException: SMS configuration and Auto verification for phone_number are required when MFA is required/optional
          'AccountRecoverySetting':{'RecoveryMechanisms':[{'Priority':1,'Name':'verified_email'},{'Priority':1,'Name':'verified_phone_number'}]} | InvalidParameterException: Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.
          'AccountRecoverySetting':{'RecoveryMechanisms':[{'Priority':1,'Name':'verified_email'},{'Priority':2,'Name':'verified_email'}]} | InvalidParameterException: Account Recovery Setting cannot have duplicate priorities or recovery mechanisms.
          'AccountRecoverySetting':{'RecoveryMechanisms':[{'Priority':1,'Name':'admin_only'},{'Priority':2,'Name':'verified_email'}]} | InvalidParameterException: Account Recovery Setting cannot use admin_only setting with any other recovery mechanisms.
          'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']} | InvalidParameterException: All attributes in AttributesRequireVerificationBeforeUpdate must exist in AutoVerifiedAttributes
          'EmailConfiguration':{'From':'nobody'} | InvalidParameterException: Provided From email address is invalid
          'EmailConfiguration':{'From':'Ann <ann example.com>'} | InvalidParameterException: Provided From email address is invalid
          'EmailConfiguration':{'SourceArn':'arn:aws:ses:eu-north-1:000000000000:identity/a@example.com'} | InvalidParameterException: Provided SourceArn must be in one of the following SES regions: eu-west-1, us-east-1, us-west-2.
          'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::123456789012:role/sms'} | InvalidParameterException: Cross-account pass role is not allowed.
          'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::000000000000:role/sms','SnsRegion':'eu-west-1'} | InvalidParameterException: Invalid snsRegion. Allowed SNS region for us-east-1 is us-east-1
          'LambdaConfig':{'PostConfirmation':'arn:aws:lambda:eu-west-1:000000000000:function:f'} | InvalidParameterException: Cross-region lambda functions are not supported
          'LambdaConfig':{'CustomEmailSender':{'LambdaVersion':'V1_0','LambdaArn':'arn:aws:lambda:eu-west-1:000000000000:function:f'}} | InvalidParameterException: Cross-region lambda functions are not supported
          'LambdaConfig':{'PreTokenGeneration':'arn:aws:lambda:us-east-1:000000000000:function:f','PreTokenGenerationConfig':{'LambdaVersion':'V1_0','LambdaArn':'arn:aws:lambda:us-east-1:000000000000:function:g'}} | InvalidParameterException: Cannot use PreTokenGenerationLambda and PreTokenGeneration with different Lambda function ARN's
          'UserPoolTier':'LITE','Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}} | FeatureUnavailableInTierException: The following features need to be disabled for the LITE pricing tier configured: Passwordless Sign-In
          'UserPoolTier':'LITE','LambdaConfig':{'PreTokenGenerationConfig':{'LambdaVersion':'V2_0','LambdaArn':'arn:aws:lambda:us-east-1:000000000000:function:f'}} | FeatureUnavailableInTierException: The following features need to be disabled for the LITE pricing tier configured: Token Customization with Pre-Token Generation Lambda V2_0
          'UserPoolTier':'ESSENTIALS','UserPoolAddOns':{'AdvancedSecurityMode':'AUDIT'} | FeatureUnavailableInTierException: The following features need to be disabled for the ESSENTIALS pricing tier configured: Threat Protection
          'VerificationMessageTemplate':{'EmailMessage':'E {####}','EmailMessageByLink':'{##L##}'} | InvalidParameterException: Only one of EmailMessage and EmailMessageByLink can be set in a VerificationMessageTemplate.
          """)
  @DisplayName("UP 1.5: rules of creation and update")
  void refuses_what_contradicts_itself(String members, String refusal) {
    assertThat(api.refusal("CreateUserPool", "{'PoolName':'p'," + members + "}"))
        .isEqualTo(refusal);

    var id = api.create("");
    var before = api.describe(id);
    assertThat(api.refusal("UpdateUserPool", "{'UserPoolId':'%s'," + members + "}", id))
        .isEqualTo(refusal);
    assertThat(api.describe(id)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'AutoVerifiedAttributes':['phone_number'],'MfaConfiguration':'ON','SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::000000000000:role/sms'} |
          'AutoVerifiedAttributes':['phone_number'],'SmsConfiguration':{'SnsCallerArn':''} |
          'AccountRecoverySetting':{'RecoveryMechanisms':[{'Priority':1,'Name':'admin_only'}]} |
          'AutoVerifiedAttributes':['email'],'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']} |
          'EmailConfiguration':{'SourceArn':'arn:aws:ses:us-west-2:000000000000:identity/a@example.com','From':'a@example.com'} |
          'LambdaConfig':{'PreTokenGeneration':'arn:aws:lambda:us-east-1:000000000000:function:f','PreTokenGenerationConfig':{'LambdaVersion':'V1_0','LambdaArn':'arn:aws:lambda:us-east-1:000000000000:function:f'}} |
          'UserPoolTier':'LITE','Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD']}},'UserPoolAddOns':{'AdvancedSecurityMode':'OFF'} |
          'UserPoolTier':'LITE','LambdaConfig':{'PreTokenGenerationConfig':{'LambdaVersion':'V1_0','LambdaArn':'arn:aws:lambda:us-east-1:000000000000:function:f'}} |
          'EmailVerificationMessage':'E {####}','VerificationMessageTemplate':{'EmailMessageByLink':'{##L##}'} |
          """)
  void accepts_their_permitted_neighbours(String members, String nothing) {
    assertThat(api.create("," + members)).startsWith("us-east-1_");
    assertThat(nothing).isNull();
  }

  @Test
  void accepts_an_ses_identity_of_the_pools_own_region() {
    assertThat(
            dev.in("eu-north-1")
                .create(
                    ",'EmailConfiguration':{'SourceArn':"
                        + "'arn:aws:ses:eu-north-1:000000000000:identity/a@example.com'}"))
        .startsWith("eu-north-1_");
  }
}
