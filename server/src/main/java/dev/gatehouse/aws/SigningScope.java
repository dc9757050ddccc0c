package dev.gatehouse.aws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The scope of a signature, for instance `20261125/us-east-1/cognito-idp/aws4_request`.
///
/// @param date `yyyymmdd`
record SigningScope(String date, String region, String service) {
  static final String TERMINATOR = "aws4_request";

  /// The key that signs in this scope (SigV4, "derive a signing key").
  byte[] derive(byte[] secret) {
    var prefix = "AWS4".getBytes(StandardCharsets.US_ASCII);
    var key = Arrays.copyOf(prefix, prefix.length + secret.length);
    System.arraycopy(secret, 0, key, prefix.length, secret.length);
    for (var step : new String[] {date, region, service, TERMINATOR}) {
      key = Hmac.sha256(key, step);
    }
    return key;
  }

  @Override
  public String toString() {
    return date + "/" + region + "/" + service + "/" + TERMINATOR;
  }
}
