package dev.gatehouse.aws.idp.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.TestServer;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `EstimatedNumberOfUsers` of DescribeUserPool (API reference: UserPoolType).
class EstimatedUsersTest {
  private final TestServer server = TestServer.strict();
  private final String pool = create();

  @AfterEach
  void close() {
    server.close();
  }

  private String create() {
    return server
        .cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
        .object("UserPool")
        .flatMap(made -> made.string("Id"))
        .orElseThrow();
  }

  private String of(String name) {
    return "{\"UserPoolId\":\"" + pool + "\",\"Username\":\"" + name + "\"}";
  }

  private int users(String id) {
    return server
        .cognito("DescribeUserPool", "{\"UserPoolId\":\"" + id + "\"}")
        .object("UserPool")
        .flatMap(described -> described.number("EstimatedNumberOfUsers"))
        .map(BigDecimal::intValue)
        .orElseThrow();
  }

  private void make(String name) {
    JsonObject made = server.cognito("AdminCreateUser", of(name));
    assertThat(made.object("User")).isPresent();
  }

  @Test
  void as_many_as_there_are() {
    assertThat(users(pool)).isZero();
    make("jane");
    make("john");
    make("joe");
    assertThat(users(pool)).isEqualTo(3);
    assertThat(users(create())).isZero();
    server.call("AWSCognitoIdentityProviderService.AdminDeleteUser", "cognito-idp", of("jane"));
    assertThat(users(pool)).isEqualTo(2);
  }

  @Test
  void en_12_are_told_to_nobody_who_does_not_sign() {
    make("jane");
    var answer =
        server.send(
            HttpRequest.newBuilder(URI.create(server.address() + "/"))
                .header("X-Amz-Target", "AWSCognitoIdentityProviderService.DescribeUserPool")
                .header("Content-Type", "application/x-amz-json-1.1")
                .POST(BodyPublishers.ofString("{\"UserPoolId\":\"" + pool + "\"}")));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .isEqualTo(
            "{\"__type\":\"MissingAuthenticationTokenException\","
                + "\"message\":\"Missing Authentication Token\"}");
  }
}
