package dev.gatehouse.users;

import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Whom a call means by a name, before he can prove anything: a user, or nobody. Of a client that
/// hides whom there is, both are answered the same (§2.9, EN-02, EN-03).
///
/// @param row the pool as stored
/// @param sent the name as the caller sent it
/// @param folded as users are looked up
/// @param found empty when nobody has that name
/// @param nameHash stands for the name where nobody has it (EN-10)
/// @param hidesUsers whether the client hides whom there is
/// @param source from where
public record Named(
    UserPools.Row row,
    UserRules pool,
    String sent,
    String folded,
    Optional<Users.Row> found,
    String nameHash,
    boolean hidesUsers,
    Source source) {
  UserPoolId poolId() {
    return row.id();
  }

  /// Under what his attempts are counted: one count, by whatever name he comes (BF-04).
  String subject() {
    return found.map(user -> user.sub().value()).orElse(nameHash);
  }

  /// The names over which a confidential client may make its `SECRET_HASH` (§2.12, SR-16): as many
  /// where there is nobody.
  public List<String> provable() {
    return pool.names().provable(sent, found);
  }

  /// The user, where he is one with whom something can be done. A client that hides nothing is told
  /// why not.
  ///
  /// @return empty for nobody, and for a user who is disabled (§2.9)
  /// @throws RefusedException with [Refusal.UnknownUsername] or [Refusal.UserDisabled]
  Optional<Users.Row> active() {
    if (!hidesUsers) {
      var user = found.orElseThrow(() -> new RefusedException(new Refusal.UnknownUsername()));
      if (!user.enabled()) {
        throw new RefusedException(new Refusal.UserDisabled());
      }
    }
    return found.filter(Users.Row::enabled);
  }

  /// As [#active], where only users of some statuses will do: of others a client that hides nothing
  /// is told so, and any other one is answered as of nobody.
  ///
  /// @param fits by the status alone
  /// @param refusal of a user whose status does not
  /// @throws RefusedException as [#active], or with the refusal
  Optional<Users.Row> active(Predicate<UserStatus> fits, Function<UserStatus, Refusal> refusal) {
    var user = active();
    var status = user.map(Users.Row::status);
    if (!hidesUsers && status.filter(fits.negate()).isPresent()) {
      throw new RefusedException(refusal.apply(status.orElseThrow()));
    }
    return user.filter(its -> fits.test(its.status()));
  }

  /// Whether the name that the caller sent is that address.
  boolean names(String address) {
    return LoginName.fold(sent).equals(LoginName.fold(address));
  }

  /// Without the name.
  @Override
  public String toString() {
    return "Named[" + subject() + "]";
  }
}
