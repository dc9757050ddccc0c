package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.UserError;
import dev.gatehouse.pool.SearchAttribute;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.UserPages;
import dev.gatehouse.store.UserPages.Position;
import dev.gatehouse.store.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What a filter finds (§2.8): one or more lists of the store, one after the other, each in the
/// order of its index. A page costs the same wherever it is.
final class UserSearch {
  private static final int SUB_LENGTH = 36;

  private final List<Part> parts;

  private UserSearch(List<Part> parts) {
    this.parts = parts;
  }

  /// One list of the store.
  private interface Part {
    List<Users.Row> page(UserPages users, UserPoolId pool, Optional<String> after, int limit);

    /// What continues after `user`.
    String position(Users.Row user);
  }

  /// A user that was found.
  ///
  /// @param position what the search continues after
  record Hit(Users.Row user, String position) {}

  /// @param filter as the request says it; empty or blank finds everybody
  /// @throws ApiException `FILTER_SYNTAX` or `FILTER_ATTRIBUTE`
  static UserSearch of(String filter) {
    return new UserSearch(
        filter.isBlank()
            ? List.of(bySub((users, pool, after, limit) -> users.list(pool, after, limit)))
            : parts(UserFilter.parse(filter)));
  }

  /// Up to `limit` hits after a position (all when empty).
  List<Hit> page(UserPages users, UserPoolId pool, Optional<String> after, int limit) {
    int first = after.map(text -> Integer.parseInt(text, 0, text.indexOf('|'), 10)).orElse(0);
    var hits = new ArrayList<Hit>();
    for (int i = first; i < parts.size() && hits.size() < limit; i++) {
      var part = parts.get(i);
      var from = i == first ? after.map(text -> text.substring(text.indexOf('|') + 1)) : none();
      for (var user : part.page(users, pool, from, limit - hits.size())) {
        hits.add(new Hit(user, i + "|" + part.position(user)));
      }
    }
    return hits;
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private static List<Part> parts(UserFilter filter) {
    return switch (filter.attribute()) {
      case "sub" -> List.of(sub(filter));
      // Case counts for the one and not for the other (§2.8).
      case "status" ->
          Stream.of(true, false)
              .filter(enabled -> fits(filter, enabled ? "Enabled" : "Disabled", text -> text))
              .map(enabled ->
                  bySub((users, pool, after, limit) ->
                      users.listByEnabled(pool, enabled, after, limit)))
              .toList();
      case "cognito:user_status" ->
          Stream.of(UserStatus.values())
              .filter(status -> fits(filter, status.name(), text -> text.toUpperCase(Locale.ROOT)))
              .map(status ->
                  bySub((users, pool, after, limit) ->
                      users.listByStatus(pool, status, after, limit)))
              .toList();
      default ->
          List.of(
              byAttribute(
                  SearchAttribute.of(filter.attribute())
                      .orElseThrow(
                          () -> new ApiException(UserError.FILTER_ATTRIBUTE, filter.attribute())),
                  filter));
    };
  }

  private static boolean fits(UserFilter filter, String word, UnaryOperator<String> fold) {
    var wanted = fold.apply(filter.value());
    return filter.isPrefix() ? word.startsWith(wanted) : word.equals(wanted);
  }

  private static Part sub(UserFilter filter) {
    var wanted = filter.value().toLowerCase(Locale.ROOT);
    if (filter.isPrefix() || wanted.length() == SUB_LENGTH) {
      return bySub((users, pool, after, limit) -> users.listBySub(pool, wanted, after, limit));
    }
    return bySub((_, _, _, _) -> List.of());
  }

  private static Part byAttribute(SearchAttribute attribute, UserFilter filter) {
    return filter.isPrefix()
        ? byPrefix(attribute, filter.value())
        : bySub((users, pool, after, limit) ->
            users.listByValue(pool, attribute, filter.value(), after, limit));
  }

  /// A list of the store in the order of subs.
  private interface BySub {
    List<Users.Row> page(UserPages users, UserPoolId pool, Optional<UserSub> after, int limit);
  }

  private static Part bySub(BySub list) {
    return new Part() {
      @Override
      public List<Users.Row> page(
          UserPages users, UserPoolId pool, Optional<String> after, int limit) {
        return list.page(users, pool, after.map(UserSub::new), limit);
      }

      @Override
      public String position(Users.Row user) {
        return user.sub().value();
      }
    };
  }

  /// In the order of values, where some have the same one: a position is a sub and a value.
  private static Part byPrefix(SearchAttribute attribute, String prefix) {
    return new Part() {
      @Override
      public List<Users.Row> page(
          UserPages users, UserPoolId pool, Optional<String> after, int limit) {
        var from =
            after.map(text ->
                new Position(
                    text.substring(SUB_LENGTH), new UserSub(text.substring(0, SUB_LENGTH))));
        return users.listByPrefix(pool, attribute, prefix, from, limit);
      }

      @Override
      public String position(Users.Row user) {
        return user.sub().value() + Position.after(user, attribute).folded();
      }
    };
  }
}
