package dev.gatehouse.bench;

import dev.gatehouse.bench.Crowd.State;
import dev.gatehouse.bench.Tell.Arm;
import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.PublicApi;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import dev.gatehouse.driver.SrpSignIn;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/// What the time of a refused sign-in, or of a code that was asked for, tells of a user (EN-06,
/// goal S5): every state that is not told in words, against a name that nobody has. `SignUp` tells
/// in words who is there, as documented, and is not measured.
final class TellFigures {
  private static final double DIFFERENCE_BUDGET = 2;
  private static final double GUESS_BUDGET = 0.55;

  /// Rounds before those that count.
  private static final int WARM_UP = 100;

  /// A password may be wrong four times, and four codes may be asked for, before anything is
  /// limited (users §2.13).
  private static final int TRIES = 4;

  /// How many wrong passwords lock for a second, and what can be measured of it.
  private static final int LOCKING = 5;

  private static final int OF_A_LOCK = 20;
  private static final Duration LOCKED_FOR = Duration.ofMillis(600);

  /// As many characters as a right signature has, and a 32-byte number in Base64.
  private static final String WRONG_SIGNATURE = "A".repeat(43) + "=";

  private static final String WRONG_PASSWORD = "Wrong-horse-battery-1";

  /// Who may have a code for a new password, and for his sign-up.
  private static final List<State> OF_PASSWORDS =
      List.of(State.UNKNOWN, State.CONFIRMED, State.DISABLED, State.UNCONFIRMED, State.RESET);

  private static final List<State> OF_SIGN_UPS =
      List.of(State.UNKNOWN, State.UNCONFIRMED, State.DISABLED);

  private final Setup setup;
  private final int samples;

  TellFigures(Setup setup) {
    this.setup = setup;
    samples = setup.options().samples();
  }

  void run() throws IOException {
    var data = setup.newFolder("tell");
    var start =
        Start.of(Mode.SERVE)
            .with(
                "--set",
                "messages.delivery=inbox",
                // All that is asked here comes from one address.
                "--set",
                "throttle.wrong-guesses.count=0",
                "--set",
                "throttle.messages-per-address=0");
    try (var server = ServerProcess.launch(setup.root(), data, start)) {
      server.awaitReady();
      var crowd = Crowd.gather(server.port(), data);
      var each = (WARM_UP + samples + TRIES - 1) / TRIES;
      crowd.add(2 * each + samples / OF_A_LOCK + 1);
      setup.say(
          "told by time, against a name that nobody has: %d samples each; chance moves a guess by %.3f",
          samples, Tell.uncertainty(samples));
      try (var connection = new Connection(server.port())) {
        passwords(connection, crowd);
        srp(connection, crowd, each);
        locked(connection, crowd, 2 * each);
        codes(connection, crowd);
        guesses(connection, crowd);
      }
    }
  }

  private void passwords(Connection connection, Crowd crowd) throws IOException {
    measure(
        "wrong password",
        connection,
        List.of(State.values()),
        state -> (_, round) -> password(crowd, state.username(round / TRIES)),
        Tell::whole);
  }

  private static byte[] password(Crowd crowd, String username) {
    var parameters =
        JsonValue.object().put("USERNAME", username).put("PASSWORD", WRONG_PASSWORD).build();
    return crowd.app().startRequest(crowd.clientId(), "USER_PASSWORD_AUTH", parameters);
  }

  /// @param first the number of the first user whose password nobody has tried yet
  private void srp(Connection connection, Crowd crowd, int first) throws IOException {
    var client = new SrpSignIn();
    measure(
        "start of SRP",
        connection,
        List.of(State.values()),
        state -> (_, round) -> start(crowd, client, state.username(first + round / TRIES)),
        Connection.Answer::status);
    measure(
        "wrong proof of SRP",
        connection,
        List.of(State.values()),
        state ->
            (open, round) -> {
              var begun =
                  PublicApi.success(
                      open, start(crowd, client, state.username(first + round / TRIES)));
              return proof(crowd, begun.object("ChallengeParameters").orElseThrow());
            },
        Tell::whole);
  }

  private static byte[] start(Crowd crowd, SrpSignIn client, String username) {
    var parameters =
        JsonValue.object().put("USERNAME", username).put("SRP_A", client.publicValue()).build();
    return crowd.app().startRequest(crowd.clientId(), "USER_SRP_AUTH", parameters);
  }

