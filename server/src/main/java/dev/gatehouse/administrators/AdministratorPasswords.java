package dev.gatehouse.administrators;

import dev.gatehouse.crypto.PasswordHasher;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.AdministratorPassword;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Administrators;
import dev.gatehouse.store.Sealed;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes what is stored of an administrator's password, and compares passwords with it. Takes the
/// time of a hash and waits for its turn: not to be used inside of a transaction. Thread-safe.
public final class AdministratorPasswords {
  private static final Logger LOG = LoggerFactory.getLogger(AdministratorPasswords.class);

  private final PasswordHasher hasher;
  private final Sealer sealer;

  public AdministratorPasswords(PasswordHasher hasher, Sealer sealer) {
    this.hasher = hasher;
    this.sealer = sealer;
  }

  /// Requires that a password may be chosen.
  ///
  /// @throws RefusedException with [Refusal.WeakAdministratorPassword]
  public static void require(AdministratorName name, String password) {
    AdministratorPassword.fault(name, password)
        .ifPresent(fault -> {
          throw new RefusedException(new Refusal.WeakAdministratorPassword(fault));
        });
  }

  /// What to store of a password that may be chosen.
  ///
  /// @throws RefusedException with [Refusal.Overloaded] when too many passwords are being hashed
  public Sealed make(AdministratorName name, String password) {
    var hash =
        hasher.hash(password).orElseThrow(() -> new RefusedException(new Refusal.Overloaded()));
    return Sealed.of(sealer.seal(hash.getBytes(StandardCharsets.UTF_8), context(name)));
  }

  /// Whether `password` is his. Costs the same, and is false, for one without a password and for
  /// nobody at all (EN-06).
  ///
  /// @throws RefusedException with [Refusal.Overloaded] when too many passwords are being hashed
  public boolean matches(Optional<Administrators.Row> who, String password) {
    var stored = who.flatMap(Administrators.Row::password);
    var check =
        who.isEmpty() || stored.isEmpty()
            ? hasher.checkNobody(password)
            : hasher.check(password, open(who.get().name(), stored.get()));
    return switch (check) {
      case RIGHT -> true;
      case WRONG -> false;
      case BUSY -> throw new RefusedException(new Refusal.Overloaded());
      case UNREADABLE -> {
        LOG.error("the stored password of an administrator cannot be read");
        yield false;
      }
    };
  }

  private String open(AdministratorName name, Sealed hash) {
    return new String(sealer.open(hash.bytes(), context(name)), StandardCharsets.UTF_8);
  }

  private static String context(AdministratorName name) {
    return "administrator-password|" + name.key();
  }
}
