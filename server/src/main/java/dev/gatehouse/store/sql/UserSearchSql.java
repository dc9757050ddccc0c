package dev.gatehouse.store.sql;

import dev.gatehouse.pool.SearchAttribute;
import dev.gatehouse.store.Users;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// SQL for table `user_search`: a row for each attribute of a user that he can be searched by.
/// There is no index by user: what he has says which rows are his, and it is known whenever he is
/// written.
final class UserSearchSql {
  /// One statement whatever the number of rows, by that number, from one on.
  private static final List<String> INSERT =
      IntStream.rangeClosed(1, SearchAttribute.values().length)
          .mapToObj(rows ->
              """
              INSERT INTO user_search (pool_id, attribute, folded, sub) VALUES %s
              ON CONFLICT (pool_id, attribute, folded, sub) DO NOTHING\
              """
                  .formatted(String.join(", ", Collections.nCopies(rows, "(?, ?, ?, ?)"))))
          .toList();

  private static final String DELETE =
      """
      DELETE FROM user_search WHERE pool_id = ? AND attribute = ? AND folded = ? AND sub = ?
      """;

  private final Handle handle;

  UserSearchSql(Handle handle) {
    this.handle = handle;
  }

  void insert(Users.Row row) {
    insert(row, folded(row));
  }

  /// Does only what differs between the two versions of a user.
  void replace(Users.Row before, Users.Row after) {
    var old = folded(before);
    var wanted = folded(after);
    wanted.put(SearchAttribute.USERNAME, before.username().value()); // It never changes.
    var gone = new EnumMap<>(old);
    gone.entrySet().removeAll(wanted.entrySet());
    delete(before, gone);
    wanted.entrySet().removeAll(old.entrySet());
    insert(after, wanted);
  }

  void delete(Users.Row row) {
    delete(row, folded(row));
  }

  private void insert(Users.Row row, Map<SearchAttribute, String> folded) {
    if (folded.isEmpty()) {
      return;
    }
    var values = new ArrayList<Object>();
    folded.forEach((attribute, text) -> {
      values.add(row.poolId().value());
      values.add(attribute.attribute());
      values.add(text);
      values.add(row.sub().value());
    });
    handle.execute(INSERT.get(folded.size() - 1), values.toArray());
  }

  private void delete(Users.Row row, Map<SearchAttribute, String> folded) {
    folded.forEach((attribute, text) ->
        handle.execute(
            DELETE, row.poolId().value(), attribute.attribute(), text, row.sub().value()));
  }

  private static EnumMap<SearchAttribute, String> folded(Users.Row row) {
    var folded = new EnumMap<SearchAttribute, String>(SearchAttribute.class);
    for (var attribute : SearchAttribute.values()) {
      row.searched(attribute).ifPresent(value -> folded.put(attribute, attribute.fold(value)));
    }
    return folded;
  }
}
