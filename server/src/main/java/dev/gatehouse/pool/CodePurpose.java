package dev.gatehouse.pool;

/// What a code proves when it comes back: a code for one purpose is none for another (BF-12).
///
/// @param key as it is stored: `sign-up`, `reset`, `verify:email`
public record CodePurpose(String key) {
  public static final CodePurpose CONFIRM_SIGN_UP = new CodePurpose("sign-up");
  public static final CodePurpose RESET_PASSWORD = new CodePurpose("reset");

  private static final String VERIFY = "verify:";

  /// The address in that attribute is the user's.
  ///
  /// @param attribute `email` or `phone_number`
  public static CodePurpose verify(String attribute) {
    return new CodePurpose(VERIFY + attribute);
  }

  @Override
  public String toString() {
    return key;
  }
}
