package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.stream.Stream;

/// A code that a user was sent: it works, through any crash, until he has used it, and never after
/// that. To look whether it works is to use it.
final class TrackedCode implements Tracked {
  /// Arguments of the server: codes are read in its inbox, and all users come from one address.
  static String[] arguments(String... others) {
    return Stream.concat(
            Stream.of(others),
            Stream.of(
                    "messages.delivery=inbox",
                    "throttle.wrong-guesses.count=0",
                    "throttle.messages-per-address=0")
                .flatMap(setting -> Stream.of("--set", setting)))
        .toArray(String[]::new);
  }

  /// What a code is for.
  ///
  /// A sign-up says of a used code what has become of the user, a password that it is gone.
  private enum Purpose {
    SIGN_UP("ConfirmSignUp", "", "User cannot be confirmed. Current status is CONFIRMED"),
    PASSWORD(
        "ConfirmForgotPassword",
        ",\"Password\":\"Correct-horse-battery-2\"",
        "Invalid code provided, please request a code again.");

    private final String operation;
    private final String members;
    private final String used;

    Purpose(String operation, String members, String used) {
      this.operation = operation;
      this.members = members;
      this.used = used;
    }
  }

  private final Purpose purpose;
  private final String user;
  private final String code;
  private boolean isUsed;
  private boolean isBeingUsed;

  /// @param user as requests name him: members that say client and username
  private TrackedCode(Purpose purpose, String user, String code) {
    this.purpose = purpose;
    this.user = user;
    this.code = code;
  }

  /// A user signs himself up, without a password, and is sent a code.
  static TrackedCode ofSignUp(Connection connection, SignedApi api, Ground ground, String name)
      throws IOException {
    var user = user(ground, name);
    api.call(connection, "SignUp", "{" + user + ",\"UserAttributes\":[" + email(name) + "]}");
    return new TrackedCode(Purpose.SIGN_UP, user, read(connection, api, ground, name));
  }

  /// A user asks for another password, and is sent a code.
  static TrackedCode ofPassword(Connection connection, SignedApi api, Ground ground, String name)
      throws IOException {
    var user = user(ground, name);
    api.call(
        connection,
        "AdminCreateUser",
        """
        {"UserPoolId":"%s","Username":"%s","MessageAction":"SUPPRESS","UserAttributes":[%s,\
        {"Name":"email_verified","Value":"true"}]}\
        """
            .formatted(ground.pool().id(), name, email(name)));
    api.call(connection, "ForgotPassword", "{" + user + "}");
    return new TrackedCode(Purpose.PASSWORD, user, read(connection, api, ground, name));
  }

  private static String user(Ground ground, String name) {
    return "\"ClientId\":\"%s\",\"Username\":\"%s\"".formatted(ground.client(), name);
  }

  private static String email(String name) {
    return "{\"Name\":\"email\",\"Value\":\"%s@example.com\"}".formatted(name);
  }

  /// The code in the newest message: an acknowledged one is in the inbox.
  private static String read(Connection connection, SignedApi api, Ground ground, String name)
      throws IOException {
    var newest =
        api.extension(
            connection,
            "ListMessages",
            "{\"UserPoolId\":\"%s\",\"To\":\"%s@example.com\",\"Limit\":1}"
                .formatted(ground.pool().id(), name));
    if (newest.member("Messages").orElseThrow() instanceof JsonArray(var messages)
        && !messages.isEmpty()) {
      return ((JsonObject) messages.getFirst()).string("Code").orElseThrow();
    }
    throw new DrillFailure("the message that " + name + " was sent is not in the inbox");
  }

  void use(Connection connection, SignedApi api) throws IOException {
    isBeingUsed = true;
    api.call(connection, purpose.operation, request());
    isUsed = true;
  }

  private String request() {
    return "{%s,\"ConfirmationCode\":\"%s\"%s}".formatted(user, code, purpose.members);
  }

  @Override
  public void verify(SignedApi api, Connection connection) throws IOException {
    var answer = connection.exchange(api.request(purpose.operation, request()));
    if (answer.status() == 503) {
      isBeingUsed = true; // It may have been used and not acknowledged.
      answer = api.read(connection, purpose.operation, request());
    }
    var isLiving = answer.status() == 200;
    if (isLiving && isUsed) {
      throw new DrillFailure(this + " is revived");
    }
    if (!isLiving && !isBeingUsed) {
      throw new DrillFailure(this + " is lost: " + answer.text());
    }
    if (!isLiving && !answer.text().contains(purpose.used)) {
      throw new DrillFailure(this + " is refused otherwise than as used: " + answer.text());
    }
    isBeingUsed = true;
    isUsed = true;
  }

  /// The drill's own control: a code that is used behind its back it must miss, and one that works
  /// though it was used it must see.
  static void expectNoticed(Connection connection, SignedApi api, Ground ground)
      throws IOException {
    for (var purpose : Purpose.values()) {
      var lost = of(purpose, connection, api, ground, purpose + "-lost");
      api.call(connection, purpose.operation, lost.request());
      lost.expectFailure(connection, api);

      var revived = of(purpose, connection, api, ground, purpose + "-revived");
      revived.isUsed = true;
      revived.expectFailure(connection, api);
    }
  }

  private static TrackedCode of(
      Purpose purpose, Connection connection, SignedApi api, Ground ground, String name)
      throws IOException {
    return switch (purpose) {
      case SIGN_UP -> ofSignUp(connection, api, ground, name);
      case PASSWORD -> ofPassword(connection, api, ground, name);
    };
  }

  private void expectFailure(Connection connection, SignedApi api) throws IOException {
    try {
      verify(api, connection);
    } catch (DrillFailure noticed) {
      return;
    }
    throw new DrillFailure("the drill does not notice what has become of " + this);
  }

  @Override
  public String toString() {
    return "code for " + purpose.operation + " of " + user;
  }
}
