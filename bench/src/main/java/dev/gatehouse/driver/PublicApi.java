package dev.gatehouse.driver;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The AWS API as an application calls it for its users: without an access key, so without a
/// signature.
public final class PublicApi {
  private final int port;

  /// Of the server that listens there, on this machine.
  public PublicApi(int port) {
    this.port = port;
  }

  /// The bytes of one request.
  public byte[] request(String operation, JsonObject members) {
    var body = Json.write(members);
    var head =
        """
        POST / HTTP/1.1\r
        Host: localhost:%d\r
        Content-Type: application/x-amz-json-1.1\r
        X-Amz-Target: AWSCognitoIdentityProviderService.%s\r
        Content-Length: %d\r
        \r
        """
            .formatted(port, operation, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    var request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  /// A request that starts a sign-in, or refreshes tokens.
  public byte[] startRequest(String clientId, String flow, JsonObject parameters) {
    return request(
        "InitiateAuth",
        JsonValue.object()
            .put("ClientId", clientId)
            .put("AuthFlow", flow)
            .put("AuthParameters", parameters)
            .build());
  }

  /// A request that answers a challenge.
  public byte[] answerRequest(String clientId, String challenge, JsonObject responses) {
    return request(
        "RespondToAuthChallenge",
        JsonValue.object()
            .put("ClientId", clientId)
            .put("ChallengeName", challenge)
            .put("ChallengeResponses", responses)
            .build());
  }

  /// What a request is answered with status 200; an empty body is an empty object.
  ///
  /// @throws RefusedCallException for every other status
  public static JsonObject success(Connection connection, byte[] request) throws IOException {
    var answer = connection.exchange(request);
    if (answer.status() != 200) {
      throw new RefusedCallException("unsigned", answer);
    }
    return answer.body().length == 0 ? Json.parseObject("{}") : Json.parseObject(answer.body());
  }
}
