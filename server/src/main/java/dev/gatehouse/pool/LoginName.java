package dev.gatehouse.pool;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/// A name by which a user is found: the username, or an alias that is active. One user of a pool
/// has it (behaviour reference §2.1, §2.2).
///
/// @param name as it is compared: as given where the pool's names are case-sensitive, otherwise
///   [#folded()]; 1 to 512 characters, so that it fits into the key of an index (*assumed*: the
///   service's limit is not known; API members that carry a username end at 128)
public record LoginName(LoginKind kind, String name) {
  private static final int LENGTH_MAX = 512;
  private static final int ASCII_END = 0x80;

  public LoginName {
    if (!isShaped(name)) {
      throw new IllegalArgumentException("not a sign-in name");
    }
  }

  /// The name when `text` can be one, otherwise empty: no user can have such a name.
  public static Optional<LoginName> parse(LoginKind kind, String text) {
    return isShaped(text) ? Optional.of(new LoginName(kind, text)) : Optional.empty();
  }

  /// The same name for a pool whose sign-in names ignore case (§2.1).
  ///
  /// @throws IllegalArgumentException when it becomes too long by that
  public LoginName folded() {
    return new LoginName(kind, fold(name));
  }

  /// What a name is compared as where case does not count: in lower case, with all ways to write
  /// the same characters made one (NFKC), so that `Ann`, `ann` and `ＡＮＮ` are one name (AT-08).
  /// Letters of other scripts that look alike stay different.
  public static String fold(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.chars().allMatch(c -> c < ASCII_END)
        ? lower
        : Normalizer.normalize(
            Normalizer.normalize(lower, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT),
            Normalizer.Form.NFKC);
  }

  private static boolean isShaped(String text) {
    return !text.isEmpty() && text.length() <= LENGTH_MAX;
  }

  /// Without the name, which may be somebody's address.
  @Override
  public String toString() {
    return "LoginName[" + kind + "]";
  }
}
