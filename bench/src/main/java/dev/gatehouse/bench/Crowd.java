package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.PublicApi;
import dev.gatehouse.driver.SignedApi;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Many users of every state of which nobody is told who does not know their password (EN-06,
/// EN-09), made over the API: a pool, and a client that hides whom there is.
final class Crowd {
  private static final String PASSWORD = "Correct-horse-battery-1";

  private final PublicApi app;
  private final SignedApi admin;
  private final int port;
  private final String poolId;
  private final String clientId;

  private Crowd(int port, SignedApi admin, String poolId, String clientId) {
    this.port = port;
    this.admin = admin;
    this.poolId = poolId;
    this.clientId = clientId;
    app = new PublicApi(port);
  }

  /// What a user may be.
  enum State {
    UNKNOWN('a', "nobody"),
    CONFIRMED('b', "a user"),
    DISABLED('c', "disabled"),
    UNCONFIRMED('d', "unconfirmed"),
    TEMPORARY('e', "temporary password"),
    RESET('f', "reset required"),
    PASSWORDLESS('g', "without a password");

    private final char letter;
    private final String label;

    /// @param letter in the names of such users
    State(char letter, String label) {
      this.letter = letter;
      this.label = label;
    }

    String label() {
      return label;
    }

    /// The name of one such user; all are of one length.
    String username(int number) {
      return "user-%c-%08d".formatted(letter, number);
    }
  }

  static Crowd gather(int port, Path data) throws IOException {
    var admin = SignedApi.of(port, data);
    try (var connection = new Connection(port)) {
      var pool =
          admin
              .call(
                  connection,
                  "CreateUserPool",
                  """
                  {"PoolName":"crowd","AutoVerifiedAttributes":["email"],\
                  "Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}\
                  """)
              .object("UserPool")
              .flatMap(made -> made.string("Id"))
              .orElseThrow();
      var client =
          admin
              .call(
                  connection,
                  "CreateUserPoolClient",
                  """
                  {"UserPoolId":"%s","ClientName":"app","PreventUserExistenceErrors":"ENABLED",\
                  "ExplicitAuthFlows":["ALLOW_USER_SRP_AUTH","ALLOW_USER_PASSWORD_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]}\
                  """
                      .formatted(pool))
              .object("UserPoolClient")
              .flatMap(made -> made.string("ClientId"))
              .orElseThrow();
      return new Crowd(port, admin, pool, client);
    }
  }

  PublicApi app() {
    return app;
  }

  String clientId() {
    return clientId;
  }

  /// Makes users of each state with the numbers from 0 on; each costs a hash, so on two connections
  /// at once.
  void add(int count) throws IOException {
    try (var threads = Executors.newFixedThreadPool(2)) {
      var halves = new ArrayList<Future<Integer>>();
      for (int half = 0; half < 2; half++) {
        int first = half;
        halves.add(threads.submit(() -> add(first, count)));
      }
      for (var half : halves) {
        half.get();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new IOException(e);
    }
  }

  /// Every second one.
  private int add(int first, int count) throws IOException {
    try (var connection = new Connection(port)) {
      for (int number = first; number < count; number += 2) {
        for (var state : State.values()) {
          add(connection, state, state.username(number));
        }
      }
    }
    return count;
  }

  private void add(Connection connection, State state, String username) throws IOException {
    switch (state) {
      case UNKNOWN -> {
        return;
      }
      case UNCONFIRMED -> signUp(connection, username);
      case TEMPORARY -> create(connection, username, ",\"TemporaryPassword\":\"" + PASSWORD + '"');
      case PASSWORDLESS -> create(connection, username, "");
      case CONFIRMED -> createWithPassword(connection, username);
      case DISABLED -> {
        createWithPassword(connection, username);
        call(connection, "AdminDisableUser", username, "");
      }
      case RESET -> {
        createWithPassword(connection, username);
        call(connection, "AdminResetUserPassword", username, "");
      }
    }
  }

  private void signUp(Connection connection, String username) throws IOException {
    var body =
        """
        {"ClientId":"%s","Username":"%s","Password":"%s","UserAttributes":[%s]}\
        """
            .formatted(clientId, username, PASSWORD, email(username));
    PublicApi.success(connection, app.request("SignUp", Json.parseObject(body)));
  }

  private void createWithPassword(Connection connection, String username) throws IOException {
    create(connection, username, "");
    call(
        connection,
        "AdminSetUserPassword",
        username,
        ",\"Password\":\"" + PASSWORD + "\",\"Permanent\":true");
  }

  private void create(Connection connection, String username, String more) throws IOException {
    var attributes =
        ",\"MessageAction\":\"SUPPRESS\",\"UserAttributes\":[{\"Name\":\"email_verified\",\"Value\":\"true\"},%s]"
            .formatted(email(username));
    call(connection, "AdminCreateUser", username, attributes + more);
  }

  private static String email(String username) {
    return "{\"Name\":\"email\",\"Value\":\"%s@example.com\"}".formatted(username);
  }

  private void call(Connection connection, String operation, String username, String more)
      throws IOException {
    admin.call(
        connection,
        operation,
        "{\"UserPoolId\":\"%s\",\"Username\":\"%s\"%s}".formatted(poolId, username, more));
  }

  /// Of an operation that takes a client and a name.
  JsonObject named(String username) {
    return JsonValue.object().put("ClientId", clientId).put("Username", username).build();
  }
}
