package dev.gatehouse.cli;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;

/// Where the keys of a token's issuer are published.
final class Issuer {
  private Issuer() {}

  /// The keys for `jwt` at the server behind `address`. The token's issuer must be a pool of that
  /// server, as its discovery document says; no address is taken from the token itself.
  ///
  /// @throws CommandFailure with exit code 4 when the server is not the issuer
  static KeySet keysFor(Web web, String address, Jwt jwt) {
    var issuer = jwt.claims().string("iss").orElse("");
    var pool = issuer.substring(issuer.lastIndexOf('/') + 1);
    if (!pool.matches("[\\w-]{1,55}")) {
      throw Jwt.refused("its issuer is not a user pool");
    }
    var answer = web.get(address + "/" + pool + "/.well-known/openid-configuration");
    if (answer.statusCode() != 200
        || !object(answer.body()).string("issuer").orElse("").equals(issuer)) {
      throw Jwt.refused("its issuer " + issuer + " is not a pool of the running server");
    }
    return fetchKeys(web, address + "/" + pool + "/.well-known/jwks.json");
  }

  static KeySet fetchKeys(Web web, String uri) {
    var answer = web.get(uri);
    if (answer.statusCode() != 200) {
      throw new CommandFailure(
          answer.statusCode() == 404 ? ExitCode.NOT_FOUND : ExitCode.FAILED,
          uri + " answers " + answer.statusCode());
    }
    return KeySet.parse(answer.body());
  }

  private static JsonObject object(byte[] body) {
    try {
      return Json.parseObject(body);
    } catch (MalformedJsonException notJson) {
      throw new CommandFailure(ExitCode.FAILED, "the server's answer is not JSON");
    }
  }
}
