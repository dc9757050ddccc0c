package dev.gatehouse.testkit;

import dev.gatehouse.json.Json;
import java.time.Duration;

/// A token of the client-credentials grant.
///
/// @param accessToken a signed JWT
/// @param lifetime from its issue
public record MachineToken(String accessToken, Duration lifetime) {
  static MachineToken of(Answer answer) {
    var json = Json.parseObject(answer.body());
    return new MachineToken(
        json.string("access_token").orElseThrow(),
        Duration.ofSeconds(json.number("expires_in").orElseThrow().longValue()));
  }

  /// The value of an `Authorization` header.
  public String bearer() {
    return "Bearer " + accessToken;
  }

  /// Says nothing of the token.
  @Override
  public String toString() {
    return "MachineToken[" + lifetime + "]";
  }
}
