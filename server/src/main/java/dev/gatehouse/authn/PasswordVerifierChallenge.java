package dev.gatehouse.authn;

import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.crypto.SrpExchange;
import dev.gatehouse.crypto.SrpIdentity;
import dev.gatehouse.crypto.SrpPublic;
import dev.gatehouse.crypto.SrpTimestamp;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.ChallengeName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.Username;
import dev.gatehouse.store.Users;
import dev.gatehouse.users.Passwords;
import java.util.Base64;
import java.util.Optional;

/// `PASSWORD_VERIFIER`, the second half of SRP (users §3.3, points 5 to 9): the client proves that
/// it knows the password. Everything about the exchange is in the secret block, which the client's
/// proof is over. It is looked at once: a wrong proof, or one for another time, ends the attempt
/// and counts as a wrong password (§2.13, SR-03 to SR-06).
final class PasswordVerifierChallenge implements Challenge {
  /// Of no user; the proof of nobody is computed with it.
  private static final Username NOBODY = new Username("nobody");

  private final AuthSessions sessions;
  private final Claimants claimants;
  private final Guesses guesses;
  private final Passwords passwords;
  private final Env env;

  PasswordVerifierChallenge(
      AuthSessions sessions, Claimants claimants, Guesses guesses, Passwords passwords, Env env) {
    this.sessions = sessions;
    this.claimants = claimants;
    this.guesses = guesses;
    this.passwords = passwords;
    this.env = env;
  }

  @Override
  public ChallengeName name() {
    return ChallengeName.PASSWORD_VERIFIER;
  }

  /// A proof as it was sent.
  ///
  /// @param secretBlock whose bytes were signed
  private record Proof(String signature, String secretBlock, String timestamp) {}

  /// A `Session` beside the secret block was never handed out in this flow (§3.3, point 4): whoever
  /// brings one must bring a good one (SR-17).
  @Override
  public Opened open(ClientEntry entry, Optional<String> session, Parameters answers) {
    var username = answers.require("USERNAME");
    var secretBlock = answers.require("PASSWORD_CLAIM_SECRET_BLOCK");
    var signature = answers.requirePresent("PASSWORD_CLAIM_SIGNATURE");
    var timestamp = answers.require("TIMESTAMP");
    var client = entry.client();
    var expected = new AuthSessions.Expected(client.poolId(), client.id(), name());
    session.ifPresent(text -> sessions.open(text, expected));
    var begun = sessions.openSecretBlock(secretBlock, expected);
    var who = claimants.resume(entry, begun, username);
    var proof = new Proof(signature, secretBlock, timestamp);
    return new Opened(begun, who, _ -> evaluate(begun, who, proof));
  }

  private Step evaluate(AuthSession begun, Claimant who, Proof proof) {
    guesses.reserve(who, begun);
    boolean isNow =
        SrpTimestamp.parse(proof.timestamp).filter(time -> time.isNear(env.now())).isPresent();
    boolean isProved = proves(begun, who, proof);
    var credentials = who.credentials().filter(known -> known.password().isPresent());
    if (!isNow || !isProved || credentials.isEmpty()) {
      throw new RefusedException(new Refusal.WrongPassword());
    }
    return new Step.Proved(who, credentials.get(), UnchangedUser.of(credentials.get()));
  }

  private boolean proves(AuthSession begun, Claimant who, Proof proof) {
    var exchange =
        SrpExchange.resume(
            Base64.getDecoder().decode(begun.state(SrpFactor.SECRET)), value(begun, SrpFactor.B));
    var key = exchange.agree(value(begun, SrpFactor.A), SrpFactor.verifier(who, passwords));
    var signed = AuthSessions.bytes(proof.secretBlock);
    return key.proves(proof.signature, identity(who), signed, proof.timestamp);
  }

  private static SrpIdentity identity(Claimant who) {
    var username =
        who.credentials().map(Users.Credentials::user).map(Users.Row::username).orElse(NOBODY);
    return Passwords.identity(who.poolId(), who.rules().names().srpName(username));
  }

  private static SrpPublic value(AuthSession begun, String key) {
    return SrpPublic.parse(begun.state(key)).orElseThrow();
  }
}
