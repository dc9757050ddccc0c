package dev.gatehouse.users;

import dev.gatehouse.crypto.KeyedHash;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.delivery.Draft;
import dev.gatehouse.delivery.Letter;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.OneTimeCode;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.UserCodes;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The codes that prove that a changed address is the user's (§2.7).
public final class AttributeCodes {
  /// §2.13.
  private static final Duration TTL = Duration.ofDays(1);

  private final Postbox postbox;
  private final KeyedHash hash;
  private final Env env;

  public AttributeCodes(Postbox postbox, Sealer sealer, Env env) {
    this.postbox = postbox;
    this.hash = new KeyedHash(sealer, "user-code");
    this.env = env;
  }

  /// An address that is to be proved.
  ///
  /// @param destination the address itself
  public record Wanted(DeliveryMedium medium, String destination) {
    /// Without the address.
    @Override
    public String toString() {
      return "Wanted[" + medium + "]";
    }
  }

  /// A code with its message, ready to be posted.
  ///
  /// @param row what is stored of the code
  public record Prepared(Wanted wanted, UserCodes.Row row, Letter letter) {}

  /// The new addresses that the pool wants to be proved: those that it verifies by itself, unless
  /// they are said to be verified.
  ///
  /// @param after what the user's attributes are to become
  public static List<Wanted> wanted(
      UserRules pool, Map<String, String> before, Map<String, String> after) {
    return Arrays.stream(DeliveryMedium.values())
        .filter(medium -> isNew(medium.attribute(), before, after))
        .filter(medium ->
            pool.autoVerified().contains(medium.attribute())
                || pool.verifiedBeforeUpdate().contains(medium.attribute()))
        .map(medium -> new Wanted(medium, after.getOrDefault(medium.attribute(), "")))
        .toList();
  }

  /// What is in force until the codes come back: where the pool wants an address to be proved
  /// first, the old one and whether it is verified stay as they are.
  public static SortedMap<String, String> inForce(
      UserRules pool, Map<String, String> before, Map<String, String> after) {
    var attributes = new TreeMap<>(after);
    for (var address : pool.verifiedBeforeUpdate()) {
      if (isNew(address, before, after)) {
        keep(attributes, before, address);
        keep(attributes, before, address + "_verified");
      }
    }
    return attributes;
  }

  private static boolean isNew(
      String address, Map<String, String> before, Map<String, String> after) {
    var value = after.get(address);
    return value != null
        && !value.equals(before.get(address))
        && !Boolean.parseBoolean(after.get(address + "_verified"));
  }

  /// Forgets codes that a change has made useless: one for another address than the user has by now
  /// verifies nothing any more, and what he has asked for before he takes back by asking for the
  /// address that he has.
  ///
  /// @param user as stored before
  /// @param named the attributes that the change names
  /// @param now what is in force after it
  public static void forget(
      WriteTx tx, Users.Row user, Set<String> named, Map<String, String> now) {
    for (var medium : DeliveryMedium.values()) {
      var address = medium.attribute();
      var value = Optional.ofNullable(now.get(address));
      if (named.contains(address)) {
        var purpose = CodePurpose.verify(address);
        tx.userCodes()
            .find(user.poolId(), user.sub(), purpose)
            .filter(code -> !value.equals(Optional.of(code.destination())))
            .ifPresent(_ -> tx.userCodes().delete(user.poolId(), user.sub(), purpose));
      }
    }
  }

  /// An address by which another user signs in will not become this one's: he is told now, as he is
  /// where it would be in force at once (§2.7). Of an alias he hears when he has proved that it is
  /// his.
  ///
  /// @param after what the user's attributes are to become
  /// @throws RefusedException with [Refusal.AliasExists]
  public static void requireFree(
      ReadTx tx, UserRules pool, UserSub sub, Map<String, String> after) {
    for (var kind : pool.names().usernameAttributes()) {
      pool.names()
          .name(kind, after.getOrDefault(kind.attribute(), ""))
          .flatMap(name -> tx.loginNames().findOwner(pool.poolId(), name))
          .filter(owner -> !owner.equals(sub))
          .ifPresent(_ -> {
            throw new RefusedException(new Refusal.AliasExists(kind));
          });
    }
  }

  private static void keep(
      SortedMap<String, String> attributes, Map<String, String> before, String name) {
    var value = before.get(name);
    if (value == null) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }

  /// Makes a code and writes the message with it, outside of the transaction.
  public Prepared prepare(UserPools.Row pool, Users.Row user, Wanted wanted) {
    var code = OneTimeCode.mint(OneTimeCode.DIGITS, env.random()).value();
    var purpose = CodePurpose.verify(wanted.medium().attribute());
    var now = env.now();
    var row =
        new UserCodes.Row(
            pool.id(),
            user.sub(),
            purpose,
            hash.of(pool.id().value(), user.sub().value(), purpose.key(), code),
            wanted.medium().attribute(),
            wanted.destination(),
            0,
            now,
            now.plus(TTL));
    var letter =
        postbox.render(
            pool.document(),
            new Draft(
                pool.id(),
                MessageKind.UPDATE_ATTRIBUTE,
                wanted.medium(),
                wanted.destination(),
                user.sub(),
                user.username().value(),
                Optional.of(code)));
    return new Prepared(wanted, row, letter);
  }

  /// Stores the code in place of an older one, and posts its message.
  public void post(WriteTx tx, Prepared prepared) {
    tx.userCodes().put(prepared.row());
    postbox.post(tx, prepared.letter());
  }

  /// Stores the code as [#post], and posts nothing: the address that is asked for stands there, and
  /// its user has another code sent to it.
  public static void keep(WriteTx tx, Prepared prepared) {
    tx.userCodes().put(prepared.row());
  }

  /// Whether that is the code of the row, in a time that says nothing of it.
  public boolean isRight(UserCodes.Row row, String code) {
    return hash.isOf(
        row.hash(), row.poolId().value(), row.sub().value(), row.purpose().key(), code);
  }
}
