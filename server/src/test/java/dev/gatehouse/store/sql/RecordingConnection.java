package dev.gatehouse.store.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Collection;

/// Notes the statements that a connection gets.
final class RecordingConnection {
  private RecordingConnection() {}

  /// @param statements to which they are added
  static Connection of(Connection connection, Collection<String> statements) {
    return (Connection)
        Proxy.newProxyInstance(
            RecordingConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("prepareStatement")) {
                statements.add((String) arguments[0]);
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
            });
  }
}
