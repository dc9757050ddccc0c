package dev.gatehouse.authn;

import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.pool.AuthFlow;
import dev.gatehouse.pool.ChallengeName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.SessionFault;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// `NEW_PASSWORD_REQUIRED` (users §3.5): a user whom an administrator has made replaces the
/// temporary password, and gives the attributes that the pool requires and that he does not have. A
/// password or attribute that is refused leaves the session as it is, so that he can try another
/// one; the one that is taken spends it.
final class NewPasswordChallenge implements Challenge, Requirement {
  /// Binds the session to the temporary password that was given: a new one ends it.
  private static final String SALT = "salt";

  private static final String ATTRIBUTE = "userAttributes.";

  private final Store store;
  private final AuthSessions sessions;
  private final Claimants claimants;
  private final NewPasswordAnswers answers;
  private final Env env;

  NewPasswordChallenge(
      Store store,
      AuthSessions sessions,
      Claimants claimants,
      NewPasswordAnswers answers,
      Env env) {
    this.store = store;
    this.sessions = sessions;
    this.claimants = claimants;
    this.answers = answers;
    this.env = env;
  }

  @Override
  public ChallengeName name() {
    return ChallengeName.NEW_PASSWORD_REQUIRED;
  }

  @Override
  public Optional<Step.Ask> due(Step.Proved proved, AuthFlow flow) {
    return proved.credentials().user().status() == UserStatus.FORCE_CHANGE_PASSWORD
        ? proved.credentials().password().map(password -> ask(proved, password, flow))
        : Optional.empty();
  }

  private Step.Ask ask(Step.Proved proved, Users.Password password, AuthFlow flow) {
    var who = proved.who();
    var user = proved.credentials().user();
    var session =
        new AuthSession(
            env.uuid(),
            who.poolId(),
            who.client().id(),
            who.sub(),
            who.name(),
            flow,
            name(),
            env.now().plus(who.client().signIn().sessionTtl()),
            Map.of(SALT, password.srpSalt()));
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    parameters.put("USER_ID_FOR_SRP", user.username().value());
    parameters.put("requiredAttributes", required(who, user));
    parameters.put("userAttributes", readable(who, user));
    return new Step.Ask(name(), parameters, Optional.of(sessions.text(session)));
  }

  /// `["userAttributes.email"]`
  private static String required(Claimant who, Users.Row user) {
    return Json.text(
        JsonValue.of(
            who.rules().attributes().missing(user.attributes()).stream()
                .map(attribute -> ATTRIBUTE + attribute)
                .toList()));
  }

  /// `{"email_verified":"true","email":"…"}`, as far as the client may read them (assumed).
  private static String readable(Claimant who, Users.Row user) {
    var members = JsonValue.object();
    user.attributes()
        .forEach((attribute, value) -> {
          if (who.client().mayRead(attribute)) {
            members.put(attribute, value);
          }
        });
    return Json.text(members.build());
  }

  @Override
  public Opened open(ClientEntry entry, Optional<String> session, Parameters given) {
    var username = given.require("USERNAME");
    var text =
        session.orElseThrow(() -> new RefusedException(new Refusal.MissingParameter("Session")));
    var client = entry.client();
    var begun =
        sessions.open(text, new AuthSessions.Expected(client.poolId(), client.id(), name()));
    var who = claimants.resume(entry, begun, username);
    return new Opened(begun, who, parameters -> evaluate(begun, who, parameters));
  }

  private Step evaluate(AuthSession begun, Claimant who, Parameters given) {
    if (store.<Boolean>read(
        tx -> tx.spentSessions().isSpent(begun.poolId(), begun.id().toString()))) {
      throw AuthSessions.refused(SessionFault.USED);
    }
    var credentials =
        who.credentials()
            .filter(known -> isAsked(known, begun))
            .orElseThrow(() -> AuthSessions.refused(SessionFault.FOREIGN));
    if (!credentials.user().enabled()) {
      throw new RefusedException(new Refusal.UserDisabled());
    }
    var attributes = new LinkedHashMap<String, String>();
    given
        .values()
        .forEach((key, value) -> {
          if (key.startsWith(ATTRIBUTE)) {
            attributes.put(key.substring(ATTRIBUTE.length()), value);
          }
        });
    return answers.take(begun, who, credentials, given.require("NEW_PASSWORD"), attributes);
  }

  /// Whether this password is still the one that is to be replaced.
  private static boolean isAsked(Users.Credentials known, AuthSession begun) {
    return known.user().status() == UserStatus.FORCE_CHANGE_PASSWORD
        && known
            .password()
            .filter(password -> password.srpSalt().equals(begun.state(SALT)))
            .isPresent();
  }
}
