package dev.gatehouse.compat;

import static dev.gatehouse.compat.Machines.COGNITO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DomainStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;

/// Resource servers and domains through the AWS SDK for Java 2.
class CognitoSdkDomainTest {
  @Test
  void creates_describes_updates_and_deletes_a_resource_server() {
    var pool = Machines.createPool();
    var created =
        COGNITO
            .createResourceServer(request ->
                request
                    .userPoolId(pool)
                    .identifier("https://api.example.com")
                    .name("API")
                    .scopes(Machines.scope("read"), Machines.scope("write")))
            .resourceServer();
    assertThat(
            COGNITO
                .describeResourceServer(
                    request -> request.userPoolId(pool).identifier(created.identifier()))
                .resourceServer())
        .isEqualTo(created);
    var updated =
        COGNITO
            .updateResourceServer(request ->
                request
                    .userPoolId(pool)
                    .identifier(created.identifier())
                    .name("New name")
                    .scopes(Machines.scope("read")))
            .resourceServer();
    assertThat(updated.name()).isEqualTo("New name");
    assertThat(updated.scopes()).containsExactly(Machines.scope("read"));
    COGNITO.deleteResourceServer(
        request -> request.userPoolId(pool).identifier(created.identifier()));
    assertThatThrownBy(() ->
            COGNITO.describeResourceServer(
                request -> request.userPoolId(pool).identifier(created.identifier())))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void lists_resource_servers_page_by_page() {
    var pool = Machines.createPool();
    for (int i = 0; i < 3; i++) {
      var name = "server-" + i;
      COGNITO.createResourceServer(request -> request.userPoolId(pool).identifier(name).name(name));
    }
    var pages =
        COGNITO
            .listResourceServersPaginator(request -> request.userPoolId(pool).maxResults(2))
            .stream()
            .toList();
    assertThat(pages).extracting(page -> page.resourceServers().size()).containsExactly(2, 1);
  }

  @Test
  void refuses_the_same_identifier_twice() {
    var pool = Machines.createPool();
    COGNITO.createResourceServer(request -> request.userPoolId(pool).identifier("api").name("api"));
    assertThatThrownBy(() ->
            COGNITO.createResourceServer(
                request -> request.userPoolId(pool).identifier("api").name("api")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("already exists in user pool " + pool);
  }

  @Test
  void gives_an_empty_description_of_a_free_prefix() {
    assertThat(
            COGNITO
                .describeUserPoolDomain(request -> request.domain("java-free-prefix"))
                .domainDescription()
                .userPoolId())
        .isNull();
  }

  @Test
  void creates_and_deletes_a_prefix_domain() {
    var pool = Machines.createPool();
    var other = Machines.createPool();
    var domain = "java-prefix-domain";
    assertThat(
            COGNITO
                .createUserPoolDomain(request -> request.userPoolId(pool).domain(domain))
                .cloudFrontDomain())
        .isNull();
    var described =
        COGNITO.describeUserPoolDomain(request -> request.domain(domain)).domainDescription();
    assertThat(described.userPoolId()).isEqualTo(pool);
    assertThat(described.status()).isEqualTo(DomainStatusType.ACTIVE);
    assertThatThrownBy(
            () -> COGNITO.createUserPoolDomain(request -> request.userPoolId(other).domain(domain)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Domain already associated with another user pool.");
    assertThatThrownBy(() -> COGNITO.deleteUserPool(request -> request.userPoolId(pool)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("It has a domain configured");
    COGNITO.deleteUserPoolDomain(request -> request.userPoolId(pool).domain(domain));
    assertThatThrownBy(
            () -> COGNITO.deleteUserPoolDomain(request -> request.userPoolId(pool).domain(domain)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("No such domain or user pool exists.");
  }

  @Test
  void creates_a_custom_domain() {
    var pool = Machines.createPool();
    var certificate =
        "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000";
    var created =
        COGNITO.createUserPoolDomain(request ->
            request
                .userPoolId(pool)
                .domain("auth.java.example.com")
                .customDomainConfig(config -> config.certificateArn(certificate)));
    assertThat(created.cloudFrontDomain()).endsWith(".cloudfront.net");
    assertThat(
            COGNITO.describeUserPool(request -> request.userPoolId(pool)).userPool().customDomain())
        .isEqualTo("auth.java.example.com");
    COGNITO.deleteUserPoolDomain(
        request -> request.userPoolId(pool).domain("auth.java.example.com"));
  }

  @Test
  void refuses_a_prefix_that_cognito_refuses() {
    var pool = Machines.createPool();
    for (var prefix : new String[] {"Upper", "under_score", "-hyphen", "my-aws-app"}) {
      assertThatThrownBy(() ->
              COGNITO.createUserPoolDomain(request -> request.userPoolId(pool).domain(prefix)))
          .isInstanceOf(InvalidParameterException.class);
    }
  }
}
