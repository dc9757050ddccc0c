package dev.gatehouse.pool;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What an administrator of the server is called: the shape of an IAM user name, so that it can
/// stand in an ARN. Two names that differ in case alone are the same.
///
/// @param value 1 to 64 characters of `[A-Za-z0-9_+=,.@-]`
public record AdministratorName(String value) {
  private static final Pattern SHAPE = Pattern.compile("[\\w+=,.@-]{1,64}");

  /// Who is signed in by the one-time link of a dev server (console reference S-6).
  public static final AdministratorName DEV = new AdministratorName("dev");

  public AdministratorName {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not an administrator's name");
    }
  }

  /// The name when `text` has its shape, otherwise empty: nobody can have such a name.
  public static Optional<AdministratorName> parse(String text) {
    return SHAPE.matcher(text).matches()
        ? Optional.of(new AdministratorName(text))
        : Optional.empty();
  }

  /// By which he is found: the name in lower case.
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  /// Whether both name the same administrator.
  public boolean isSame(AdministratorName other) {
    return key().equals(other.key());
  }

  @Override
  public String toString() {
    return value;
  }
}
