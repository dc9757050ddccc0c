package dev.gatehouse.pool;

import java.util.Optional;

/// Who a user is at an identity provider (behaviour reference §6.6).
///
/// @param provider the provider's name in the pool, 1 to 32 characters
/// @param subject what the provider calls the user, 1 to 512 characters, so that it fits into the
///   key of an index (*assumed*; OpenID Connect allows 255, SAML 256)
public record LinkedIdentity(String provider, String subject) {
  private static final int PROVIDER_MAX = 32;
  private static final int SUBJECT_MAX = 512;

  public LinkedIdentity {
    if (!isShaped(provider, PROVIDER_MAX) || !isShaped(subject, SUBJECT_MAX)) {
      throw new IllegalArgumentException("not an identity at a provider");
    }
  }

  /// The identity when the two can be one, otherwise empty.
  public static Optional<LinkedIdentity> parse(String provider, String subject) {
    return isShaped(provider, PROVIDER_MAX) && isShaped(subject, SUBJECT_MAX)
        ? Optional.of(new LinkedIdentity(provider, subject))
        : Optional.empty();
  }

  private static boolean isShaped(String text, int max) {
    return !text.isEmpty() && text.length() <= max;
  }

  /// Without the subject, which may be somebody's address.
  @Override
  public String toString() {
    return "LinkedIdentity[" + provider + "]";
  }
}
