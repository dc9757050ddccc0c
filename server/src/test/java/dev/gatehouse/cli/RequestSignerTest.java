package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestSignerTest {
  private static final RequestSigner SIGNER =
      new RequestSigner(
          "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "us-east-1", "cognito-idp");

  /// The signature is what botocore computes for the same request.
  @Test
  void signs_as_an_independent_client_does() {
    var headers =
        SIGNER.sign(
            URI.create("http://localhost:9229/"),
            "AWSCognitoIdentityProviderService.ListUserPools",
            "{\"MaxResults\":1}".getBytes(StandardCharsets.UTF_8),
            Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(headers)
        .isEqualTo(
            Map.of(
                "content-type", "application/x-amz-json-1.1",
                "x-amz-date", "20260102T030405Z",
                "x-amz-target", "AWSCognitoIdentityProviderService.ListUserPools",
                "authorization",
                    "AWS4-HMAC-SHA256"
                        + " Credential=AKIDEXAMPLE/20260102/us-east-1/cognito-idp/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
                        + " Signature=6e6fee2c9ce5d3a1bad6787a850bd2bf177d21c585b4a5f91bca756ad05e006e"));
  }

  @Test
  void never_prints_its_secret() {
    assertThat(SIGNER.toString()).doesNotContain("wJalr");
  }
}
