package dev.gatehouse.bench;

import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.sql.Dialect;
import dev.gatehouse.store.sql.Handle;
import dev.gatehouse.store.sql.SqlTx;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;

/// How SQLite does what is measured: the statements are recorded as the store sends them, and their
/// plans asked for.
final class UserPlans {
  private static final UUID NO_SIGN_IN = new UUID(0, 0);

  private final Connection connection;
  private final List<String> sent = new ArrayList<>();

  private UserPlans(Connection connection) {
    this.connection = connection;
  }

  /// By what is asked. The server is stopped.
  static Map<String, String> of(UserSite site) throws SQLException {
    var pool = new UserPoolId(site.place().poolId());
    var name = UserStory.caller(0);
    var file = site.data().resolve("gatehouse.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      var plans = new UserPlans(connection);
      var tx = plans.transaction();
      var sub = tx.users().findByName(pool, name).orElseThrow().sub();
      var all = new LinkedHashMap<String, String>();
      all.put("AdminGetUser", plans.of(() -> tx.users().findByName(pool, name)));
      all.put("GetUser: user", plans.of(() -> tx.users().find(pool, sub)));
      all.put("GetUser: token", plans.of(() -> tx.refreshFamilies().find(pool, NO_SIGN_IN)));
      all.put("sign-in: user", plans.of(() -> tx.users().findCredentialsByName(pool, name)));
      all.put(
          "sign-in: guesses",
          plans.of(() -> tx.attempts().find(pool, sub.value(), AttemptKind.PASSWORD)));
      all.put(
          "ListUsers", plans.of(() -> tx.userPages().list(pool, Optional.of(sub), UserStory.PAGE)));
      return all;
    }
  }

  private ReadTx transaction() {
    var recorded =
        (Connection)
            Proxy.newProxyInstance(
                UserPlans.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("prepareStatement")) {
                    sent.add((String) arguments[0]);
                  }
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getTargetException();
                  }
                });
    return new SqlTx(Handle.of(recorded), Dialect.SQLITE, InstantSource.system());
  }

  private String of(Runnable question) throws SQLException {
    sent.clear();
    question.run();
    var steps = new StringJoiner("; ");
    for (var sql : sent) {
      try (var statement = connection.createStatement();
          var rows = statement.executeQuery("EXPLAIN QUERY PLAN " + sql)) {
        while (rows.next()) {
          steps.add(rows.getString("detail"));
        }
      }
    }
    return steps.toString();
  }
}
