package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// An app client and its secrets.
final class TrackedClient implements Tracked {
  /// The change whose answer is outstanding.
  private enum Change {
    NONE,
    ADD_SECRET,
    REMOVE_OLDEST,
    DELETE
  }

  private final String pool;
  private final String id;
  private final List<String> secretIds = new ArrayList<>();
  private Change outstanding = Change.NONE;
  private boolean isGone;

  private TrackedClient(String pool, String id) {
    this.pool = pool;
    this.id = id;
  }

  static TrackedClient create(Connection connection, SignedApi api, String pool, String name)
      throws IOException {
    var made =
        api.call(
            connection,
            "CreateUserPoolClient",
            """
            {"UserPoolId":"%s","ClientName":"%s","GenerateSecret":true}\
            """
                .formatted(pool, name));
    return of(connection, api, pool, made);
  }

  /// The client that such an answer acknowledges.
  static TrackedClient of(
      Connection connection, SignedApi api, String pool, Connection.Answer created)
      throws IOException {
    return of(connection, api, pool, Json.parseObject(created.body()));
  }

  private static TrackedClient of(
      Connection connection, SignedApi api, String pool, JsonObject created) throws IOException {
    var id = created.object("UserPoolClient").flatMap(made -> made.string("ClientId"));
    var client = new TrackedClient(pool, id.orElseThrow());
    client.secretIds.addAll(
        secretIds(api.call(connection, "ListUserPoolClientSecrets", "{" + client.members() + "}")));
    return client;
  }

  String id() {
    return id;
  }

  private String members() {
    return "\"UserPoolId\":\"%s\",\"ClientId\":\"%s\"".formatted(pool, id);
  }

  private static List<String> secretIds(JsonObject listed) {
    var ids = new ArrayList<String>();
    if (listed.member("ClientSecrets").orElseThrow() instanceof JsonArray(var elements)) {
      for (var element : elements) {
        ids.add(((JsonObject) element).string("ClientSecretId").orElseThrow());
      }
    }
    return ids;
  }

  String addSecret(Connection connection, SignedApi api) throws IOException {
    outstanding = Change.ADD_SECRET;
    var added =
        api.call(connection, "AddUserPoolClientSecret", "{" + members() + "}")
            .object("ClientSecretDescriptor")
            .flatMap(descriptor -> descriptor.string("ClientSecretId"))
            .orElseThrow();
    secretIds.add(added);
    outstanding = Change.NONE;
    return added;
  }

  String removeOldestSecret(Connection connection, SignedApi api) throws IOException {
    outstanding = Change.REMOVE_OLDEST;
    var oldest = secretIds.getFirst();
    api.call(
        connection,
        "DeleteUserPoolClientSecret",
        "{" + members() + ",\"ClientSecretId\":\"" + oldest + "\"}");
    secretIds.removeFirst();
    outstanding = Change.NONE;
    return oldest;
  }

  void delete(Connection connection, SignedApi api) throws IOException {
    outstanding = Change.DELETE;
    api.call(connection, "DeleteUserPoolClient", "{" + members() + "}");
    isGone = true;
    outstanding = Change.NONE;
  }

  boolean isKept() {
    return !isGone && outstanding == Change.NONE;
  }

  /// Deletes it without keeping that in mind.
  void removeUnseen(Connection connection, SignedApi api) throws IOException {
    api.call(connection, "DeleteUserPoolClient", "{" + members() + "}");
  }

  @Override
  public void verify(SignedApi api, Connection connection) throws IOException {
    var answer = api.read(connection, "DescribeUserPoolClient", "{" + members() + "}");
    var isThere = answer.status() == 200;
    if (isThere == isGone && outstanding != Change.DELETE) {
      throw new DrillFailure(this + (isThere ? " is back" : " is lost: " + answer.text()));
    }
    if (!isThere) {
      return;
    }
    var listed =
        secretIds(api.readSuccess(connection, "ListUserPoolClientSecrets", "{" + members() + "}"));
    var known = new ArrayList<>(secretIds);
    var isMatch =
        switch (outstanding) {
          case NONE, DELETE -> listed.equals(known);
          case ADD_SECRET ->
              listed.equals(known)
                  || (listed.size() == known.size() + 1 && listed.containsAll(known));
          case REMOVE_OLDEST ->
              listed.equals(known) || listed.equals(known.subList(1, known.size()));
        };
    if (!isMatch) {
      throw new DrillFailure(this + " has secrets " + listed + ", not " + known);
    }
  }

  @Override
  public String toString() {
    return "app client " + id + " of " + pool;
  }
}
