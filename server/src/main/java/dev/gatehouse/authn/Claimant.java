package dev.gatehouse.authn;

import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.crypto.SrpDecoys.Decoy;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.SecretHash;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.Users;
import dev.gatehouse.users.UserRules;
import java.util.Optional;

/// Whom a call means: somebody who says that he is a user, or that he is one whom there is not.
/// What is done for him is the same either way (EN-06).
///
/// @param sent the name in this call
/// @param credentials empty when nobody has that name
/// @param name stands for the name with which the sign-in began ([NameHashes])
/// @param decoy what is shown and checked where there is nobody, or no password
record Claimant(
    ClientEntry entry,
    UserRules rules,
    String sent,
    Optional<Users.Credentials> credentials,
    String name,
    Decoy decoy) {
  AppClient client() {
    return entry.client();
  }

  UserPoolId poolId() {
    return entry.client().poolId();
  }

  /// Under what his attempts are counted: one count, by whatever name he comes (BF-04, EN-10).
  String subject() {
    return credentials.map(known -> known.user().sub().value()).orElse(name);
  }

  /// What a session is bound to.
  String sub() {
    return credentials
        .map(known -> known.user().sub().value())
        .orElseGet(() -> decoy.userId().toString());
  }

  Optional<Users.Password> password() {
    return credentials.flatMap(Users.Credentials::password);
  }

  /// Of a confidential client the proof that it is it: over the name that was sent, the username,
  /// what the user is called in SRP, or the sub (users §2.12). Where there is nobody, as much is
  /// computed.
  ///
  /// @throws RefusedException with [Refusal.MissingSecretHash] or [Refusal.WrongSecretHash]
  void requireSecretHash(Parameters parameters) {
    var names = rules.names().provable(sent, credentials.map(Users.Credentials::user));
    SecretHash.require(
        client().id(), entry.secrets(), parameters.find("SECRET_HASH").orElse(""), names);
  }

  /// What a client without `PreventUserExistenceErrors` is told before any password is looked at
  /// (users §2.9, §3.2, EN-11). The others learn it with the right password, or never.
  ///
  /// @throws RefusedException with [Refusal.UnknownUser], [Refusal.UserDisabled] or
  ///   [Refusal.PasswordResetRequired]
  void tellOpenly() {
    if (client().signIn().hidesUsers()) {
      return;
    }
    var user =
        credentials
            .map(Users.Credentials::user)
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownUser(sent)));
    if (!user.enabled()) {
      throw new RefusedException(new Refusal.UserDisabled());
    }
    if (user.status() == UserStatus.RESET_REQUIRED && password().isEmpty()) {
      throw new RefusedException(new Refusal.PasswordResetRequired());
    }
  }

  /// Says nothing of the name.
  @Override
  public String toString() {
    return "Claimant[" + subject() + "]";
  }
}
