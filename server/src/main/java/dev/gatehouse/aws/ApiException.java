package dev.gatehouse.aws;

import dev.gatehouse.pool.UserPoolId;
import java.io.Serial;
import java.util.Arrays;
import java.util.Set;

/// An error answer of the API: an entry of the tables with its placeholders filled in. Without a
/// stack trace: it is an expected answer.
public final class ApiException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Their arguments are words of this program, whole for the log too.
  private static final Set<ErrorEntry> OWN_WORDS =
      Set.of(
          ApiError.ACCESS_DENIED,
          ApiError.NOT_BUILT,
          ApiError.INTERNAL,
          ApiError.INTERNAL_SERVER,
          ApiError.TIER_FEATURES,
          UserError.ADDRESS_EXISTS,
          UserError.ALIAS_EXISTS,
          UserError.USERNAME_LIKE_ALIAS,
          UserError.ALIAS_AT_SIGN_UP,
          UserError.PASSWORD_TOO_SHORT,
          UserError.PASSWORD_WITHOUT_UPPERCASE,
          UserError.PASSWORD_WITHOUT_LOWERCASE,
          UserError.PASSWORD_WITHOUT_NUMBER,
          UserError.PASSWORD_WITHOUT_SYMBOL);

  private static final String POOL_ARN = ":userpool/";
  private static final int QUOTED = 4;

  private final ErrorEntry error;
  private final String text;
  private final transient Object[] quotable;

  /// @param arguments fill the `%s` of the error's message, in order
  public ApiException(ErrorEntry error, Object... arguments) {
    this(error, error.message(arguments), arguments);
  }

  private ApiException(ErrorEntry error, String text, Object[] quotable) {
    super(error.name() + ": " + text, null, false, false);
    this.error = error;
    this.text = text;
    this.quotable = quotable;
  }

  /// A whole sentence that quotes what was sent.
  ///
  /// @param unquoted the same without
  static ApiException quoting(ErrorEntry error, String sentence, String unquoted) {
    return new ApiException(error, error.message(sentence), new Object[] {unquoted});
  }

  public ErrorEntry error() {
    return error;
  }

  /// The message of the wire.
  public String text() {
    return text;
  }

  /// The message for a log that others read than who made the request: what was sent may be a
  /// secret in the wrong field, so only its beginning is quoted (IN-07).
  public String words() {
    if (quotable.length == 0) {
      return text; // Also because refusals must cost the same, however long their texts (SV-03).
    }
    var isSentence = error.template().equals("%s");
    return isSentence
        ? error.message(quotable)
        : error.message(
            Arrays.stream(quotable)
                .map(argument ->
                    argument instanceof String sent
                        ? beginning(sent, OWN_WORDS.contains(error))
                        : argument)
                .toArray());
  }

  private static String beginning(String sent, boolean isOwn) {
    var pool = sent.indexOf(POOL_ARN);
    if (pool >= 0) {
      var end = pool + POOL_ARN.length();
      return sent.substring(0, end) + beginning(sent.substring(end), false);
    }
    return isOwn || sent.length() <= QUOTED || UserPoolId.parse(sent).isPresent()
        ? sent
        : sent.substring(0, QUOTED) + "…";
  }
}
