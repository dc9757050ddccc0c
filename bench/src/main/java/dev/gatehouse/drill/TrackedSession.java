package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import dev.gatehouse.json.Json;
import java.io.IOException;

/// A user who has signed in: his refresh token goes on working through any crash, until it is
/// revoked, and never after that.
final class TrackedSession implements Tracked {
  /// Of every user.
  static final String PASSWORD = "Correct-horse-battery-1";

  private final String client;
  private final String refreshToken;
  private boolean isRevoked;
  private boolean isRevoking;

  private TrackedSession(String client, String refreshToken) {
    this.client = client;
    this.refreshToken = refreshToken;
  }

  /// Makes a user with a password, and signs him in.
  ///
  /// @param client of the pool, without a secret
  static TrackedSession open(
      Connection connection, SignedApi api, String pool, String client, String name)
      throws IOException {
    var members = "\"UserPoolId\":\"%s\",\"Username\":\"%s\"".formatted(pool, name);
    api.call(
        connection,
        "AdminCreateUser",
        """
        {%s,"MessageAction":"SUPPRESS","UserAttributes":[{"Name":"email","Value":"%s@example.com"}]}\
        """
            .formatted(members, name));
    api.call(
        connection,
        "AdminSetUserPassword",
        "{%s,\"Password\":\"%s\",\"Permanent\":true}".formatted(members, PASSWORD));
    var signedIn =
        api.call(
            connection,
            "InitiateAuth",
            """
            {"ClientId":"%s","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":"%s","PASSWORD":"%s"}}\
            """
                .formatted(client, name, PASSWORD));
    return new TrackedSession(
        client,
        signedIn
            .object("AuthenticationResult")
            .flatMap(result -> result.string("RefreshToken"))
            .orElseThrow());
  }

  /// Makes the client of such sessions.
  ///
  /// @param name like no other client's: a drill looks for what is there twice
  /// @return its id
  static String createClient(Connection connection, SignedApi api, String pool, String name)
      throws IOException {
    return api.call(
            connection,
            "CreateUserPoolClient",
            """
            {"UserPoolId":"%s","ClientName":"%s","ExplicitAuthFlows":[\
            "ALLOW_USER_PASSWORD_AUTH","ALLOW_USER_SRP_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]}\
            """
                .formatted(pool, name))
        .object("UserPoolClient")
        .flatMap(made -> made.string("ClientId"))
        .orElseThrow();
  }

  void revoke(Connection connection, SignedApi api) throws IOException {
    isRevoking = true;
    api.call(
        connection,
        "RevokeToken",
        "{\"ClientId\":\"%s\",\"Token\":\"%s\"}".formatted(client, refreshToken));
    isRevoked = true;
  }

  @Override
  public void verify(SignedApi api, Connection connection) throws IOException {
    var answer =
        api.read(
            connection,
            "InitiateAuth",
            """
            {"ClientId":"%s","AuthFlow":"REFRESH_TOKEN_AUTH","AuthParameters":{"REFRESH_TOKEN":"%s"}}\
            """
                .formatted(client, refreshToken));
    var isLiving = answer.status() == 200;
    if (isLiving && isRevoked) {
      throw new DrillFailure(this + " is revived: " + Json.parseObject(answer.body()));
    }
    if (!isLiving && !isRevoking) {
      throw new DrillFailure(this + " is lost: " + answer.text());
    }
  }

  @Override
  public String toString() {
    return "session of client " + client;
  }
}
