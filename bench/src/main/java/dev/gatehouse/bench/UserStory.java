package dev.gatehouse.bench;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.PublicApi;
import dev.gatehouse.driver.SignedApi;
import dev.gatehouse.driver.SrpSignIn;
import dev.gatehouse.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// The users' story, told to a server over its API: a pool, a public client, users who sign in.
/// Makes the requests that are measured, each of another user in turn: what one alone asks for
/// stays in every cache.
final class UserStory {
  /// A page of `ListUsers` at its longest.
  static final int PAGE = 60;

  /// Their subs are random, so they are spread over the whole pool.
  private static final int CALLERS = 64;

  private static final int PAGES = 32;
  private static final String PASSWORD = "Correct-horse-battery-1";

  private final SignedApi admin;
  private final PublicApi app;
  private final Place place;
  private final AtomicInteger created = new AtomicInteger();
  private final List<String> accessTokens = new ArrayList<>();
  private final List<String> refreshTokens = new ArrayList<>();
  private final List<String> pageBodies = new ArrayList<>();

  /// Where the story takes place.
  ///
  /// @param creationPoolId of those who are made while it is measured
  record Place(String poolId, String creationPoolId, String clientId) {}

  private UserStory(int port, Path data, Place place) throws IOException {
    this.place = place;
    admin = SignedApi.of(port, data);
    app = new PublicApi(port);
  }

  /// Makes the pools, the client and the user after whom others are modelled.
  static Place prepare(Connection connection, int port, Path data) throws IOException {
    var admin = SignedApi.of(port, data);
    var poolId = makePool(admin, connection);
    var client =
        admin
            .call(
                connection,
                "CreateUserPoolClient",
                """
                {"UserPoolId":"%s","ClientName":"app","PreventUserExistenceErrors":"ENABLED","ExplicitAuthFlows":[\
                "ALLOW_USER_SRP_AUTH","ALLOW_USER_PASSWORD_AUTH","ALLOW_REFRESH_TOKEN_AUTH"]}\
                """
                    .formatted(poolId))
            .object("UserPoolClient")
            .flatMap(made -> made.string("ClientId"))
            .orElseThrow();
    var place = new Place(poolId, makePool(admin, connection), client);
    new UserStory(port, data, place).makeUser(connection, UserSeed.MODEL);
    return place;
  }

  /// Its users need no password: none is made and hashed for those whom an administrator makes.
  private static String makePool(SignedApi admin, Connection connection) throws IOException {
    return admin
        .call(
            connection,
            "CreateUserPool",
            """
            {"PoolName":"users","Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}\
            """)
        .object("UserPool")
        .flatMap(pool -> pool.string("Id"))
        .orElseThrow();
  }

  /// The story in a pool that is as large as it gets: the other users come, and all sign in.
  static UserStory begin(Connection connection, int port, Path data, Place place)
      throws IOException {
    var story = new UserStory(port, data, place);
    for (int number = 0; number < CALLERS; number++) {
      story.makeUser(connection, caller(number));
    }
    for (int number = 0; number < CALLERS; number++) {
      var tokens =
          PublicApi.success(connection, story.passwordRequest(number))
              .object("AuthenticationResult")
              .orElseThrow();
      story.accessTokens.add(tokens.string("AccessToken").orElseThrow());
      story.refreshTokens.add(tokens.string("RefreshToken").orElseThrow());
    }
    story.findPages(connection);
    return story;
  }

  /// The first pages, each with the token of the one before.
  private void findPages(Connection connection) throws IOException {
    var token = Optional.<String>empty();
    do {
      var body =
          "{\"UserPoolId\":\"%s\",\"Limit\":%d%s}"
              .formatted(
                  place.poolId,
                  PAGE,
                  token.map(text -> ",\"PaginationToken\":\"" + text + '"').orElse(""));
      token = admin.call(connection, "ListUsers", body).string("PaginationToken");
      if (token.isPresent() || pageBodies.isEmpty()) {
        pageBodies.add(body); // The last one is not full.
      }
    } while (token.isPresent() && pageBodies.size() < PAGES);
  }

  /// The name of one of those who sign in.
  static String caller(int number) {
    return "caller-" + number;
  }

  private void makeUser(Connection connection, String username) throws IOException {
    admin.call(connection, "AdminCreateUser", createBody(place.poolId, username));
    admin.call(
        connection,
        "AdminSetUserPassword",
        "{\"UserPoolId\":\"%s\",\"Username\":\"%s\",\"Password\":\"%s\",\"Permanent\":true}"
            .formatted(place.poolId, username, PASSWORD));
  }

  private static String createBody(String pool, String username) {
    return """
    {"UserPoolId":"%s","Username":"%s","MessageAction":"SUPPRESS","UserAttributes":[\
    {"Name":"email","Value":"%s@example.com"}]}\
    """
        .formatted(pool, username, username);
  }

  /// Another user whenever it is asked, in a pool of their own. Thread-safe.
  byte[] createRequest() {
    return admin.request(
        "AdminCreateUser",
        createBody(place.creationPoolId, "created-" + created.incrementAndGet()));
  }

  /// Signed anew for each measurement: a signature is good for five minutes.
  Cycle adminGets() {
    return of(number ->
        admin.request(
            "AdminGetUser",
            "{\"UserPoolId\":\"%s\",\"Username\":\"%s\"}".formatted(place.poolId, caller(number))));
  }

  Cycle gets() {
    return of(number ->
        app.request(
            "GetUser", JsonValue.object().put("AccessToken", accessTokens.get(number)).build()));
  }

  /// Of the first pages, as far as they are full.
  Cycle pages() {
    return new Cycle(pageBodies.stream().map(body -> admin.request("ListUsers", body)).toList());
  }

  Cycle passwordSignIns() {
    return of(this::passwordRequest);
  }

  Cycle refreshes() {
    return of(number ->
        app.startRequest(
            place.clientId,
            "REFRESH_TOKEN_AUTH",
            JsonValue.object().put("REFRESH_TOKEN", refreshTokens.get(number)).build()));
  }

  private static Cycle of(Function<Integer, byte[]> requests) {
    var all = new ArrayList<byte[]>();
    for (int number = 0; number < CALLERS; number++) {
      all.add(requests.apply(number));
    }
    return new Cycle(all);
  }

  private byte[] passwordRequest(int number) {
    return app.startRequest(
        place.clientId,
        "USER_PASSWORD_AUTH",
        JsonValue.object().put("USERNAME", caller(number)).put("PASSWORD", PASSWORD).build());
  }

  /// A whole sign-in by SRP, in two calls.
  void signInBySrp(Connection connection, int number) throws IOException {
    var srp = new SrpSignIn();
    var start = srp.start(caller(number % CALLERS));
    var begun =
        PublicApi.success(connection, app.startRequest(place.clientId, "USER_SRP_AUTH", start))
            .object("ChallengeParameters")
            .orElseThrow();
    var responses = srp.answer(place.poolId, PASSWORD, begun);
    var answer = app.answerRequest(place.clientId, "PASSWORD_VERIFIER", responses);
    var _ = PublicApi.success(connection, answer).object("AuthenticationResult").orElseThrow();
  }
}
