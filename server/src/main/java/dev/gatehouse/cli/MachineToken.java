package dev.gatehouse.cli;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;

/// Asks a token endpoint for a machine token.
final class MachineToken {
  private MachineToken() {}

  /// The endpoint's answer: `access_token`, `expires_in`, `token_type`.
  ///
  /// @param address of the server; the plain address finds the pool by the client
  /// @throws CommandFailure with exit code 4 when the endpoint refuses
  static JsonObject request(Web web, String address, String client, String secret, String form) {
    var answer = web.postForm(address + "/oauth2/token", client, secret, form);
    var body = parse(answer.body());
    if (answer.statusCode() != 200) {
      throw new CommandFailure(
          answer.statusCode() < 500 ? ExitCode.REFUSED : ExitCode.FAILED,
          "the token endpoint answers "
              + answer.statusCode()
              + " "
              + body.string("error").orElse("without an error code"));
    }
    return body;
  }

  private static JsonObject parse(byte[] body) {
    try {
      return Json.parseObject(body);
    } catch (MalformedJsonException notJson) {
      throw new CommandFailure(ExitCode.FAILED, "the token endpoint's answer is not JSON");
    }
  }
}
