package dev.gatehouse.server;

import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.aws.AccessPolicy;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.store.Store;

/// Makes the first administrator key: random, never a default (SV-24). The file is written before
/// the row, so that a crash between the two is mended by the next start; whoever deletes all keys
/// later gets no new one by restarting.
final class FirstStart {
  private static final String DONE = "administrator-key";

  private FirstStart() {}

  /// @return whether it was the first start and a key was made
  static boolean ensureAdministratorKey(Store store, AccessKeyMint mint, DataFolder folder) {
    if (store.read(tx -> tx.installation().find(DONE)).isPresent()) {
      return false;
    }
    var minted = mint.longLived("administrator", AccessPolicy.ADMINISTRATOR);
    var id = minted.row().id();
    write(id, minted.secret(), folder);
    return store.write(tx -> {
      var isFirst = tx.installation().putIfAbsent(DONE, id).equals(id);
      if (isFirst) {
        tx.accessKeys().insert(minted.row());
      }
      return isFirst;
    });
  }

  /// Writes the file again where only the database came over (a restore, a move); nothing where
  /// there is one, or where the key has been deleted.
  static void keepAdministratorKey(Store store, Sealer sealer, DataFolder folder) {
    if (DataFolder.adminKey(folder.path()).isEmpty()) {
      store
          .read(tx -> tx.installation().find(DONE).flatMap(tx.accessKeys()::find))
          .ifPresent(key -> write(key.id(), AccessKeyMint.secret(key, sealer), folder));
    }
  }

  private static void write(String id, String secret, DataFolder folder) {
    folder.writeAdminKey(
        JsonValue.object().put("AccessKeyId", id).put("SecretAccessKey", secret).build());
  }
}
