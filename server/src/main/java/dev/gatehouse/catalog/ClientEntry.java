package dev.gatehouse.catalog;

import dev.gatehouse.env.RequestContext;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientSecret;
import java.time.Instant;
import java.util.List;

/// A client with its secrets, opened.
///
/// @param createdAt tells it from another one that had its id before
/// @param secrets none for a public client, otherwise one or two; either one authenticates (TK-08)
public record ClientEntry(AppClient client, Instant createdAt, List<ClientSecret> secrets) {
  public ClientEntry {
    secrets = List.copyOf(secrets);
  }

  /// Lets the notes of this thread's request say that it is this client's.
  public void note() {
    RequestContext.currentNotes().client(client.id().value(), client.poolId().value(), createdAt);
  }
}
