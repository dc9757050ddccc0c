package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.PublicApi;
import dev.gatehouse.driver.RefusedCallException;
import dev.gatehouse.driver.SignedApi;
import dev.gatehouse.driver.SrpSignIn;
import dev.gatehouse.json.JsonValue;
import java.io.IOException;
import java.util.List;

/// Two nodes of the program before this one are replaced by this one, in turn, under load (RL-43):
/// no request fails that is repeated once, and while both are there each takes what the other gave
/// out: sessions, codes, challenges, access tokens. Then the older program is refused (RL-42).
final class UpgradeDrill implements Drill {
  @Override
  public String says() {
    return "RL-43, RL-42: two nodes of the version before are upgraded in turn under load";
  }

  @Override
  public void run(Settings settings) throws Exception {
    var previous = PreviousProgram.build(settings.root());
    for (int round = 0; round < settings.rounds(); round++) {
      try (var both = TwoNodes.start(settings.root(), previous.root());
          var load = TwoNodesLoad.start(both, settings.seed() + round)) {
        upgrade(both, load, settings, round % 2);
        expectRefused(both, previous);
        settings.say("upgraded from schema %d: %s", previous.schema(), load.finish());
      }
    }
  }

  private static void upgrade(TwoNodes both, TwoNodesLoad load, Settings settings, int first)
      throws IOException {
    load.during(() -> both.replace(first, settings.root()));
    load.work();
    try (var one = Side.of(both, 0);
        var other = Side.of(both, 1)) {
      new Exchange(one, other).playPatiently("from-0");
      new Exchange(other, one).playPatiently("from-1");
    }
    load.during(() -> both.replace(1 - first, settings.root()));
    load.work();
    settings.progress();
  }

  /// RL-42: it names both versions and leaves the data alone, which the load goes on with.
  private static void expectRefused(TwoNodes both, PreviousProgram previous) throws IOException {
    var refusal = both.refusal(previous.root());
    var sentence =
        "The database has schema version %d; this program knows version %d."
            .formatted(previous.next(), previous.schema());
    if (!refusal.contains(sentence)) {
      throw new DrillFailure("the older program does not say why it will not start: " + refusal);
    }
  }

  /// A node as its callers have it.
  private record Side(Connection connection, SignedApi api, PublicApi users)
      implements AutoCloseable {
    static Side of(TwoNodes both, int node) throws IOException {
      var port = both.node(node).port();
      return new Side(new Connection(port), both.api(node), new PublicApi(port));
    }

    @Override
    public void close() throws IOException {
      connection.close();
    }
  }

  /// What one node gives out, used at the other.
  private record Exchange(Side from, Side to) {
    private static final String USERNAME = "ada";

    /// A node that has just started may say "not now" on a machine that stands still.
    void playPatiently(String name) throws IOException {
      for (int i = 1; ; i++) {
        try {
          play(name + "-" + i);
          return;
        } catch (RefusedCallException refused) {
          if (!refused.isNotNow() || i == Bound.tries()) {
            throw refused;
          }
        }
      }
    }

    void play(String name) throws IOException {
      var ground = Ground.make(from.connection, from.api, name);
      var session =
          TrackedSession.open(
              from.connection, from.api, ground.pool().id(), ground.client(), USERNAME);
      session.verify(to.api, to.connection);
      useToken(signIn(ground));
      session.revoke(to.connection, to.api);
      session.verify(from.api, from.connection);

      TrackedCode.ofSignUp(from.connection, from.api, ground, "code-" + name)
          .use(to.connection, to.api);
      TrackedCode.ofPassword(from.connection, from.api, ground, "password-" + name)
          .use(to.connection, to.api);
    }

    /// Begins at the one node and ends at the other.
    ///
    /// @return the access token that the other gave
    private String signIn(Ground ground) throws IOException {
      var srp = new SrpSignIn();
      var start = from.users.startRequest(ground.client(), "USER_SRP_AUTH", srp.start(USERNAME));
      var begun = PublicApi.success(from.connection, start);
      var responses =
          srp.answer(
              ground.pool().id(),
              TrackedSession.PASSWORD,
              begun.object("ChallengeParameters").orElseThrow());
      var answer = to.users.answerRequest(ground.client(), "PASSWORD_VERIFIER", responses);
      return PublicApi.success(to.connection, answer)
          .object("AuthenticationResult")
          .flatMap(result -> result.string("AccessToken"))
          .orElseThrow();
    }

    /// At both: one of them did not give it.
    private void useToken(String accessToken) throws IOException {
      var members = JsonValue.object().put("AccessToken", accessToken).build();
      for (var side : List.of(from, to)) {
        var _ = PublicApi.success(side.connection, side.users.request("GetUser", members));
      }
    }
  }
}
