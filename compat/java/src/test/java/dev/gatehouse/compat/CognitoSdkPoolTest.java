package dev.gatehouse.compat;

import static dev.gatehouse.compat.Machines.COGNITO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;

/// The life of a user pool through the AWS SDK for Java 2.
class CognitoSdkPoolTest {
  @Test
  void creates_a_pool_with_defaults_and_describes_the_same() {
    var created = COGNITO.createUserPool(pool -> pool.poolName("defaults")).userPool();
    assertThat(created.id()).matches("us-east-1_[0-9A-Za-z]{9}");
    assertThat(created.arn())
        .isEqualTo("arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + created.id());
    assertThat(created.creationDate())
        .isEqualTo(created.lastModifiedDate())
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now().plusSeconds(1));
    assertThat(created.policies().passwordPolicy().minimumLength()).isEqualTo(8);
    assertThat(created.mfaConfiguration()).isEqualTo(UserPoolMfaType.OFF);
    assertThat(created.deletionProtection()).isEqualTo(DeletionProtectionType.INACTIVE);
    assertThat(created.userPoolTierAsString()).isEqualTo("ESSENTIALS");
    assertThat(created.schemaAttributes())
        .hasSize(20)
        .first()
        .extracting(SchemaAttributeType::name)
        .isEqualTo("sub");
    var described =
        COGNITO.describeUserPool(request -> request.userPoolId(created.id())).userPool();
    assertThat(described.toBuilder().userPoolTags(created.userPoolTags()).build())
        .isEqualTo(created);
  }

  @Test
  void lists_pools_page_by_page() {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      ids.add(Machines.createPool());
    }
    var pages = COGNITO.listUserPoolsPaginator(request -> request.maxResults(2)).stream().toList();
    assertThat(pages).allSatisfy(page -> assertThat(page.userPools()).hasSizeBetween(1, 2));
    assertThat(pages.getLast().nextToken()).isNull();
    assertThat(pages)
        .flatMap(page -> page.userPools())
        .extracting(UserPoolDescriptionType::id)
        .doesNotHaveDuplicates()
        .containsAll(ids);
  }

  @Test
  void adds_custom_attributes() {
    var id = Machines.createPool();
    COGNITO.addCustomAttributes(request ->
        request
            .userPoolId(id)
            .customAttributes(
                SchemaAttributeType.builder()
                    .name("tenant")
                    .attributeDataType(AttributeDataType.STRING)
                    .mutable(true)
                    .build()));
    assertThat(
            COGNITO
                .describeUserPool(request -> request.userPoolId(id))
                .userPool()
                .schemaAttributes())
        .hasSize(21)
        .last()
        .extracting(SchemaAttributeType::name)
        .isEqualTo("custom:tenant");
  }

  @Test
  void sets_and_reads_second_factors() {
    var id = Machines.createPool();
    COGNITO.setUserPoolMfaConfig(request ->
        request
            .userPoolId(id)
            .mfaConfiguration(UserPoolMfaType.OPTIONAL)
            .softwareTokenMfaConfiguration(totp -> totp.enabled(true)));
    var config = COGNITO.getUserPoolMfaConfig(request -> request.userPoolId(id));
    assertThat(config.mfaConfiguration()).isEqualTo(UserPoolMfaType.OPTIONAL);
    assertThat(config.softwareTokenMfaConfiguration().enabled()).isTrue();
  }

  @Test
  void updates_a_pool_and_resets_what_is_left_out() {
    var id =
        COGNITO
            .createUserPool(pool ->
                pool.poolName("before")
                    .userPoolTags(Map.of("team", "a"))
                    .deletionProtection(DeletionProtectionType.ACTIVE))
            .userPool()
            .id();
    assertThatThrownBy(() -> COGNITO.deleteUserPool(request -> request.userPoolId(id)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("deletion protection is activated");
    COGNITO.updateUserPool(request -> request.userPoolId(id).poolName("after"));
    var updated = COGNITO.describeUserPool(request -> request.userPoolId(id)).userPool();
    assertThat(updated.name()).isEqualTo("after");
    assertThat(updated.userPoolTags()).isEmpty();
    assertThat(updated.deletionProtection()).isEqualTo(DeletionProtectionType.INACTIVE);
  }

  @Test
  void tags_a_pool() {
    var arn = COGNITO.createUserPool(pool -> pool.poolName("tagged")).userPool().arn();
    COGNITO.tagResource(
        request -> request.resourceArn(arn).tags(Map.of("team", "a", "stage", "test")));
    COGNITO.untagResource(request -> request.resourceArn(arn).tagKeys("team"));
    assertThat(COGNITO.listTagsForResource(request -> request.resourceArn(arn)).tags())
        .isEqualTo(Map.of("stage", "test"));
  }

  @Test
  void deletes_a_pool_and_says_that_it_is_gone() {
    var id = Machines.createPool();
    COGNITO.deleteUserPool(request -> request.userPoolId(id));
    assertThatThrownBy(() -> COGNITO.describeUserPool(request -> request.userPoolId(id)))
        .isInstanceOfSatisfying(
            ResourceNotFoundException.class,
            refused -> {
              assertThat(refused.awsErrorDetails().errorMessage())
                  .isEqualTo("User pool " + id + " does not exist.");
              assertThat(refused.statusCode()).isEqualTo(400);
              assertThat(refused.requestId()).isNotBlank();
            });
  }

  @Test
  void refuses_a_name_that_is_too_long() {
    assertThatThrownBy(() -> COGNITO.createUserPool(pool -> pool.poolName("n".repeat(129))))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining(
            "1 validation error detected: Value '"
                + "n".repeat(129)
                + "' at 'poolName' failed to satisfy constraint: Member must have length less than or equal to 128");
  }
}
