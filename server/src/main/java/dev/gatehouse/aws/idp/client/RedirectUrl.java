package dev.gatehouse.aws.idp.client;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What a callback or sign-out URL may be (AC-30, AC-35; security check AZ-06): absolute, without a
/// fragment, `http` only to this machine. Schemes of an application's own (`myapp://example`) and
/// any port are fine. Length and alphabet have been checked by the API's constraints before.
final class RedirectUrl {
  private static final Pattern ABSOLUTE = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.+)");

  /// The whole authority: neither a user before an `@` nor a `\` that some parsers take for a `/`
  /// can lead elsewhere.
  private static final Pattern LOOPBACK =
      Pattern.compile("//(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d{1,5})?([/?].*)?");

  private static final Pattern WITH_HOST = Pattern.compile("//[^/?].*");
  private static final Set<String> WEB = Set.of("http", "https");
  private static final Set<String> SCRIPTS = Set.of("javascript", "data", "vbscript", "blob");

  private RedirectUrl() {}

  /// @throws ApiException naming the rule that `url` breaks
  static void require(String url) {
    var matcher = ABSOLUTE.matcher(url);
    if (!matcher.matches()) {
      throw new ApiException(ApiError.RELATIVE_URL, url);
    }
    // Browsers compare schemes without regard to case.
    var scheme = matcher.group(1).toLowerCase(Locale.ROOT);
    var rest = matcher.group(2);
    if (SCRIPTS.contains(scheme)) {
      throw new ApiException(ApiError.SCRIPT_URL, url);
    }
    if (WEB.contains(scheme) && !WITH_HOST.matcher(rest).matches()) {
      throw new ApiException(ApiError.RELATIVE_URL, url);
    }
    if (url.indexOf('#') >= 0) {
      throw new ApiException(ApiError.FRAGMENT_URL, url);
    }
    if (url.indexOf('*') >= 0) {
      throw new ApiException(ApiError.WILDCARD_URL, url);
    }
    if (scheme.equals("http") && !LOOPBACK.matcher(rest.toLowerCase(Locale.ROOT)).matches()) {
      throw new ApiException(ApiError.HTTP_URL, url);
    }
  }
}
