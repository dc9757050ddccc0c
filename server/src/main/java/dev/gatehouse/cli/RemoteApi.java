package dev.gatehouse.cli;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;

/// The API of a running server, over HTTP, signed with the administrator key of its data folder.
final class RemoteApi implements Api {
  private final Web web;
  private final RunningServer server;

  RemoteApi(Web web, RunningServer server) {
    this.web = web;
    this.server = server;
  }

  @Override
  public JsonObject call(Service service, String operation, String region, JsonObject request) {
    var endpoint = URI.create(server.address() + "/");
    var body = Json.write(request);
    var signer =
        new RequestSigner(
            server.accessKeyId(), server.secretAccessKey(), region, service.signingName());
    var http = HttpRequest.newBuilder(endpoint).POST(BodyPublishers.ofByteArray(body));
    signer.sign(endpoint, service.target(operation), body, Instant.now()).forEach(http::setHeader);
    var answer = web.send(http);
    var result = parse(answer.body());
    if (answer.statusCode() != 200) {
      throw ApiErrors.toFailure(
          result.string("__type").orElse("HTTP " + answer.statusCode()),
          result.string("message").orElse(""));
    }
    return result;
  }

  private static JsonObject parse(byte[] body) {
    try {
      return body.length == 0 ? Json.parseObject("{}") : Json.parseObject(body);
    } catch (MalformedJsonException notOurs) {
      throw new CommandFailure(
          ExitCode.FAILED, "the server's answer is not JSON; is it a Gatehouse?");
    }
  }

  @Override
  public String defaultRegion() {
    return server.region();
  }

  @Override
  public void close() {
    web.close();
  }
}
