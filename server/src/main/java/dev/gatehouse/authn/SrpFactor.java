package dev.gatehouse.authn;

import dev.gatehouse.crypto.SrpExchange;
import dev.gatehouse.crypto.SrpPublic;
import dev.gatehouse.crypto.SrpSalt;
import dev.gatehouse.crypto.SrpVerifier;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AttributeFormats;
import dev.gatehouse.pool.AuthFlow;
import dev.gatehouse.pool.ChallengeName;
import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Users;
import dev.gatehouse.users.Passwords;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// The first half of SRP (users §3.3): `SRP_A` is answered with the challenge `PASSWORD_VERIFIER`.
/// Writes nothing; what the second half needs travels in `SECRET_BLOCK`, and there is no `Session`
/// (point 4). Whom there is not has a salt that stays, a fresh `SRP_B` and the same five parameters
/// (SR-08).
final class SrpFactor implements FirstFactor {
  /// What of the exchange the secret block holds.
  static final String A = "A";

  static final String B = "B";
  static final String SECRET = "b";

  private final Passwords passwords;
  private final AuthSessions sessions;
  private final Env env;

  SrpFactor(Passwords passwords, AuthSessions sessions, Env env) {
    this.passwords = passwords;
    this.sessions = sessions;
    this.env = env;
  }

  @Override
  public Function<Claimant, Step> read(AuthFlow flow, Parameters parameters) {
    var client =
        SrpPublic.parse(parameters.require("SRP_A"))
            .orElseThrow(() -> new RefusedException(new Refusal.InvalidSrpValue()));
    return who -> ask(who, flow, client);
  }

  private Step ask(Claimant who, AuthFlow flow, SrpPublic client) {
    var exchange = SrpExchange.begin(verifier(who, passwords), env.random());
    var session =
        new AuthSession(
            env.uuid(),
            who.poolId(),
            who.client().id(),
            who.sub(),
            who.name(),
            flow,
            ChallengeName.PASSWORD_VERIFIER,
            env.now().plus(who.client().signIn().sessionTtl()),
            Map.of(
                A, client.hex(),
                B, exchange.publicValue().hex(),
                SECRET, Base64.getEncoder().encodeToString(exchange.secret())));
    var username = username(who);
    SequencedMap<String, String> parameters = new LinkedHashMap<>();
    parameters.put("SALT", salt(who).hex());
    parameters.put("SECRET_BLOCK", sessions.secretBlock(session));
    parameters.put("SRP_B", exchange.publicValue().hex());
    parameters.put("USERNAME", username);
    parameters.put("USER_ID_FOR_SRP", username);
    return new Step.Ask(ChallengeName.PASSWORD_VERIFIER, parameters, Optional.empty());
  }

  /// What a proof is checked with: of nobody, and of a user without a password, one that nothing
  /// fits.
  static SrpVerifier verifier(Claimant who, Passwords passwords) {
    return who.credentials()
        .flatMap(
            known -> known.password().map(password -> passwords.verifier(known.user(), password)))
        .orElseGet(() -> passwords.verifierOfNobody(who.decoy().verifier()));
  }

  private static SrpSalt salt(Claimant who) {
    return who.password()
        .map(Users.Password::srpSalt)
        .map(SrpSalt::new)
        .orElseGet(() -> who.decoy().salt());
  }

  /// The username, whatever name was sent (point 3), without its capitals where case does not
  /// count. Where there is nobody: in the shape that the usernames of such a pool have, and the
  /// same for all spellings that would mean the same user.
  private static String username(Claimant who) {
    return who.credentials()
        .map(known -> who.rules().names().srpName(known.user().username()))
        .orElseGet(() -> invented(who));
  }

  private static String invented(Claimant who) {
    return hasSubForUsername(who)
        ? who.decoy().userId().toString()
        : who.rules().names().fold(who.sent());
  }

  /// In pools whose usernames are subs; and where no username can look as the name does, because
  /// such names are aliases (users §2.2).
  private static boolean hasSubForUsername(Claimant who) {
    var aliases = who.rules().names().aliasAttributes();
    return who.rules().names().replaceUsername()
        || (aliases.contains(LoginKind.EMAIL) && AttributeFormats.isEmail(who.sent()))
        || (aliases.contains(LoginKind.PHONE_NUMBER) && AttributeFormats.isPhoneNumber(who.sent()));
  }
}
