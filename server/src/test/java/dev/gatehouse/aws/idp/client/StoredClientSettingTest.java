package dev.gatehouse.aws.idp.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DomainDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

class StoredClientSettingTest {
  /// What a client or a domain has that is not a setting, or works already.
  private static final List<String> NO_STORED_SETTINGS =
      List.of(
          "UserPoolId",
          "ClientName",
          "ClientId",
          "ClientSecret",
          "LastModifiedDate",
          "CreationDate",
          "AccessTokenValidity",
          "IdTokenValidity",
          "RefreshTokenValidity",
          "RefreshTokenRotation",
          "ExplicitAuthFlows",
          "AuthSessionValidity",
          "EnableTokenRevocation",
          "ReadAttributes",
          "WriteAttributes",
          "TokenValidityUnits",
          "PreventUserExistenceErrors",
          "AllowedOAuthFlows",
          "AllowedOAuthScopes",
          "AllowedOAuthFlowsUserPoolClient",
          "AWSAccountId",
          "Domain",
          "S3Bucket",
          "CloudFrontDistribution",
          "Version",
          "Status");

  @Test
  void names_every_setting_of_the_api_that_does_nothing_yet() {
    var listed =
        new ArrayList<>(
            Stream.of(StoredClientSetting.values()).map(StoredClientSetting::member).toList());
    listed.addAll(NO_STORED_SETTINGS);

    var members =
        Stream.concat(
                UserPoolClientType.builder().build().sdkFields().stream(),
                DomainDescriptionType.builder().build().sdkFields().stream())
            .map(SdkField::locationName)
            .distinct()
            .toList();
    assertThat(listed).containsExactlyInAnyOrderElementsOf(members);
  }

  @Test
  void says_what_will_enforce_each() {
    assertThat(StoredClientSetting.values())
        .allSatisfy(setting -> assertThat(setting.enforcedBy().title()).isNotBlank());
  }
}
