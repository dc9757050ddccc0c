package dev.gatehouse.pool;

import java.util.Optional;
import java.util.random.RandomGenerator;

/// Identifies a user pool: its Region, an underscore and letters or digits, for instance
/// `us-east-1_a1B2c3D4e` (API reference: `UserPoolIdType`; behaviour reference UP-01).
public record UserPoolId(String value) {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int SUFFIX_LENGTH = 9;
  private static final int LENGTH_MAX = 55;

  public UserPoolId {
    if (!isShaped(value)) {
      throw new IllegalArgumentException("not a user pool id");
    }
  }

  /// The id when `text` has its shape, otherwise empty: no pool can have such an id.
  public static Optional<UserPoolId> parse(String text) {
    return isShaped(text) ? Optional.of(new UserPoolId(text)) : Optional.empty();
  }

  /// A new random id in `region`, with nine characters after the underscore (UP-01).
  public static UserPoolId mint(Region region, RandomGenerator random) {
    var id = new StringBuilder(region.name()).append('_');
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new UserPoolId(id.toString());
  }

  /// The Region that the id begins with.
  public Region region() {
    return new Region(value.substring(0, value.indexOf('_')));
  }

  private static boolean isShaped(String text) {
    var underscore = text.indexOf('_');
    if (text.length() > LENGTH_MAX || underscore < 0 || underscore == text.length() - 1) {
      return false;
    }
    for (int i = underscore + 1; i < text.length(); i++) {
      if (ALPHABET.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return Region.isShaped(text.substring(0, underscore));
  }

  @Override
  public String toString() {
    return value;
  }
}