  private static byte[] proof(Crowd crowd, JsonObject challenge) {
    var responses =
        JsonValue.object()
            .put("USERNAME", challenge.string("USER_ID_FOR_SRP").orElseThrow())
            .put("PASSWORD_CLAIM_SECRET_BLOCK", challenge.string("SECRET_BLOCK").orElseThrow())
            .put("PASSWORD_CLAIM_SIGNATURE", WRONG_SIGNATURE)
            .put("TIMESTAMP", SrpSignIn.timestamp(Instant.now()))
            .build();
    return crowd.app().answerRequest(crowd.clientId(), "PASSWORD_VERIFIER", responses);
  }

  /// Of a user, and of a name that nobody has, while neither password is looked at any more.
  ///
  /// @param first the number of the first users whose passwords nobody has tried yet
  private void locked(Connection connection, Crowd crowd, int first) throws IOException {
    var nanos = new long[2][samples / OF_A_LOCK * OF_A_LOCK];
    int count = 0;
    for (int lock = 0; lock < samples / OF_A_LOCK; lock++) {
      var names =
          List.of(State.UNKNOWN.username(first + lock), State.CONFIRMED.username(first + lock));
      for (int i = 0; i < LOCKING; i++) {
        for (var name : names) {
          connection.exchange(password(crowd, name));
        }
      }
      var arms = names.stream().<Arm>map(name -> (_, _) -> password(crowd, name)).toList();
      var until = System.nanoTime() + LOCKED_FOR.toNanos();
      for (int i = 0; i < OF_A_LOCK && System.nanoTime() < until; i++) {
        var two = Tell.measure(connection, arms, Tell::whole, count, 1);
        nanos[0][count] = two[0][0];
        nanos[1][count] = two[1][0];
        count++;
      }
    }
    var nobody = Arrays.copyOf(nanos[0], count);
    var user = Arrays.copyOf(nanos[1], count);
    Arrays.sort(nobody);
    Arrays.sort(user);
    if (count > 0) {
      say("password while locked", "a user", nobody, user);
    }
  }

  private void codes(Connection connection, Crowd crowd) throws IOException {
    var none = JsonValue.object().build();
    measure(
        "ForgotPassword",
        connection,
        OF_PASSWORDS,
        operation(crowd, "ForgotPassword", none),
        TellFigures::likeness);
    measure(
        "ResendConfirmationCode",
        connection,
        OF_SIGN_UPS,
        operation(crowd, "ResendConfirmationCode", none),
        TellFigures::likeness);
  }

  /// Of the last of the codes that [#codes] asked for.
  private void guesses(Connection connection, Crowd crowd) throws IOException {
    var code = JsonValue.object().put("ConfirmationCode", "000000").build();
    measure(
        "wrong code for a password",
        connection,
        OF_PASSWORDS,
        operation(
            crowd,
            "ConfirmForgotPassword",
            JsonValue.object().putAll(code.members()).put("Password", WRONG_PASSWORD).build()),
        Tell::whole);
    measure(
        "wrong code of a sign-up",
        connection,
        OF_SIGN_UPS,
        operation(crowd, "ConfirmSignUp", code),
        Tell::whole);
  }

  /// An operation on the users of each state.
  ///
  /// @param more members of the request besides client and user
  private static Function<State, Arm> operation(Crowd crowd, String name, JsonObject more) {
    return state ->
        (_, round) -> {
          var user = crowd.named(state.username(round / TRIES));
          var members = JsonValue.object().putAll(user.members()).putAll(more.members());
          return crowd.app().request(name, members.build());
        };
  }

  /// Two letters of the address differ.
  private static Object likeness(Connection.Answer answer) {
    return List.of(answer.status(), answer.body().length);
  }

  private void measure(
      String what,
      Connection connection,
      List<State> states,
      Function<State, Arm> arm,
      Function<Connection.Answer, Object> likeness)
      throws IOException {
    var arms = new ArrayList<Arm>();
    states.forEach(state -> arms.add(arm.apply(state)));
    Tell.measure(connection, arms, likeness, 0, WARM_UP);
    var nanos = Tell.measure(connection, arms, likeness, WARM_UP, samples);
    for (int i = 1; i < nanos.length; i++) {
      say(what, states.get(i).label(), nanos[0], nanos[i]);
    }
  }

  private void say(String what, String state, long[] nobody, long[] other) {
    var tell = Tell.between(nobody, other);
    setup.say(
        "%-24s %-20s %8.0f us, nobody %8.0f us: %4.1f %% (budget %.0f), guess %.3f (budget %.2f)",
        what,
        state,
        other[other.length / 2] / 1e3,
        nobody[nobody.length / 2] / 1e3,
        100 * tell.medianDifference(),
        DIFFERENCE_BUDGET,
        tell.guess(),
        GUESS_BUDGET);
  }
}
