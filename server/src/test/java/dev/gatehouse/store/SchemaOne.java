package dev.gatehouse.store;

import static dev.gatehouse.store.Rows.CLIENT;
import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;

import dev.gatehouse.pool.DomainName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A stored database of schema 1 with a row in every table, for each engine, and what is in it
/// (RL-44).
public final class SchemaOne {
  public static final List<Object> EXPECTED =
      List.of(
          Optional.of("strict"),
          Optional.of(Rows.pool(POOL)),
          Optional.of(Rows.client(POOL, CLIENT)),
          Optional.of(POOL),
          List.of(Rows.secret(POOL, CLIENT, "secret")),
          Optional.of(Rows.server(POOL, "transactions")),
          Optional.of(Rows.domain(POOL, "lobster1234")),
          List.of(Rows.key(POOL, "kid")),
          List.of(Rows.accessKey("AKIAAAAAAAAAAAAAAAAA")),
          List.of(
              new Changes.Entry(
                  7, NOW, new Change(Change.Kind.ACCESS_KEY, "", "AKIAAAAAAAAAAAAAAAAA"))));

  private SchemaOne() {}

  /// The statements that make it.
  ///
  /// @param engine `sqlite` or `postgres`
  public static String fixture(String engine) {
    try (var fixture = SchemaOne.class.getResourceAsStream("/db/fixtures/" + engine + "-v1.sql")) {
      return new String(Objects.requireNonNull(fixture).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What is in it now.
  public static List<Object> everything(ReadTx tx) {
    return List.of(
        tx.installation().find("mode"),
        tx.userPools().find(POOL),
        tx.appClients().find(POOL, CLIENT),
        tx.appClients().findPool(CLIENT),
        tx.clientSecrets().list(POOL, CLIENT),
        tx.resourceServers().find(POOL, "transactions"),
        tx.domains().find(new DomainName("lobster1234", POOL.region())),
        tx.signingKeys().list(POOL),
        tx.accessKeys().list(),
        tx.changes().listAfter(6, 10));
  }

  /// Whether the pool that was there before there were users takes some.
  public static boolean takesUsers(WriteTx tx) {
    tx.users().insert(Rows.user(POOL, Rows.sub(1), "jane"), Set.of(Rows.username("jane")));
    return tx.users().findByName(POOL, "jane").isPresent();
  }
}
