package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Fuzzing;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Damaged requests over sockets, as anybody can send them without a signature: request line and
/// header fields, bodies of every edge, HTTP/2 frames. Whatever comes, no answer is a 500, none has
/// a token, and who asks properly is served.
class WireFuzzTest {
  private static final int ROUNDS = 3_000;
  private static final int ASK_PROPERLY_EVERY = 100;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
  private static final List<String> PARTS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\u0000",
          " ",
          "\t",
          ":",
          ";",
          "/",
          "//",
          "/../",
          "%2e",
          "%00",
          "%",
          "?",
          "#",
          "*",
          "HTTP/1.1",
          "HTTP/1.0",
          "HTTP/9.9",
          "Host: a\r\n",
          "Content-Length: 1\r\n",
          "Content-Length: -1\r\n",
          "Transfer-Encoding: chunked\r\n",
          "0\r\n\r\n",
          "ffffffffffffffff\r\n",
          "Expect: 100-continue\r\n",
          "Connection: upgrade\r\nUpgrade: h2c\r\n",
          "Authorization: Basic \r\n",
          "X-Amz-Target: A.B\r\n",
          "{",
          "}",
          "[",
          "\"",
          "\\u0000",
          "&",
          "=",
          "\u00ff",
          "GET ",
          "PRI ",
          "x".repeat(2_000));

  private static TestServer server;
  private static final List<byte[]> GOOD = new ArrayList<>();
  private static byte[] proper = {};

  @BeforeAll
  static void start() {
    server = TestServer.strict("throttle.wrong-secrets.count=0");
    var pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    server.cognito("CreateUserPoolDomain", "{\"UserPoolId\":\"" + pool + "\",\"Domain\":\"fuzz\"}");
    var basic =
        Base64.getEncoder().encodeToString("someone:wrong".getBytes(StandardCharsets.US_ASCII));
    proper = get("/" + pool + "/.well-known/jwks.json");
    GOOD.add(proper);
    GOOD.add(get("/" + pool + "/.well-known/openid-configuration"));
    GOOD.add(get("/health/ready"));
    GOOD.add(
        post(
            "/oauth2/token",
            "Authorization: Basic "
                + basic
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\n",
            "grant_type=client_credentials&scope=a%2Fb"));
    GOOD.add(
        post(
            "/domains/fuzz/oauth2/token",
            "Content-Type: application/x-www-form-urlencoded\r\n",
            "grant_type=client_credentials&client_id=a&client_secret=b"));
    GOOD.add(
        post(
            "/",
            "Content-Type: application/x-amz-json-1.1\r\nX-Amz-Target: AWSCognitoIdentityProviderService.GetClientToken\r\n",
            "{\"ClientId\":\"a\",\"ClientSecret\":\"b\",\"Scopes\":[\"c/d\"]}"));
    GOOD.add(
        post(
            "/",
            "Content-Type: application/x-amz-json-1.1\r\nX-Amz-Target: AWSCognitoIdentityProviderService.ListUserPools\r\nX-Amz-Date: 20260102T030405Z\r\nAuthorization: AWS4-HMAC-SHA256 Credential=AKIA/20260102/us-east-1/cognito-idp/aws4_request, SignedHeaders=host;x-amz-date, Signature=00\r\n",
            "{\"MaxResults\":1}"));
    GOOD.add(
        post(
            "/",
            "Content-Type: application/x-www-form-urlencoded\r\n",
            "Action=GetCallerIdentity&Version=2011-06-15"));
    GOOD.add(chunked());
    GOOD.add(
        HexFormat.of()
            .parseHex(
                "505249202a20485454502f322e300d0a0d0a534d0d0a0d0a000000040000000000"
                    + "00000d010500000001828487418aa0e41d139d09b8f01e07"
                    + "0000080600000000000000000000000000"));
  }

  private static byte[] get(String path) {
    return ("GET "
            + path
            + " HTTP/1.1\r\nHost: localhost:"
            + server.port()
            + "\r\nConnection: close\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] post(String path, String fields, String body) {
    return ("POST "
            + path
            + " HTTP/1.1\r\nHost: localhost:"
            + server.port()
            + "\r\nConnection: close\r\n"
            + fields
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] chunked() {
    return ("POST /oauth2/token HTTP/1.1\r\nHost: localhost:"
            + server.port()
            + "\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
            + "a\r\ngrant_type\r\n13\r\n=client_credentials\r\n0\r\n\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void ht_01_ap_01_damaged_requests_are_refused_and_never_a_fault() throws IOException {
    assertThat(answer(proper)).startsWith("HTTP/1.1 200 ");
    var fuzzing = Fuzzing.of(ROUNDS);
    while (fuzzing.next()) {
      var bad = fuzzing.damaged(GOOD.get(fuzzing.random().nextInt(GOOD.size())), PARTS);
      var answer = answer(bad);
      assertThat(answer)
          .as("%s: %s", fuzzing, new String(bad, StandardCharsets.ISO_8859_1))
          .doesNotContain("access_token");
      var statuses = STATUS.matcher(answer);
      while (statuses.find()) {
        assertThat(Integer.parseInt(statuses.group(1)))
            .as("%s: %s", fuzzing, new String(bad, StandardCharsets.ISO_8859_1))
            .isNotEqualTo(500)
            .isNotEqualTo(503);
      }
      if (fuzzing.round() % ASK_PROPERLY_EVERY == 0) {
        assertThat(answer(proper)).as("%s", fuzzing).startsWith("HTTP/1.1 200 ");
      }
    }
    assertThat(answer(proper)).startsWith("HTTP/1.1 200 ");
  }

  /// What the server says until it closes; this side says that nothing follows.
  private static String answer(byte[] request) throws IOException {
    var answer = new ByteArrayOutputStream();
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(Patience.MILLIS);
      socket.getOutputStream().write(request);
      socket.shutdownOutput();
      socket.getInputStream().transferTo(answer);
    } catch (SocketTimeoutException stillOpen) {
      throw new AssertionError(
          "the connection stays open after its end: "
              + new String(request, StandardCharsets.ISO_8859_1),
          stillOpen);
    } catch (SocketException reset) {
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }
}
