package dev.gatehouse.store.sql;

import dev.gatehouse.store.Installation;
import java.util.Optional;

/// SQL for table `installation`.
final class InstallationSql implements Installation.Writes {
  private static final String FIND = "SELECT value FROM installation WHERE name = ?";
  private static final String PUT_IF_ABSENT =
      "INSERT INTO installation (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING";
  private static final String PUT =
      """
      INSERT INTO installation (name, value) VALUES (?, ?)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """;

  private final Handle handle;

  InstallationSql(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Optional<String> find(String name) {
    return handle.select(FIND, name).map(row -> row.getString(1)).findOne();
  }

  @Override
  public String putIfAbsent(String name, String value) {
    handle.execute(PUT_IF_ABSENT, name, value);
    return find(name).orElse(value);
  }

  @Override
  public void put(String name, String value) {
    handle.execute(PUT, name, value);
  }
}
