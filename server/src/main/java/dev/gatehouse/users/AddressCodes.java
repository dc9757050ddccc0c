package dev.gatehouse.users;

import dev.gatehouse.env.Env;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserCodes;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Addresses of users who are there already, and the codes that verify them (§2.7).
///
/// A code is stored with the address to which it went, and verifies that one alone (AT-04). Where
/// the pool keeps the old address until the new one is verified
/// (`AttributesRequireVerificationBeforeUpdate`), the new one is nowhere but there: with the code
/// it ends.
///
/// Everything here blocks but [#store].
public final class AddressCodes {
  private final Store store;
  private final Codes codes;
  private final SendLimits sends;
  private final Env env;

  AddressCodes(Store store, Codes codes, SendLimits sends, Env env) {
    this.store = store;
    this.codes = codes;
    this.sends = sends;
    this.env = env;
  }

  /// Sends a code to an address that the user has, or has asked for: five times an hour (BF-10).
  ///
  /// @param attribute `email` or `phone_number`
  /// @param user the one whose token it is, held by the transaction
  /// @throws RefusedException with [Refusal.NotAnAddress] or [Refusal.MissingAddress]; with
  ///   [Refusal.AttemptLimitExceeded], [Refusal.TooManyMessagesOfSource] or
  ///   [Refusal.TooManyMessagesToRecipient]; with [Refusal.CodeNotDelivered] when it is counted
  public SentCode send(Asked asked, String attribute, Function<WriteTx, Users.Row> user) {
    var medium = requireMedium(attribute);
    return sends.within(asked.source(), () -> send(asked, medium, user));
  }

  private SentCode send(Asked asked, DeliveryMedium medium, Function<WriteTx, Users.Row> user) {
    var pool = asked.pool();
    var now = env.now();
    Destination to = store.read(tx -> destination(tx, pool, asked.user(), medium, now));
    pool.requireOwnMessages();
    var use = CodeUse.verify(medium.attribute());
    var code = codes.prepare(asked.row(), asked.user(), use, MessageKind.VERIFY_ATTRIBUTE, to);
    store.write(tx -> {
      var held = user.apply(tx);
      if (!destination(tx, pool, held, medium, now).equals(to)) {
        throw new RefusedException(new Refusal.Conflict());
      }
      tx.attempts().reserve(held.poolId(), held.sub().value(), use.sends(), now);
      codes.send(tx, use, code, now);
      return code;
    });
    code.letter().requireWay();
    return SentCode.of(code.letter());
  }

  /// Who asks, where, and from where.
  public record Asked(UserPools.Row row, UserRules pool, Users.Row user, Source source) {}

  private static DeliveryMedium requireMedium(String attribute) {
    return Destination.medium(attribute)
        .orElseThrow(() -> new RefusedException(new Refusal.NotAnAddress(attribute)));
  }

  /// Where the pool keeps the old address until the new one is verified, the new one.
  private static Destination destination(
      ReadTx tx, UserRules pool, Users.Row user, DeliveryMedium medium, Instant now) {
    var attribute = medium.attribute();
    return tx.userCodes()
        .find(user.poolId(), user.sub(), CodeUse.verify(attribute).purpose())
        .filter(code -> pool.verifiedBeforeUpdate().contains(attribute))
        .filter(code -> now.isBefore(code.expiresAt()))
        .map(UserCodes.Row::destination)
        .or(() -> Optional.ofNullable(user.attributes().get(attribute)))
        .map(address -> new Destination(medium, address))
        .orElseThrow(() -> new RefusedException(new Refusal.MissingAddress(attribute)));
  }

  /// Verifies the address to which the code went; where the pool has kept the old one until now, it
  /// is the user's from now on.
  ///
  /// @param user as of [#send]
  /// @throws RefusedException with [Refusal.NotAnAddress], [Refusal.AttemptLimitExceeded],
  ///   [Refusal.WrongCode], [Refusal.ExpiredCode], [Refusal.TooManyWrongGuesses] or
  ///   [Refusal.AliasExists]
  public void verify(
      Asked asked, String attribute, String guess, Function<WriteTx, Users.Row> user) {
    var use = CodeUse.verify(requireMedium(attribute).attribute());
    var code = codes.require(asked.source(), asked.user(), use, guess);
    var now = env.now();
    store.write(tx -> {
      var held = user.apply(tx);
      codes.take(tx, code, use, now);
      var verified = held.withAttributes(verified(asked.pool(), held, code)).next(now);
      UserWrites.update(tx, asked.pool(), held, verified);
      return code;
    });
  }

  private static Map<String, String> verified(UserRules pool, Users.Row user, UserCodes.Row code) {
    if (!pool.verifiedBeforeUpdate().contains(code.attribute())) {
      return Codes.proved(user, code);
    }
    var attributes = new HashMap<>(user.attributes());
    attributes.put(code.attribute(), code.destination());
    attributes.put(Attributes.flag(code.attribute()), "true");
    return attributes;
  }
}
