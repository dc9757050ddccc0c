package dev.gatehouse.aws.idp.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

class StoredSettingTest {
  /// What a pool has that is not a setting, or works already.
  private static final List<String> NO_STORED_SETTINGS =
      List.of(
          "Id",
          "Name",
          "Arn",
          "Status",
          "CreationDate",
          "LastModifiedDate",
          "EstimatedNumberOfUsers",
          "SmsConfigurationFailure",
          "EmailConfigurationFailure",
          "Domain",
          "CustomDomain",
          "UserPoolTags",
          "SmsVerificationMessage",
          "EmailVerificationMessage",
          "EmailVerificationSubject",
          "VerificationMessageTemplate",
          "DeletionProtection",
          "AdminCreateUserConfig",
          "AccountRecoverySetting",
          "SchemaAttributes",
          "AutoVerifiedAttributes",
          "AliasAttributes",
          "UsernameAttributes",
          "UsernameConfiguration",
          "UserAttributeUpdateSettings",
          "UserPoolId");

  @Test
  void names_every_setting_of_the_api_that_does_nothing_yet() {
    var listed =
        new ArrayList<>(Stream.of(StoredSetting.values()).map(StoredSetting::member).toList());
    listed.replaceAll(member -> member.replaceFirst("\\..*", ""));
    listed.addAll(NO_STORED_SETTINGS);

    var members =
        Stream.concat(
                UserPoolType.builder().build().sdkFields().stream(),
                SetUserPoolMfaConfigRequest.builder().build().sdkFields().stream())
            .map(SdkField::locationName)
            .toList();
    assertThat(listed).containsAll(members);
    assertThat(members).containsAll(listed);
  }
}
