package dev.gatehouse.users;

import dev.gatehouse.pool.AttributeFormats;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a new user is called, of what a caller sends as `Username` (§2.2).
///
/// @param attributes with the address that takes the username's place
public record NewName(Username username, List<Attributes.Given> attributes) {
  public NewName {
    attributes = List.copyOf(attributes);
  }

  /// In a pool whose users sign in with an address, `given` must be one: it becomes that attribute,
  /// whatever the attributes say of it (*assumed*), and the username is the sub. In every other
  /// pool it is the username, which must not look like an alias of the pool.
  ///
  /// @param given 1 to 128 characters of a username (API constraint)
  /// @throws RefusedException with [Refusal.UsernameNotAnAddress] or [Refusal.UsernameLikeAlias]
  public static NewName of(
      SignInNames names, String given, UserSub sub, List<Attributes.Given> attributes) {
    if (names.replaceUsername()) {
      var all = new ArrayList<>(attributes);
      all.add(new Attributes.Given(address(names, given).attribute(), Optional.of(given)));
      return new NewName(new Username(sub.value()), all);
    }
    names.requireNoAddress(given);
    return new NewName(new Username(given), attributes);
  }

  private static LoginKind address(SignInNames names, String given) {
    for (var kind : names.usernameAttributes()) {
      if (isOfFormat(kind, given)) {
        return kind;
      }
    }
    throw new RefusedException(
        new Refusal.UsernameNotAnAddress(
            names.usernameAttributes().contains(LoginKind.EMAIL),
            names.usernameAttributes().contains(LoginKind.PHONE_NUMBER)));
  }

  /// The kind of name that an address of that medium is.
  static LoginKind kind(DeliveryMedium medium) {
    return switch (medium) {
      case EMAIL -> LoginKind.EMAIL;
      case SMS -> LoginKind.PHONE_NUMBER;
    };
  }

  static boolean isOfFormat(LoginKind kind, String text) {
    return switch (kind) {
      case EMAIL -> AttributeFormats.isEmail(text);
      case PHONE_NUMBER -> AttributeFormats.isPhoneNumber(text);
      case USERNAME, PREFERRED_USERNAME -> false;
    };
  }
}
