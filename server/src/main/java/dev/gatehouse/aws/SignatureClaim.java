package dev.gatehouse.aws;

import dev.gatehouse.http.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a signed request says of its signature, before any of it is believed. Two forms: the
/// `Authorization` header, and the query of a presigned address.
///
/// ```
/// Authorization: AWS4-HMAC-SHA256 Credential=AKIA…/20261125/us-east-1/cognito-idp/aws4_request,
///   SignedHeaders=content-type;host;x-amz-date;x-amz-target, Signature=<64 hexadecimal digits>
/// ```
///
/// @param time `X-Amz-Date`, `yyyymmddThhmmssZ`, its shape checked
/// @param signedHeaders lower case, ascending
/// @param signature 64 hexadecimal digits, in lower case
/// @param expiresSeconds of the presigned form
/// @param sessionToken of temporary credentials
record SignatureClaim(
    String accessKeyId,
    SigningScope scope,
    String time,
    List<String> signedHeaders,
    String signature,
    Optional<Integer> expiresSeconds,
    Optional<String> sessionToken) {
  static final String ALGORITHM = "AWS4-HMAC-SHA256";

  private static final int EXPIRES_MAX = 604_800;
  private static final int SIGNED_HEADERS_MAX = 100;
  private static final int SIGNATURE_LENGTH = 64;
  private static final Pattern TIME = Pattern.compile("\\d{8}T\\d{6}Z");
  private static final Pattern EXPIRES = Pattern.compile("\\d{1,6}");
  private static final Set<String> PARTS = Set.of("Credential", "SignedHeaders", "Signature");
  private static final Set<String> QUERY =
      Set.of(
          "X-Amz-Algorithm",
          "X-Amz-Credential",
          "X-Amz-Date",
          "X-Amz-Expires",
          "X-Amz-SignedHeaders",
          "X-Amz-Signature");

  boolean isPresigned() {
    return expiresSeconds.isPresent();
  }

  /// Says nothing of the signature and the session token.
  @Override
  public String toString() {
    return "SignatureClaim[" + accessKeyId + "/" + scope + "]";
  }

  /// Reads the claim of `request`.
  ///
  /// @throws ApiException `MISSING_AUTHENTICATION_TOKEN` when there is none, `INCOMPLETE_SIGNATURE`
  ///   when it is malformed or there are two (SV-14, SV-17, SV-18), `INVALID_SIGNATURE` when the
  ///   signature itself has not its shape
  static SignatureClaim of(Request request, CanonicalQuery query) {
    var authorization = request.headers().all("authorization");
    var presigned = query.hasAny(QUERY);
    if (authorization.size() > 1 || (presigned && !authorization.isEmpty())) {
      throw incomplete("A request carries one signature, in a header or in the query");
    }
    if (presigned) {
      return ofQuery(query);
    }
    if (authorization.isEmpty() || !authorization.getFirst().startsWith(ALGORITHM + " ")) {
      throw new ApiException(ApiError.MISSING_AUTHENTICATION_TOKEN);
    }
    return ofHeader(authorization.getFirst().substring(ALGORITHM.length() + 1), request);
  }

  private static SignatureClaim ofHeader(String value, Request request) {
    var parts = parts(value);
    return of(
        parts,
        one(request.headers().all("x-amz-date"), "X-Amz-Date"),
        Optional.empty(),
        request.headers().first("x-amz-security-token"));
  }

  private static SignatureClaim ofQuery(CanonicalQuery query) {
    if (!query.one("X-Amz-Algorithm").equals(Optional.of(ALGORITHM))) {
      throw incomplete("X-Amz-Algorithm must be " + ALGORITHM);
    }
    var parts = new HashMap<String, String>();
    for (var part : PARTS) {
      parts.put(part, one(query.all("X-Amz-" + part), "X-Amz-" + part));
    }
    var expires = one(query.all("X-Amz-Expires"), "X-Amz-Expires");
    if (!EXPIRES.matcher(expires).matches()
        || Integer.parseInt(expires) < 1
        || Integer.parseInt(expires) > EXPIRES_MAX) {
      throw incomplete("X-Amz-Expires must be 1 to " + EXPIRES_MAX + " seconds"); // SV-15
    }
    return of(
        parts,
        one(query.all("X-Amz-Date"), "X-Amz-Date"),
        Optional.of(Integer.valueOf(expires)),
        query.one("X-Amz-Security-Token"));
  }

  private static SignatureClaim of(
      Map<String, String> parts,
      String time,
      Optional<Integer> expires,
      Optional<String> sessionToken) {
    if (!TIME.matcher(time).matches()) {
      throw incomplete("X-Amz-Date must be in ISO 8601 basic format, yyyymmddThhmmssZ");
    }
    var credential = parts.getOrDefault("Credential", "").split("/", -1);
    if (credential.length != 5
        || credential[0].isEmpty()
        || !credential[4].equals(SigningScope.TERMINATOR)) {
      throw incomplete(
          "Credential must be <access key id>/<yyyymmdd>/<region>/<service>/aws4_request");
    }
    return new SignatureClaim(
        credential[0],
        new SigningScope(credential[1], credential[2], credential[3]),
        time,
        signedHeaders(parts.getOrDefault("SignedHeaders", "")),
        signature(parts.getOrDefault("Signature", "")),
        expires,
        sessionToken);
  }

  /// `Name=value` three times, each name once, with a comma between and no other white space than
  /// spaces after it.
  private static Map<String, String> parts(String value) {
    var parts = new HashMap<String, String>();
    for (var part : value.split(",", -1)) {
      var start = 0;
      while (start < part.length() && part.charAt(start) == ' ') {
        start++;
      }
      var text = part.substring(start);
      var equals = text.indexOf('=');
      var name = equals < 0 ? "" : text.substring(0, equals);
      if (!PARTS.contains(name) || parts.put(name, text.substring(equals + 1)) != null) {
        throw incomplete("The Authorization header must have Credential, SignedHeaders, Signature");
      }
    }
    if (parts.size() != PARTS.size()) {
      throw incomplete("The Authorization header must have Credential, SignedHeaders, Signature");
    }
    return parts;
  }

  private static List<String> signedHeaders(String value) {
    var names = List.of(value.split(";", -1));
    if (names.size() > SIGNED_HEADERS_MAX) {
      throw incomplete("There are too many SignedHeaders");
    }
    var previous = "";
    for (var name : names) {
      if (name.compareTo(previous) <= 0 || !name.equals(name.toLowerCase(Locale.ROOT))) {
        throw incomplete("SignedHeaders must be names in lower case, in ascending order");
      }
      previous = name;
    }
    return names;
  }

  /// SV-17: nothing but 64 lower-case digits.
  private static String signature(String value) {
    var isHex = value.length() == SIGNATURE_LENGTH;
    for (int i = 0; isHex && i < value.length(); i++) {
      var c = value.charAt(i);
      isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    if (!isHex) {
      throw new ApiException(ApiError.INVALID_SIGNATURE);
    }
    return value;
  }

  private static String one(List<String> values, String name) {
    if (values.size() != 1) {
      throw incomplete("The request must have one " + name);
    }
    return values.getFirst();
  }

  private static ApiException incomplete(String why) {
    return new ApiException(ApiError.INCOMPLETE_SIGNATURE, why);
  }
}
