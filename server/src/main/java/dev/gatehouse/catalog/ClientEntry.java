package dev.gatehouse.catalog;

import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientSecret;
import java.util.List;

/// A client with its secrets, opened.
///
/// @param secrets none for a public client, otherwise one or two; either one authenticates (TK-08)
public record ClientEntry(AppClient client, List<ClientSecret> secrets) {
  public ClientEntry {
    secrets = List.copyOf(secrets);
  }
}
