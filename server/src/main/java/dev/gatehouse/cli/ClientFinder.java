package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds pools and app clients over the API.
record ClientFinder(Api api) {
  private static final int PAGE = 60;

  /// The secret of a confidential client.
  ///
  /// @param pool its pool; when empty, every pool of the server's first Region is asked
  /// @throws CommandFailure with exit code 3 when there is no such client, 4 when it has no secret
  String secret(Optional<String> pool, String client) {
    return pool.map(List::of).orElseGet(this::poolIds).stream()
        .flatMap(id -> describe(id, client, pool.isPresent()).stream())
        .findFirst()
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.NOT_FOUND,
                "no pool of " + api.defaultRegion() + " has an app client " + client))
        .string("ClientSecret")
        .orElseThrow(() ->
            new CommandFailure(
                ExitCode.REFUSED,
                "the app client " + client + " is public: it has no secret, so no machine token"));
  }

  private Optional<JsonObject> describe(String pool, String client, boolean isCertain) {
    var request = JsonValue.object().put("UserPoolId", pool).put("ClientId", client).build();
    try {
      return call("DescribeUserPoolClient", Regions.ofPool(pool), request).object("UserPoolClient");
    } catch (CommandFailure failure) {
      if (isCertain || failure.exitCode() != ExitCode.NOT_FOUND) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  private List<String> poolIds() {
    var ids = new ArrayList<String>();
    pools().forEach(pool -> pool.string("Id").ifPresent(ids::add));
    return ids;
  }

  /// The pools of the server's first Region, as ListUserPools describes them.
  List<JsonObject> pools() {
    return pages("ListUserPools", "UserPools", JsonValue.object().put("MaxResults", PAGE).build());
  }

  /// All elements of a list operation of the first Region, whatever its number of pages.
  private List<JsonObject> pages(String operation, String list, JsonObject request) {
    var elements = new ArrayList<JsonObject>();
    var next = Optional.<String>empty();
    do {
      var page = JsonValue.object().putAll(request.members());
      next.ifPresent(token -> page.put("NextToken", token));
      var answer = call(operation, api.defaultRegion(), page.build());
      if (answer.member(list).orElse(JsonValue.NULL) instanceof JsonArray(var found)) {
        found.forEach(element -> {
          if (element instanceof JsonObject object) {
            elements.add(object);
          }
        });
      }
      next = answer.string("NextToken");
    } while (next.isPresent());
    return elements;
  }

  private JsonObject call(String operation, String region, JsonObject request) {
    return api.call(Api.Service.COGNITO, operation, region, request);
  }
}
