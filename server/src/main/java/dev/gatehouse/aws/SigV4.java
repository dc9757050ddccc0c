package dev.gatehouse.aws;

import dev.gatehouse.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// AWS Signature Version 4, the verifying side. Strict where a header could change what is done:
/// `host` and every `x-amz-*` header present must be signed, the body always is (SV-04 to SV-08,
/// SV-13).
final class SigV4 {
  private static final Duration SKEW_MAX = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DATE_LENGTH = 8;

  private SigV4() {}

  /// Refuses a signature that was made too early or too late, or for another day than it says.
  ///
  /// @throws ApiException `SIGNATURE_SCOPE` (SV-10), `SIGNATURE_TIME` (SV-09, SV-15)
  static void requireCurrent(SignatureClaim claim, Instant now) {
    if (!claim.time().substring(0, DATE_LENGTH).equals(claim.scope().date())) {
      throw new ApiException(
          ApiError.SIGNATURE_SCOPE,
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
    }
    var signedAt = instant(claim.time());
    if (signedAt.isAfter(now.plus(SKEW_MAX))) {
      throw tooEarly(claim, now);
    }
    var end =
        claim.expiresSeconds().isPresent()
            ? signedAt.plusSeconds(claim.expiresSeconds().get())
            : signedAt.plus(SKEW_MAX);
    if (now.isAfter(end)) {
      throw tooLate(claim, now);
    }
  }

  private static ApiException tooEarly(SignatureClaim claim, Instant now) {
    return new ApiException(
        ApiError.SIGNATURE_TIME,
        "Signature not yet current: %s is still later than %s (%s + 5 min.)"
            .formatted(claim.time(), TIME.format(now.plus(SKEW_MAX)), TIME.format(now)));
  }

  private static ApiException tooLate(SignatureClaim claim, Instant now) {
    return new ApiException(
        ApiError.SIGNATURE_TIME,
        claim.isPresigned()
            ? "Signature expired: %s and %d seconds are now earlier than %s"
                .formatted(claim.time(), claim.expiresSeconds().orElseThrow(), TIME.format(now))
            : "Signature expired: %s is now earlier than %s (%s - 5 min.)"
                .formatted(claim.time(), TIME.format(now.minus(SKEW_MAX)), TIME.format(now)));
  }

  private static Instant instant(String time) {
    try {
      return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException noSuchTime) {
      throw new ApiException(ApiError.INCOMPLETE_SIGNATURE, "X-Amz-Date is not a time");
    }
  }

  /// Refuses a request whose signature leaves out what must be signed, or whose body is not the one
  /// it announces.
  ///
  /// @throws ApiException `INVALID_SIGNATURE`
  static void requireCoverage(SignatureClaim claim, Request request, String bodyHash) {
    var signed = claim.signedHeaders();
    if (!signed.contains("host")) { // SV-07
      throw new ApiException(ApiError.INVALID_SIGNATURE);
    }
    for (var field : request.headers().fields()) {
      var name = field.name().toLowerCase(Locale.ROOT);
      if (name.startsWith("x-amz-") && !signed.contains(name)) { // SV-05, SV-06
        throw new ApiException(ApiError.INVALID_SIGNATURE);
      }
      // SV-13: neither UNSIGNED-PAYLOAD nor a streaming form equals a hash.
      if (name.equals("x-amz-content-sha256") && !field.value().equals(bodyHash)) {
        throw new ApiException(ApiError.INVALID_SIGNATURE);
      }
    }
  }

  /// Whether `signingKey` made the claim's signature. Takes the same time wherever the two differ
  /// (SV-19).
  static boolean isSignedBy(
      byte[] signingKey,
      SignatureClaim claim,
      Request request,
      CanonicalQuery query,
      String bodyHash) {
    var canonical = canonicalRequest(claim, request, query, bodyHash);
    var text =
        SignatureClaim.ALGORITHM
            + "\n"
            + claim.time()
            + "\n"
            + claim.scope()
            + "\n"
            + Hmac.digest(canonical.getBytes(StandardCharsets.UTF_8));
    var expected = Hmac.hex(Hmac.sha256(signingKey, text));
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.US_ASCII),
        claim.signature().getBytes(StandardCharsets.US_ASCII));
  }

  private static String canonicalRequest(
      SignatureClaim claim, Request request, CanonicalQuery query, String bodyHash) {
    var text = new StringBuilder(512);
    text.append(request.method())
        .append('\n')
        .append(CanonicalQuery.canonicalPath(request.path()))
        .append('\n')
        .append(query.canonical())
        .append('\n');
    for (var name : claim.signedHeaders()) {
      text.append(name).append(':');
      appendValues(text, values(request, name));
      text.append('\n');
    }
    text.append('\n').append(String.join(";", claim.signedHeaders())).append('\n');
    return text.append(bodyHash).toString();
  }

  private static List<String> values(Request request, String name) {
    var values = request.headers().all(name);
    if (!values.isEmpty()) {
      return values;
    }
    if (name.equals("host")) { // HTTP/2 has :authority instead
      return List.of(request.authority());
    }
    throw new ApiException(ApiError.INVALID_SIGNATURE); // SV-08
  }

  private static void appendValues(StringBuilder text, List<String> values) {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      appendTrimmed(text, values.get(i));
    }
  }

  /// Without white space at the ends, and runs of spaces as one.
  private static void appendTrimmed(StringBuilder text, String value) {
    var stripped = value.strip();
    if (stripped.indexOf("  ") < 0) {
      text.append(stripped);
      return;
    }
    for (int i = 0; i < stripped.length(); i++) {
      if (stripped.charAt(i) != ' ' || stripped.charAt(i - 1) != ' ') {
        text.append(stripped.charAt(i));
      }
    }
  }
}
