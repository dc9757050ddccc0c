package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import java.io.IOException;
import java.util.StringJoiner;

/// A resource server, made with one scope and updated to more and more.
final class TrackedResourceServer implements Tracked {
  private final String pool;
  private final String identifier;
  private int scopes;
  private int outstanding;

  TrackedResourceServer(String pool, String identifier) {
    this.pool = pool;
    this.identifier = identifier;
  }

  void setScopes(Connection connection, SignedApi api, int number) throws IOException {
    outstanding = number;
    api.call(
        connection,
        scopes == 0 ? "CreateResourceServer" : "UpdateResourceServer",
        """
        {"UserPoolId":"%s","Identifier":"%s","Name":"n","Scopes":%s}\
        """
            .formatted(pool, identifier, scopes(number)));
    scopes = number;
  }

  void delete(Connection connection, SignedApi api) throws IOException {
    outstanding = 0;
    api.call(
        connection,
        "DeleteResourceServer",
        "{\"UserPoolId\":\"%s\",\"Identifier\":\"%s\"}".formatted(pool, identifier));
    scopes = 0;
  }

  private static String scopes(int number) {
    var list = new StringJoiner(",", "[", "]");
    for (int i = 1; i <= number; i++) {
      list.add("{\"ScopeDescription\":\"d\",\"ScopeName\":\"s%d\"}".formatted(i));
    }
    return list.toString();
  }

  @Override
  public void verify(SignedApi api, Connection connection) throws IOException {
    var answer =
        api.read(
            connection,
            "DescribeResourceServer",
            "{\"UserPoolId\":\"%s\",\"Identifier\":\"%s\"}".formatted(pool, identifier));
    var found = answer.status() == 200 ? answer.text().split("\"ScopeName\"", -1).length - 1 : 0;
    if (found != scopes && found != outstanding) {
      throw new DrillFailure(this + " has " + found + " scopes: " + answer.text());
    }
  }

  @Override
  public String toString() {
    return "resource server %s of %s with %d scopes".formatted(identifier, pool, scopes);
  }
}
