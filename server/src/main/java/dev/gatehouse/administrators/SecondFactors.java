package dev.gatehouse.administrators;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.Totp;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AdministratorName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Administrators;
import dev.gatehouse.store.Sealed;

/// The second factor of administrators: codes by the time. A seed counts from its first right code
/// on, so that nobody locks himself out with a seed that his app never got.
public final class SecondFactors {
  private final Sealer sealer;
  private final Env env;

  public SecondFactors(Sealer sealer, Env env) {
    this.sealer = sealer;
    this.env = env;
  }

  /// A new seed that waits for its first code.
  ///
  /// @param totp to be stored
  /// @param secret the seed in Base32, shown once
  /// @param uri the same for apps that read it from a picture
  public record Begun(Administrators.Totp totp, String secret, String uri) {
    /// Says nothing of the seed.
    @Override
    public String toString() {
      return "Begun[…]";
    }
  }

  public Begun begin(AdministratorName name) {
    var seed = Totp.mintSeed(env.random());
    var secret = Totp.base32(seed);
    return new Begun(
        new Administrators.Totp(Sealed.of(sealer.seal(seed, context(name))), false, 0),
        secret,
        // The shape of name needs no escape but that of the at sign, plus and equals, which are
        // allowed in a path (RFC 3986 §3.3).
        "otpauth://totp/Gatehouse:%s?secret=%s&issuer=Gatehouse".formatted(name, secret));
  }

  /// The factor as it is after `code`, which turns it on where it was not yet. To be stored in a
  /// transaction, after [#requireUnused].
  ///
  /// @throws RefusedException with [Refusal.TotpNotBegun] when there is no factor, with
  ///   [Refusal.WrongTotp] when the code is another one or used up
  public Administrators.Totp use(Administrators.Row who, String code) {
    var totp = who.totp().orElseThrow(() -> new RefusedException(new Refusal.TotpNotBegun()));
    var seed = sealer.open(totp.seed().bytes(), context(who.name()));
    var step = Totp.step(seed, code, env.now(), totp.lastStep());
    if (step.isEmpty()) {
      throw new RefusedException(new Refusal.WrongTotp());
    }
    return new Administrators.Totp(totp.seed(), true, step.getAsLong());
  }

  /// Requires that nobody has used the code meanwhile, or put another factor in its place.
  ///
  /// @param locked the administrator as this transaction has locked him
  /// @param used what [#use] gave
  /// @throws RefusedException with [Refusal.WrongTotp]
  public static void requireUnused(Administrators.Row locked, Administrators.Totp used) {
    if (locked
        .totp()
        .filter(now -> now.seed().equals(used.seed()) && now.lastStep() < used.lastStep())
        .isEmpty()) {
      throw new RefusedException(new Refusal.WrongTotp());
    }
  }

  private static String context(AdministratorName name) {
    return "administrator-totp|" + name.key();
  }
}
