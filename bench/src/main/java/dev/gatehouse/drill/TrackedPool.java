package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.SignedApi;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// A pool and its domain.
final class TrackedPool implements Tracked {
  /// What may be seen, in the order in which it happens.
  private enum State {
    ABSENT,
    PRESENT,
    WITH_DOMAIN
  }

  private final String id;
  private final String domain;
  private State state = State.PRESENT;
  private State next = State.PRESENT;

  private TrackedPool(String id, String domain) {
    this.id = id;
    this.domain = domain;
  }

  static TrackedPool create(Connection connection, SignedApi api, String name) throws IOException {
    var id =
        api.call(connection, "CreateUserPool", body(name))
            .object("UserPool")
            .flatMap(pool -> pool.string("Id"))
            .orElseThrow();
    return new TrackedPool(id, name.toLowerCase(Locale.ROOT));
  }

  /// Its users need no password, what makes one is a write and hardly anything else; who signs up
  /// is sent a code.
  private static String body(String name) {
    return """
    {"PoolName":"%s","AutoVerifiedAttributes":["email"],\
    "Policies":{"SignInPolicy":{"AllowedFirstAuthFactors":["PASSWORD","EMAIL_OTP"]}}}\
    """
        .formatted(name);
  }

  String id() {
    return id;
  }

  /// Those of all pools that have such names, tracked or not.
  static List<String> ids(Connection connection, SignedApi api, Predicate<String> name)
      throws IOException {
    var ids = new ArrayList<String>();
    var next = Optional.of("");
    while (next.isPresent()) {
      var page =
          api.readSuccess(connection, "ListUserPools", "{\"MaxResults\":60" + next.get() + "}");
      if (page.member("UserPools").orElseThrow() instanceof JsonArray(var pools)) {
        for (var each : pools) {
          var pool = (JsonObject) each;
          if (name.test(pool.string("Name").orElseThrow())) {
            ids.add(pool.string("Id").orElseThrow());
          }
        }
      }
      next = page.string("NextToken").map(",\"NextToken\":\"%s\""::formatted);
    }
    return ids;
  }

  void addDomain(Connection connection, SignedApi api) throws IOException {
    change(connection, api, "CreateUserPoolDomain", State.WITH_DOMAIN);
  }

  void deleteDomain(Connection connection, SignedApi api) throws IOException {
    change(connection, api, "DeleteUserPoolDomain", State.PRESENT);
  }

  void delete(Connection connection, SignedApi api) throws IOException {
    next = State.ABSENT;
    api.call(connection, "DeleteUserPool", "{\"UserPoolId\":\"" + id + "\"}");
    state = State.ABSENT;
  }

  /// Makes room: it is deleted, unless it is already gone, and not looked at again.
  void remove(Connection connection, SignedApi api) throws IOException {
    var request = "{\"UserPoolId\":\"%s\",\"Domain\":\"%s\"}".formatted(id, domain);
    connection.exchange(api.request("DeleteUserPoolDomain", request));
    connection.exchange(api.request("DeleteUserPool", "{\"UserPoolId\":\"" + id + "\"}"));
  }

  private void change(Connection connection, SignedApi api, String operation, State to)
      throws IOException {
    next = to;
    api.call(
        connection, operation, "{\"UserPoolId\":\"%s\",\"Domain\":\"%s\"}".formatted(id, domain));
    state = to;
  }

  @Override
  public void verify(SignedApi api, Connection connection) throws IOException {
    var pool = api.read(connection, "DescribeUserPool", "{\"UserPoolId\":\"" + id + "\"}");
    var found =
        api.readSuccess(connection, "DescribeUserPoolDomain", "{\"Domain\":\"" + domain + "\"}")
            .object("DomainDescription")
            .flatMap(description -> description.string("UserPoolId"));
    if (found.isPresent() && !found.get().equals(id)) {
      throw new DrillFailure(this + ": its domain belongs to " + found.get());
    }
    var seen =
        pool.status() != 200 ? State.ABSENT : found.isPresent() ? State.WITH_DOMAIN : State.PRESENT;
    if (seen != state && seen != next) {
      throw new DrillFailure(this + " is seen as " + seen + ": " + pool.text());
    }
    if (seen == State.ABSENT && found.isPresent()) {
      throw new DrillFailure(this + " is gone, its domain is not");
    }
  }

  @Override
  public String toString() {
    return "pool %s (%s, then %s) with domain %s".formatted(id, state, next, domain);
  }
}
