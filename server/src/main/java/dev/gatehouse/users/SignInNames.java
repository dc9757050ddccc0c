package dev.gatehouse.users;

import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import dev.gatehouse.store.Users;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// By what names a pool's users are found (§2.1, §2.2): fixed when the pool is made.
///
/// @param caseSensitive whether `Ann` and `ann` are two; yes unless the pool says otherwise (§2.1)
/// @param usernameAttributes the attributes whose values take the username's place; none in pools
///   with usernames
/// @param aliasAttributes the attributes whose values find a user beside his username, once they
///   are verified
public record SignInNames(
    boolean caseSensitive, Set<LoginKind> usernameAttributes, Set<LoginKind> aliasAttributes) {
  public SignInNames {
    usernameAttributes = Set.copyOf(usernameAttributes);
    aliasAttributes = Set.copyOf(aliasAttributes);
  }

  static SignInNames read(JsonObject document) {
    return new SignInNames(
        document
            .object("UsernameConfiguration")
            .flatMap(configuration -> configuration.bool("CaseSensitive"))
            .orElse(true),
        kinds(document.strings("UsernameAttributes")),
        kinds(document.strings("AliasAttributes")));
  }

  private static Set<LoginKind> kinds(List<String> attributes) {
    var kinds = EnumSet.noneOf(LoginKind.class);
    attributes.forEach(attribute -> kinds.add(LoginKind.of(attribute)));
    return kinds;
  }

  /// What a given name is compared as, also where no user has it.
  public String fold(String given) {
    return caseSensitive ? given : LoginName.fold(given);
  }

  /// What a user is called in SRP, and so by the first answer to whoever tries to sign in with his
  /// name: the username, in pools that ignore case without its capitals. The capitals that somebody
  /// did not type would tell that there is the user (EN-01, SR-08); that clients take any text
  /// there is certain, and that the service has none here is *assumed*.
  public String srpName(Username username) {
    return fold(username.value());
  }

  /// As [#provable(Username, UserSub)], with the name that is sent: as many where there is nobody,
  /// so that as much is computed (EN-06).
  public List<String> provable(String sent, Optional<Users.Row> found) {
    return found
        .map(user ->
            Stream.concat(Stream.of(sent), provable(user.username(), user.sub()).stream()).toList())
        .orElseGet(() -> List.of(sent, sent, sent, sent));
  }

  /// The names of a user over which a confidential client may make its `SECRET_HASH` (§2.12,
  /// SR-16), beside the name that it sends: his username and his sub, and what he is called in SRP,
  /// because clients go on with the name that a challenge gives them.
  public List<String> provable(Username username, UserSub sub) {
    return List.of(username.value(), srpName(username), sub.value());
  }

  /// Whether users sign in with an address instead of a username, which is then their sub (§2.2).
  public boolean replaceUsername() {
    return !usernameAttributes.isEmpty();
  }

  /// The names by which a user is found: his username, the addresses that take its place, whether
  /// they are verified or not, and the aliases that are active (§2.2).
  ///
  /// @param attributes as stored; what cannot be a name, because it is too long, is none
  public Set<LoginName> of(Username username, Map<String, String> attributes) {
    var names = new HashSet<LoginName>();
    name(LoginKind.USERNAME, username.value()).ifPresent(names::add);
    for (var kind : usernameAttributes) {
      value(kind, attributes).ifPresent(names::add);
    }
    for (var kind : aliasAttributes) {
      if (isActive(kind, attributes)) {
        value(kind, attributes).ifPresent(names::add);
      }
    }
    return names;
  }

  private Optional<LoginName> value(LoginKind kind, Map<String, String> attributes) {
    return Optional.ofNullable(attributes.get(kind.attribute())).flatMap(text -> name(kind, text));
  }

  /// The name as this pool compares it.
  Optional<LoginName> name(LoginKind kind, String text) {
    return LoginName.parse(kind, fold(text));
  }

  /// Requires that a name which nobody verifies looks like none that is verified in this pool: who
  /// called himself by another user's address would be found under it before that one has proved
  /// that it is his (§2.2, AT-12). Of usernames the service says so; of preferred usernames it is
  /// *assumed*, in the same words.
  ///
  /// @param name as this pool compares it
  /// @throws RefusedException with [Refusal.UsernameLikeAlias]
  void requireNoAddress(LoginName name) {
    if (name.kind() == LoginKind.USERNAME || name.kind() == LoginKind.PREFERRED_USERNAME) {
      requireNoAddress(name.name());
    }
  }

  /// As [#requireNoAddress(LoginName)], of a text that is to be a name.
  void requireNoAddress(String text) {
    for (var kind : aliasAttributes) {
      if (NewName.isOfFormat(kind, text)) {
        throw new RefusedException(new Refusal.UsernameLikeAlias(kind));
      }
    }
  }

  /// An alias counts from when it is verified; of a preferred username there is nothing to verify.
  private static boolean isActive(LoginKind kind, Map<String, String> attributes) {
    return kind == LoginKind.PREFERRED_USERNAME
        || Boolean.parseBoolean(attributes.get(verifiedFlag(kind)));
  }

  /// `email_verified` of `email`.
  static String verifiedFlag(LoginKind kind) {
    return kind.attribute().toLowerCase(Locale.ROOT) + "_verified";
  }
}
