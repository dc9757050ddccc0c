package dev.gatehouse.users;

import dev.gatehouse.crypto.PasswordCheck;
import dev.gatehouse.crypto.PasswordHasher;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.SrpIdentity;
import dev.gatehouse.crypto.SrpSalt;
import dev.gatehouse.crypto.SrpVerifier;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what is stored of a password, and compares passwords with it. Everything here takes the
/// time of a hash and waits for its turn: not to be used inside of a transaction. Thread-safe.
public final class Passwords {
  private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
  private static final String NOBODYS_CONTEXT = "srp-verifier|nobody";

  private final PasswordHasher hasher;
  private final Sealer sealer;
  private final Env env;
  private final byte[] nobodysVerifier;

  public Passwords(PasswordHasher hasher, Sealer sealer, Env env) {
    this.hasher = hasher;
    this.sealer = sealer;
    this.env = env;
    nobodysVerifier = sealer.seal(SrpVerifier.of(new byte[] {1}).bytes(), NOBODYS_CONTEXT);
  }

  /// Whose password it is: all that it is bound to.
  ///
  /// @param srpName which the verifier of SRP is made with
  public record Owner(UserPoolId poolId, UserSub sub, String srpName) {
    public static Owner of(SignInNames names, Users.Row user) {
      return new Owner(user.poolId(), user.sub(), names.srpName(user.username()));
    }
  }

  /// What to store of a password: whether it conforms to the pool's policy has been asked before
  /// ([UserRules#passwordPolicy()]).
  ///
  /// @param temporary the next sign-in must replace it
  /// @throws RefusedException with [Refusal.Overloaded] when too many passwords are being hashed
  public Users.Password make(Owner owner, String password, boolean temporary) {
    var hash =
        hasher.hash(password).orElseThrow(() -> new RefusedException(new Refusal.Overloaded()));
    var salt = SrpSalt.mint(env.random());
    var verifier = SrpVerifier.derive(identity(owner.poolId(), owner.srpName()), salt, password);
    return new Users.Password(
        salt.hex(),
        Sealed.of(sealer.seal(verifier.bytes(), verifierContext(owner.poolId(), owner.sub()))),
        Sealed.of(
            sealer.seal(
                hash.getBytes(StandardCharsets.UTF_8), hashContext(owner.poolId(), owner.sub()))),
        env.now(),
        temporary);
  }

  /// Whether `password` is the user's. Costs the same, and is false, for a user without a password
  /// and for nobody at all (EN-06).
  ///
  /// @throws RefusedException with [Refusal.Overloaded] when too many passwords are being hashed
  public boolean matches(Optional<Users.Credentials> who, String password) {
    var stored = who.flatMap(Users.Credentials::password);
    if (who.isEmpty() || stored.isEmpty()) {
      return isRight(hasher.checkNobody(password));
    }
    var user = who.get().user();
    var check = hasher.check(password, open(user, stored.get().hash()));
    if (check == PasswordCheck.UNREADABLE) {
      LOG.error("the stored password of {} cannot be read", user);
    }
    return isRight(check);
  }

  /// Hashes of a user's last passwords, as many as the pool refuses, the one he has among them
  /// (SR-13).
  public static List<Sealed> last(ReadTx tx, UserRules pool, Users.Credentials who) {
    if (pool.passwordHistory() == 0) {
      return List.of();
    }
    var last = new LinkedHashSet<Sealed>();
    who.password().map(Users.Password::hash).ifPresent(last::add);
    last.addAll(
        tx.passwordHistory().newest(pool.poolId(), who.user().sub(), pool.passwordHistory()));
    return last.stream().limit(pool.passwordHistory()).toList();
  }

  /// Requires that a password is none of the user's last ones.
  ///
  /// @param last what [#last] gave
  /// @throws RefusedException with [Refusal.ReusedPassword], or with [Refusal.Overloaded]
  public void requireNew(Users.Row user, List<Sealed> last, String password) {
    if (last.isEmpty()) {
      return;
    }
    var check = hasher.checkAny(password, last.stream().map(hash -> open(user, hash)).toList());
    if (check == PasswordCheck.UNREADABLE) {
      LOG.error("a former password of {} cannot be read", user);
    }
    if (isRight(check)) {
      throw new RefusedException(new Refusal.ReusedPassword());
    }
  }

  /// Notes the password in the user's history, where the pool keeps one; in the transaction that
  /// stores it.
  public static void remember(WriteTx tx, UserRules pool, UserSub sub, Users.Password password) {
    if (pool.passwordHistory() > 0) {
      tx.passwordHistory().add(pool.poolId(), sub, password.hash(), pool.passwordHistory());
    }
  }

  private static boolean isRight(PasswordCheck check) {
    if (check == PasswordCheck.BUSY) {
      throw new RefusedException(new Refusal.Overloaded());
    }
    return check == PasswordCheck.RIGHT;
  }

  /// Whether a password that was found right should be made anew, because hashes cost more by now
  /// (SR-10).
  public boolean isOutdated(Users.Row user, Users.Password stored) {
    return hasher.needsRehash(open(user, stored.hash()));
  }

  /// The verifier of SRP, opened.
  public SrpVerifier verifier(Users.Row user, Users.Password stored) {
    return SrpVerifier.of(
        sealer.open(stored.srpVerifier().bytes(), verifierContext(user.poolId(), user.sub())));
  }

  /// What [#verifier] costs, for a user who does not exist or has no password: opening one took two
  /// percent of the first call, which told who is there (EN-06).
  ///
  /// @param decoy what he has instead
  public SrpVerifier verifierOfNobody(SrpVerifier decoy) {
    var _ = SrpVerifier.of(sealer.open(nobodysVerifier, NOBODYS_CONTEXT));
    return decoy;
  }

  /// Who the user is in SRP: the pool's id without its Region, and the username (§3.3).
  ///
  /// @param srpName as of [SignInNames#srpName]
  public static SrpIdentity identity(UserPoolId poolId, String srpName) {
    var id = poolId.value();
    return new SrpIdentity(id.substring(id.indexOf('_') + 1), srpName);
  }

  private String open(Users.Row user, Sealed hash) {
    return new String(
        sealer.open(hash.bytes(), hashContext(user.poolId(), user.sub())), StandardCharsets.UTF_8);
  }

  private static String hashContext(UserPoolId poolId, UserSub sub) {
    return "password-hash|" + poolId + "|" + sub;
  }

  private static String verifierContext(UserPoolId poolId, UserSub sub) {
    return "srp-verifier|" + poolId + "|" + sub;
  }
}
