package dev.gatehouse.aws;

import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// A request in the making: as a client builds and signs it, and as an attacker alters it. The
/// signing half is written from the SigV4 description, independently of the verifier; other tests
/// hold it against the SDK's signer.
public final class RequestDraft {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  String method = "POST";
  String path = "/";
  String query = "";
  byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
  final List<Field> fields = new ArrayList<>();

  /// A call of an operation, not signed.
  public static RequestDraft of(String target, String body) {
    var draft = new RequestDraft();
    draft.body = body.getBytes(StandardCharsets.UTF_8);
    draft.add("Host", "localhost:9229");
    draft.add("Content-Type", "application/x-amz-json-1.1");
    draft.add("X-Amz-Target", target);
    return draft;
  }

  static RequestDraft userPools(String operation, String body) {
    return of("AWSCognitoIdentityProviderService." + operation, body);
  }

  public RequestDraft add(String name, String value) {
    fields.add(new Field(name, value));
    return this;
  }

  /// Replaces every field of that name.
  public RequestDraft set(String name, String value) {
    remove(name);
    return add(name, value);
  }

  RequestDraft remove(String name) {
    fields.removeIf(field -> field.name().equalsIgnoreCase(name));
    return this;
  }

  public RequestDraft body(String text) {
    body = text.getBytes(StandardCharsets.UTF_8);
    return this;
  }

  String first(String name) {
    return new Headers(fields).first(name).orElseThrow();
  }

  /// Who signs, when and for what.
  public record Signing(String id, String secret, Instant time, String region, String service) {
    public Signing at(Instant other) {
      return new Signing(id, secret, other, region, service);
    }

    public Signing with(String otherSecret) {
      return new Signing(id, otherSecret, time, region, service);
    }

    public Signing as(String otherId) {
      return new Signing(otherId, secret, time, region, service);
    }

    public Signing in(String otherRegion) {
      return new Signing(id, secret, time, otherRegion, service);
    }

    public Signing service(String other) {
      return new Signing(id, secret, time, region, other);
    }

    String scope() {
      return TIME.format(time).substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    }
  }

  /// Signs every header that is there now.
  public RequestDraft sign(Signing signing) {
    set("X-Amz-Date", TIME.format(signing.time));
    var names = new TreeSet<String>();
    fields.forEach(field -> names.add(field.name().toLowerCase(Locale.ROOT)));
    return sign(signing, names);
  }

  /// Signs these headers, whether they are there or not.
  RequestDraft sign(Signing signing, Collection<String> names) {
    if (fields.stream().noneMatch(field -> field.name().equalsIgnoreCase("X-Amz-Date"))) {
      add("X-Amz-Date", TIME.format(signing.time));
    }
    var signed = String.join(";", names);
    var signature = signature(signing, signing.scope(), first("X-Amz-Date"), names);
    return add(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(signing.id, signing.scope(), signed, signature));
  }

  /// Signs in the query.
  RequestDraft presign(Signing signing, String expires) {
    return presign(signing, expires, "");
  }

  /// Signs in the query, with a session token.
  RequestDraft presign(Signing signing, String expires, String token) {
    var names = new TreeSet<String>();
    fields.forEach(field -> names.add(field.name().toLowerCase(Locale.ROOT)));
    var time = TIME.format(signing.time);
    var parameters = new TreeMap<String, String>();
    parameters.put("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
    parameters.put("X-Amz-Credential", signing.id + "/" + signing.scope());
    parameters.put("X-Amz-Date", time);
    parameters.put("X-Amz-Expires", expires);
    parameters.put("X-Amz-SignedHeaders", String.join(";", names));
    if (!token.isEmpty()) {
      parameters.put("X-Amz-Security-Token", token);
    }
    query = text(parameters);
    parameters.put("X-Amz-Signature", signature(signing, signing.scope(), time, names));
    query = text(parameters);
    return this;
  }

  private static String text(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(p ->
            p.getKey()
                + "="
                + p.getValue().replace("/", "%2F").replace("+", "%2B").replace(";", "%3B"))
        .collect(Collectors.joining("&"));
  }

  private String signature(Signing signing, String scope, String time, Collection<String> names) {
    var headers = new Headers(fields);
    var lines =
        names.stream()
            .map(name -> name + ":" + String.join(",", headers.all(name)) + "\n")
            .collect(Collectors.joining());
    var canonical =
        String.join("\n", method, path, query, lines, String.join(";", names), Hmac.digest(body));
    var text =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            time,
            scope,
            Hmac.digest(canonical.getBytes(StandardCharsets.UTF_8)));
    var key = ("AWS4" + signing.secret).getBytes(StandardCharsets.UTF_8);
    for (var step : scope.split("/", -1)) {
      key = Hmac.sha256(key, step);
    }
    return Hmac.hex(Hmac.sha256(key, text));
  }

  public Request build() {
    return new Request(
        method,
        path,
        query.isEmpty() ? Optional.empty() : Optional.of(query),
        new Headers(fields),
        body,
        "192.0.2.7",
        "localhost:9229",
        Map.of());
  }
}
