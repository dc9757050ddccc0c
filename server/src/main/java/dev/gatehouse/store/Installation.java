package dev.gatehouse.store;

import java.util.Optional;

/// Table `installation`: facts about the whole, by name.
public interface Installation {
  Optional<String> find(String name);

  interface Writes extends Installation {
    /// Sets `name` where it is not set yet; returns the value that stands.
    String putIfAbsent(String name, String value);

    void put(String name, String value);
  }
}
