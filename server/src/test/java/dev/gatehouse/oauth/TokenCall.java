package dev.gatehouse.oauth;

import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A token request as a client would write it, to be changed at will.
final class TokenCall {
  static final String FORM = "application/x-www-form-urlencoded";

  private final Installation installation;
  private final List<Field> headers = new ArrayList<>();
  private final StringBuilder body = new StringBuilder();
  private String host = "localhost:9229";
  private String path = "/oauth2/token";
  private String method = "POST";
  private String contentType = FORM;

  private TokenCall(Installation installation) {
    this.installation = installation;
  }

  /// Without any parameter.
  static TokenCall empty(Installation installation) {
    return new TokenCall(installation);
  }

  /// `grant_type=client_credentials`, no client.
  static TokenCall of(Installation installation) {
    return empty(installation).with("grant_type", "client_credentials");
  }

  TokenCall with(String name, String value) {
    return raw(
        URLEncoder.encode(name, StandardCharsets.UTF_8)
            + "="
            + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  /// Appends as it is.
  TokenCall raw(String text) {
    body.append(body.isEmpty() ? "" : "&").append(text);
    return this;
  }

  TokenCall basic(String id, String secret) {
    var text = (id + ":" + secret).getBytes(StandardCharsets.UTF_8);
    return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(text));
  }

  TokenCall inBody(String id, String secret) {
    return with("client_id", id).with("client_secret", secret);
  }

  TokenCall header(String name, String value) {
    headers.add(new Field(name, value));
    return this;
  }

  TokenCall from(String peer) {
    return header("x-test-peer", peer);
  }

  TokenCall at(String host, String path) {
    this.host = host;
    this.path = path;
    return this;
  }

  TokenCall method(String method) {
    this.method = method;
    return this;
  }

  /// Empty for none.
  TokenCall contentType(String type) {
    contentType = type;
    return this;
  }

  Response response() {
    var all = new ArrayList<>(headers);
    if (!contentType.isEmpty()) {
      all.add(new Field("Content-Type", contentType));
    }
    var bytes = body.toString().getBytes(StandardCharsets.ISO_8859_1);
    return installation.send(host, method, path, bytes, all.toArray(Field[]::new));
  }

  /// Status and body in one line: `400 {"error":"invalid_client"}`.
  String answer() {
    var response = response();
    return response.status() + " " + new String(response.body(), StandardCharsets.UTF_8);
  }

  /// The claims of the token; fails when there is none.
  Jwt token() {
    var answer = answer();
    if (!answer.startsWith("200 {\"access_token\":\"")) {
      throw new AssertionError("no token: " + answer);
    }
    return Jwt.parse(answer.split("\"", -1)[3]);
  }
}
