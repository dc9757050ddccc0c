package dev.gatehouse.authn;

import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AuthFlow;
import dev.gatehouse.pool.ChallengeName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.token.Issuer;
import dev.gatehouse.token.RefreshTokens;
import dev.gatehouse.token.TokenIssuer;
import dev.gatehouse.users.AttributeCodes;
import dev.gatehouse.users.Passwords;
import dev.gatehouse.users.RuleBook;
import dev.gatehouse.users.Source;
import dev.gatehouse.users.UserLimits;
import dev.gatehouse.users.WrongGuesses;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The machine of sign-ins. The order of the steps decides which refusal wins (behaviour reference
/// users §3.2) and lives here, so that no entry can forget one:
///
/// 1. the flow is one of the operation's, and the client allows it
/// 2. the source has not guessed wrong too often; the parameters are there and well formed
/// 3. whom they mean is looked up; the client proves itself
/// 4. the pool asks for nothing that is not built; the user is there and enabled, for clients that
///    may know
/// 5. a guess is reserved, then looked at: first factor or challenge
/// 6. the user's status
/// 7. what he still owes is asked
/// 8. tokens
///
/// Thread-safe. Blocks.
public final class SignIns {
  /// Longer than anybody waits who signs in once.
  private static final Duration WAIT_MAX = Duration.ofSeconds(10);

  private final Store store;
  private final Claimants claimants;
  private final SignInTokens tokens;
  private final WrongGuesses wrongGuesses;
  private final Env env;
  private final Turns turns = new Turns(WAIT_MAX);
  private final Map<AuthFlow, FirstFactor> factors = new EnumMap<>(AuthFlow.class);
  private final Map<ChallengeName, Challenge> challenges = new EnumMap<>(ChallengeName.class);
  private final List<Requirement> requirements;

  /// What the machine stands on.
  ///
  /// @param catalog may block
  /// @param sealer of sessions
  /// @param codes for addresses that come with a new password
  /// @param limits counted for all edges
  public record Parts(
      Store store,
      Lookups catalog,
      Sealer sealer,
      Env env,
      RuleBook rules,
      Passwords passwords,
      AttributeCodes codes,
      UserLimits limits,
      RefreshTokens refreshTokens,
      TokenIssuer tokenIssuer,
      Issuer issuer) {}

  /// A machine with every entry that there is.
  public SignIns(Parts parts) {
    store = parts.store;
    env = parts.env;
    wrongGuesses = parts.limits.wrongGuesses();
    claimants = new Claimants(store, parts.rules, new NameHashes(parts.sealer));
    tokens =
        new SignInTokens(
            store, parts.catalog, parts.refreshTokens, parts.tokenIssuer, parts.issuer, env);
    var sessions = new AuthSessions(parts.sealer, env);
    var guesses = new Guesses(store, env);
    var password = new PasswordFactor(parts.passwords, guesses);
    factors.put(AuthFlow.USER_SRP_AUTH, new SrpFactor(parts.passwords, sessions, env));
    factors.put(AuthFlow.USER_PASSWORD_AUTH, password);
    factors.put(AuthFlow.ADMIN_USER_PASSWORD_AUTH, password);
    var answers =
        new NewPasswordAnswers(store, parts.passwords, parts.codes, parts.limits.sends(), env);
    var newPassword = new NewPasswordChallenge(store, sessions, claimants, answers, env);
    add(new PasswordVerifierChallenge(sessions, claimants, guesses, parts.passwords, env));
    add(newPassword);
    requirements = List.of(newPassword);
  }

  private void add(Challenge challenge) {
    challenges.put(challenge.name(), challenge);
  }

  /// A call that starts.
  ///
  /// @param byAdministrator the operation is signed
  /// @param source from where
  public record Start(
      ClientEntry client,
      boolean byAdministrator,
      AuthFlow flow,
      Parameters parameters,
      Source source) {}

  /// A call that goes on.
  ///
  /// @param source from where
  public record Answer(
      ClientEntry client,
      ChallengeName challenge,
      Optional<String> session,
      Parameters parameters,
      Source source) {}

  /// Starts a sign-in, or refreshes tokens.
  ///
  /// @throws RefusedException with the refusals of users §3.1, §3.2
  public Outcome start(Start start) {
    var flow = start.flow();
    if (!flow.isFor(start.byAdministrator())) {
      throw new RefusedException(new Refusal.FlowNotOffered());
    }
    if (!flow.isAllowedBy(start.client().client().authFlows())) {
      throw new RefusedException(new Refusal.FlowNotEnabled(flow));
    }
    return flow == AuthFlow.REFRESH_TOKEN_AUTH
        ? refresh(start)
        : wrongGuesses.watch(start.source(), () -> begin(start));
  }

  private Outcome begin(Start start) {
    var flow = start.flow();
    var factor = factors.get(flow);
    if (factor == null) {
      throw new RefusedException(new Refusal.NotBuilt("The flow " + flow));
    }
    var name = start.parameters().require("USERNAME");
    var begun = factor.read(flow, start.parameters());
    var who = claimants.find(start.client(), name);
    admit(who, start.parameters());
    return turns.take(who.subject(), () -> proceed(begun.apply(who), flow));
  }

  /// Goes on with a sign-in.
  ///
  /// @throws RefusedException with the refusals of users §3.3 to §3.5
  public Outcome answer(Answer answer) {
    var challenge = challenges.get(answer.challenge());
    if (challenge == null) {
      throw new RefusedException(new Refusal.NotBuilt("The challenge " + answer.challenge()));
    }
    return wrongGuesses.watch(answer.source(), () -> goOn(challenge, answer));
  }

  private Outcome goOn(Challenge challenge, Answer answer) {
    var opened = challenge.open(answer.client(), answer.session(), answer.parameters());
    var who = opened.who();
    admit(who, answer.parameters());
    return turns.take(
        who.subject(),
        () -> proceed(opened.evaluate().apply(answer.parameters()), opened.session().flow()));
  }

  private void admit(Claimant who, Parameters parameters) {
    who.requireSecretHash(parameters);
    TriggerPoint.requireNone(who.rules());
    if (who.rules().requiresMfa()) {
      throw new RefusedException(
          new Refusal.NotBuilt("The second factor that the user pool requires"));
    }
    requireNoDevice(parameters);
    who.tellOpenly();
  }

  /// No device is remembered yet, so that any key is an unknown one; clients drop it and try again
  /// (§4.6).
  private static void requireNoDevice(Parameters parameters) {
    if (parameters.find("DEVICE_KEY").isPresent()) {
      throw new RefusedException(new Refusal.UnknownDevice());
    }
  }

  private Outcome proceed(Step step, AuthFlow flow) {
    return switch (step) {
      case Step.Ask ask -> challenged(ask);
      case Step.Proved proved -> letIn(proved, flow);
    };
  }

  private Outcome letIn(Step.Proved proved, AuthFlow flow) {
    var fault = UserState.fault(proved, env.now());
    if (fault.isPresent()) {
      store.write(tx -> forgiven(tx, proved));
      throw new RefusedException(fault.get());
    }
    for (var requirement : requirements) {
      var ask = requirement.due(proved, flow);
      if (ask.isPresent()) {
        store.write(tx -> {
          proved.commit().store(tx);
          return forgiven(tx, proved);
        });
        return challenged(ask.get());
      }
    }
    return tokens.issue(proved);
  }

  private static Step.Proved forgiven(WriteTx tx, Step.Proved proved) {
    Guesses.forgive(tx, proved.who());
    return proved;
  }

  private static Outcome challenged(Step.Ask ask) {
    return new Outcome.Challenged(ask.challenge(), ask.session(), ask.parameters());
  }

  /// Not for clients whose refresh tokens are replaced: they have an operation of their own (§5.2;
  /// which refusal is assumed).
  private Outcome refresh(Start start) {
    var entry = start.client();
    var token = start.parameters().require("REFRESH_TOKEN");
    if (entry.client().refresh().rotates()) {
      throw new RefusedException(new Refusal.FlowNotEnabled(start.flow()));
    }
    var rules = claimants.rules(entry.client().poolId());
    TriggerPoint.PRE_TOKEN_GENERATION.requireUnset(rules);
    requireNoDevice(start.parameters());
    var hash = start.parameters().find("SECRET_HASH").orElse("");
    return tokens.refresh(entry, rules.names(), token, hash);
  }
}
