package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.AccessKeys;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstStartTest {
  @TempDir private Path temp;

  /// One installation in a folder of its own.
  private record Installed(
      boolean isFirst, String id, String secret, java.util.List<AccessKeys.Row> rows) {}

  private Installed start(String name, long seed) {
    var random = new SeededRandom(seed);
    var clock = ManualClock.atStart();
    var mint =
        new AccessKeyMint(
            new Env(clock, random), new AesGcmSealer(MasterKey.mint(new SeededRandom(9)), random));
    try (var folder = DataFolder.open(temp.resolve(name));
        var store = SqliteStore.open(folder.database(), clock)) {
      var isFirst = FirstStart.ensureAdministratorKey(store, mint, folder);
      var key = DataFolder.adminKey(folder.path()).orElseThrow();
      return new Installed(
          isFirst,
          key.string("AccessKeyId").orElseThrow(),
          key.string("SecretAccessKey").orElseThrow(),
          store.read(tx -> tx.accessKeys().list()));
    }
  }

  @Test
  void sv_24_the_first_start_makes_one_random_administrator_key() throws Exception {
    var one = start("one", 1);
    var two = start("two", 2);
    assertThat(one.isFirst).isTrue();
    assertThat(one.id).matches("AKIA[A-Z2-7]{16}");
    assertThat(one.secret).hasSize(40);
    assertThat(one.rows).extracting(AccessKeys.Row::id).containsExactly(one.id);
    assertThat(two.id).isNotEqualTo(one.id);
    assertThat(two.secret).isNotEqualTo(one.secret);
    var file = temp.resolve("one/admin-key.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void sv_24_a_later_start_makes_none_even_when_all_keys_are_gone() {
    var first = start("one", 1);
    try (var store = SqliteStore.open(temp.resolve("one/gatehouse.db"), ManualClock.atStart())) {
      store.write(tx -> {
        tx.accessKeys().delete(first.id);
        return true;
      });
    }
    var second = start("one", 2);
    assertThat(second).isEqualTo(new Installed(false, first.id, first.secret, java.util.List.of()));
  }
}
