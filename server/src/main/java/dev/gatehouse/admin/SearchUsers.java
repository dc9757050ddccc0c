package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.SearchAttribute;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPages;
import dev.gatehouse.store.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// `SearchUsers`: the users who have a text anywhere in their `sub` or in what `ListUsers` searches
/// them by, without case (U-4), by sub. A request looks at so many users at most and says at how
/// many, so that it costs the same in a pool of a million (record 34): an answer without users is
/// not the end, one without a token is.
final class SearchUsers implements Operation<JsonObject, JsonObject> {
  static final int EXAMINED_MAX = 5_000;

  /// Users that are read at once; a divisor of [#EXAMINED_MAX].
  private static final int BATCH = 50;

  /// As many as `ListUsers` answers with at most: users may be large.
  private static final int FOUND_MAX = 60;

  private final Store store;
  private final PageToken pageToken;

  SearchUsers(Store store, Sealer sealer) {
    this.store = store;
    pageToken = new PageToken(sealer, "SearchUsers");
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var id = PoolScope.require(caller, Members.required(request, "UserPoolId"));
    var text = folded(Members.required(request, "Text"));
    var scope = id + "|" + text;
    var after =
        request.string("NextToken").map(token -> new UserSub(pageToken.position(scope, token)));
    var part =
        store.read(tx -> {
          PoolScope.find(tx, id);
          return Part.after(after, tx.userPages(), id, text);
        });
    var users = part.found.stream().<JsonValue>map(FoundUserView::of).toList();
    var answer =
        JsonValue.object().put("Users", new JsonArray(users)).put("Examined", part.examined);
    part.end
        .map(sub -> pageToken.issue(scope, sub.value()))
        .ifPresent(token -> answer.put("NextToken", token));
    return answer.build();
  }

  /// Both sides of the comparison; the usernames' case counts in `ListUsers` alone.
  private static String folded(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static boolean has(Users.Row user, String text) {
    var searched =
        Stream.of(SearchAttribute.values()).flatMap(each -> user.searched(each).stream());
    return Stream.concat(Stream.of(user.sub().value()), searched)
        .anyMatch(value -> folded(value).contains(text));
  }

  /// What one request looks at.
  ///
  /// @param end where the next one goes on; empty where there are no more users
  private record Part(List<Users.Row> found, int examined, Optional<UserSub> end) {
    static Part after(Optional<UserSub> start, UserPages pages, UserPoolId id, String text) {
      var found = new ArrayList<Users.Row>();
      var examined = 0;
      var last = start;
      while (examined < EXAMINED_MAX) {
        var batch = pages.list(id, last, BATCH);
        for (var user : batch) {
          examined++;
          last = Optional.of(user.sub());
          if (has(user, text) && found.add(user) && found.size() == FOUND_MAX) {
            return new Part(found, examined, last);
          }
        }
        if (batch.size() < BATCH) {
          return new Part(found, examined, Optional.empty());
        }
      }
      return new Part(found, examined, last);
    }
  }
}
