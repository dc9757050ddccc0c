package dev.gatehouse.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gatehouse.aws.RequestDraft.Signing;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.RawConnection;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.List;

/// The AWS API of a real server, sent to over sockets, with every byte of the request in the hands
/// of the test. Its pool is the `POOL` of a request.
final class WireApi implements AutoCloseable {
  final TestServer server;
  final String pool;
  private final List<ApiModel.Entry> found = new ArrayList<>();

  WireApi(TestServer server) {
    this.server = server;
    pool =
        server
            .cognito("CreateUserPool", "{\"PoolName\":\"p\"}")
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
  }

  /// `DescribeUserPool`, whose answer has the pool's id.
  RequestDraft describe() {
    return draft("DescribeUserPool", "{\"UserPoolId\":\"" + pool + "\"}");
  }

  RequestDraft draft(String operation, String body) {
    return at(RequestDraft.userPools(operation, body));
  }

  /// The same draft as a request to this server.
  RequestDraft at(RequestDraft draft) {
    return draft.set("Host", "localhost:" + server.port());
  }

  /// How the administrator signs a user-pool call now.
  Signing signing() {
    return new Signing(
        server.accessKeyId(),
        server.secretAccessKey(),
        server.clock().instant(),
        TestServer.REGION,
        "cognito-idp");
  }

  /// Status and body of the answer to the draft as it is, with a declared length.
  String answer(RequestDraft draft) {
    return statusAndBody(send(draft, "Content-Length: " + draft.body.length, draft.body));
  }

  /// The answer as it is on the wire.
  ///
  /// @param framing the header line that says where the body ends
  /// @param body as it is on the wire
  String send(RequestDraft draft, String framing, byte[] body) {
    return RawConnection.last(server, head(draft, framing), body);
  }

  /// The bytes of the request before the body; the server closes after its answer.
  byte[] head(RequestDraft draft, String... lines) {
    var text = new StringBuilder(draft.method).append(' ').append(draft.path);
    if (!draft.query.isEmpty()) {
      text.append('?').append(draft.query);
    }
    text.append(" HTTP/1.1\r\n");
    for (Field field : draft.fields) {
      text.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    for (var line : lines) {
      text.append(line).append("\r\n");
    }
    return text.append("Connection: close\r\n\r\n").toString().getBytes(ISO_8859_1);
  }

  /// The body in chunks of that many bytes (RFC 9112 §7.1).
  static byte[] chunked(byte[] body, int size) {
    var text = new StringBuilder();
    for (int start = 0; start < body.length; start += size) {
      var length = Math.min(size, body.length - start);
      text.append(Integer.toHexString(length)).append("\r\n");
      text.append(new String(body, start, length, ISO_8859_1)).append("\r\n");
    }
    return text.append("0\r\n\r\n").toString().getBytes(ISO_8859_1);
  }

  /// `400 {"__type":…}` of an answer on the wire, whatever its headers.
  static String statusAndBody(String answer) {
    var end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return "no answer: " + answer;
    }
    return answer.substring(9, 12) + " " + answer.substring(end + 4);
  }

  /// A signed request with that body to each operation that is built.
  List<RequestDraft> toEach(byte[] body) {
    var drafts = new ArrayList<RequestDraft>();
    for (var operation : built()) {
      var draft = at(RequestDraft.of(target(operation), ""));
      draft.body = body;
      drafts.add(draft.sign(signing().service(operation.service().signingName())));
    }
    return drafts;
  }

  /// The operations that are built, as the server tells them: the others are 501.
  List<ApiModel.Entry> built() {
    if (!found.isEmpty()) {
      return found;
    }
    for (var service : List.of(ApiService.USER_POOLS, ApiService.EXTENSION)) {
      for (var name : ApiModel.shared().names(service)) {
        var operation = ApiModel.shared().find(service, name).orElseThrow();
        var probe = at(RequestDraft.of(target(operation), "[]"));
        if (!answer(probe.sign(signing().service(service.signingName()))).startsWith("501 ")) {
          found.add(operation);
        }
      }
    }
    return found;
  }

  static String target(ApiModel.Entry operation) {
    return operation.service().targetPrefix() + "." + operation.name();
  }

  /// The pools there are, to see that nothing was made or lost.
  JsonObject pools() {
    return server.cognito("ListUserPools", "{\"MaxResults\":60}");
  }

  /// The whole description of the pool, to see that nothing was changed.
  String described() {
    return Json.text(server.cognito("DescribeUserPool", "{\"UserPoolId\":\"" + pool + "\"}"));
  }

  @Override
  public void close() {
    server.close();
  }
}
