package dev.gatehouse.server;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.UnsealException;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Finds the master key and proves that it is the one that sealed this database, by a check value
/// that is stored with the first start. With another key, or without one, nothing is opened, made
/// or changed (KS-03).
///
/// @param fromEnvironment what `GATEHOUSE_MASTER_KEY` holds
/// @param named the file that `master-key.file` names
/// @param automatic the file used, and made at the first start, when neither is set
record MasterKeys(Optional<String> fromEnvironment, Optional<KeyFile> named, KeyFile automatic) {
  /// The fact that proves the key.
  static final String CHECK = "master-key-check";

  private static final String CONTEXT = "installation|" + CHECK;

  /// The sealer of this installation.
  ///
  /// @throws StartRefusedException when the key is missing, exposed, malformed or another one
  Sealer sealer(Store store, RandomGenerator random) {
    var check = store.read(tx -> tx.installation().find(CHECK));
    if (check.isPresent()) {
      return existing(check.get(), random);
    }
    return given().map(key -> first(store, key, random)).orElseGet(() -> made(store, random));
  }

  /// The sealer of a database that has this check value.
  ///
  /// @throws StartRefusedException when the key is missing, exposed, malformed or another one
  Sealer existing(String check, RandomGenerator random) {
    return proved(given().orElseThrow(this::missing), check, random);
  }

  /// A sealer with the key that is there, of whatever installation it is.
  ///
  /// @throws StartRefusedException when the key is missing, exposed or malformed
  Sealer unproved(RandomGenerator random) {
    return new AesGcmSealer(given().orElseThrow(this::missing), random);
  }

  private Optional<MasterKey> given() {
    if (fromEnvironment.isPresent()) {
      return fromEnvironment.map(text -> KeyFile.parse(text, "GATEHOUSE_MASTER_KEY"));
    }
    if (named.isPresent()) {
      var file = named.get();
      return Optional.of(
          file.read()
              .orElseThrow(() ->
                  new StartRefusedException(
                      "The master key file " + file.path() + " does not exist.")));
    }
    return automatic.read();
  }

  private StartRefusedException missing() {
    return new StartRefusedException(
        "The data was sealed with a master key, and there is none: "
            + automatic.path()
            + " does not exist, and neither GATEHOUSE_MASTER_KEY nor master-key.file is set."
            + " Restore the key; nothing was changed.");
  }

  /// At the first start: the check value that is stored first stands, also among several nodes.
  private static Sealer first(Store store, MasterKey key, RandomGenerator random) {
    var sealer = new AesGcmSealer(key, random);
    var value =
        Sealed.of(sealer.seal("gatehouse".getBytes(StandardCharsets.UTF_8), CONTEXT)).text();
    var standing = store.write(tx -> tx.installation().putIfAbsent(CHECK, value));
    return proved(key, standing, random);
  }

  private Sealer made(Store store, RandomGenerator random) {
    var key = MasterKey.mint(random);
    automatic.write(key);
    try {
      return first(store, key, random);
    } catch (StartRefusedException otherNodeWasFirst) {
      automatic.delete();
      throw otherNodeWasFirst;
    }
  }

  private static Sealer proved(MasterKey key, String check, RandomGenerator random) {
    var sealer = new AesGcmSealer(key, random);
    try {
      sealer.open(new Sealed(check).bytes(), CONTEXT);
      return sealer;
    } catch (UnsealException | IllegalArgumentException another) {
      throw new StartRefusedException(
          "The master key is not the one that sealed this database. Nothing was changed.");
    }
  }

  /// Says nothing of the key.
  @Override
  public String toString() {
    return "MasterKeys[" + automatic.path() + "]";
  }
}
