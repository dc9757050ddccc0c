package dev.gatehouse.testing;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.delivery.Draft;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.delivery.Ways;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.postgres.PostgresStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Posts messages into the database of a server under test, as an operation of another node would.
public final class Letters implements AutoCloseable {
  public static final UserSub JANE = new UserSub("34c84488-e0e1-70ae-d2ee-991ad1a898c8");

  private final Store store;
  private final Postbox postbox;

  /// @param url the server's `database.url`
  /// @param masterKey its file
  public Letters(String url, Path masterKey, ManualClock clock, Ways ways) {
    var random = new SeededRandom(7);
    try {
      var key = MasterKey.parse(Files.readString(masterKey)).orElseThrow();
      store = PostgresStore.open(url, clock);
      postbox = new Postbox(new Env(clock, random), new AesGcmSealer(key, random), ways);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// To Jane.
  public void post(
      String pool, MessageKind kind, DeliveryMedium medium, String destination, String secret) {
    var id = new UserPoolId(pool);
    var row = store.<Optional<UserPools.Row>>read(tx -> tx.userPools().find(id)).orElseThrow();
    var draft = new Draft(id, kind, medium, destination, JANE, "jane", Optional.of(secret));
    var letter = postbox.render(row.document(), draft);
    store.write(tx -> {
      postbox.post(tx, letter);
      return true;
    });
  }

  @Override
  public void close() {
    store.close();
  }
}
