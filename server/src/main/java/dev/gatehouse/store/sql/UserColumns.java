package dev.gatehouse.store.sql;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonString;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.Users;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The columns of tables `pool_user` and `user_password`, whose aliases are `u` and `c`. Read by
/// their place: a page has sixty rows, and looking columns up by name would be the most of it.
final class UserColumns {
  static final String USER =
      """
      SELECT u.sub, u.username, u.status, u.enabled, u.attributes, u.version, u.created_at,
        u.last_modified_at\
      """;
  static final String CREDENTIALS =
      USER + ", c.srp_salt, c.srp_verifier, c.hash, c.set_at, c.temporary";

  /// The place of what a query has behind [#USER].
  static final int AFTER_USER = 9;

  /// The place of what a query has behind [#CREDENTIALS].
  static final int AFTER_CREDENTIALS = 14;

  private UserColumns() {}

  /// The row of a query that begins with [#USER].
  static Users.Row user(UserPoolId poolId, ResultSet row) throws SQLException {
    return new Users.Row(
        poolId,
        new UserSub(row.getString(1)),
        new Username(row.getString(2)),
        UserStatus.valueOf(row.getString(3)),
        row.getBoolean(4),
        attributes(row.getString(5)),
        row.getLong(6),
        Instant.ofEpochMilli(row.getLong(7)),
        Instant.ofEpochMilli(row.getLong(8)));
  }

  /// The row of a query that begins with [#CREDENTIALS].
  static Users.Credentials credentials(UserPoolId poolId, ResultSet row) throws SQLException {
    return new Users.Credentials(user(poolId, row), password(row));
  }

  private static Optional<Users.Password> password(ResultSet row) throws SQLException {
    var salt = row.getString(9);
    if (salt == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Users.Password(
            salt,
            new Sealed(row.getString(10)),
            new Sealed(row.getString(11)),
            Instant.ofEpochMilli(row.getLong(12)),
            row.getBoolean(13)));
  }

  /// The attributes as the column holds them: one JSON object.
  static String text(Map<String, String> attributes) {
    var object = JsonValue.object();
    attributes.forEach(object::put);
    return Json.text(object.build());
  }

  private static SortedMap<String, String> attributes(String text) {
    var attributes = new TreeMap<String, String>();
    Json.parseObject(text)
        .members()
        .forEach((name, value) -> {
          if (value instanceof JsonString(var string)) {
            attributes.put(name, string);
          }
        });
    return attributes;
  }
}
