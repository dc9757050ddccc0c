package dev.gatehouse.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeysTest {
  private static final byte[] SECRET = {1, 2, 3};

  private final SeededRandom random = new SeededRandom(1);

  @TempDir private Path temp;
  private Path data = Path.of("");
  private @Nullable Store opened;

  @BeforeEach
  void open() throws IOException {
    data = Files.createDirectory(temp.resolve("data"));
    opened = SqliteStore.open(data.resolve("gatehouse.db"), ManualClock.atStart());
  }

  private Store store() {
    return Objects.requireNonNull(opened);
  }

  @AfterEach
  void close() {
    store().close();
  }

  private Sealer automatic(boolean dev) {
    return new MasterKeys(Optional.empty(), Optional.empty(), KeyFile.ofFolder(data, dev))
        .sealer(store(), random);
  }

  @Test
  void strict_mode_makes_the_key_beside_the_folder_and_dev_mode_inside() throws IOException {
    var sealed = automatic(false).seal(SECRET, "x");
    assertThat(temp.resolve("data.key")).exists();
    assertThat(automatic(false).open(sealed, "x")).isEqualTo(SECRET);
    assertThat(KeyFile.ofFolder(data, true).path()).isEqualTo(data.resolve("master.key"));
  }

  @Test
  void ks_02_the_key_file_is_for_its_owner_only() throws IOException {
    automatic(false);
    var file = temp.resolve("data.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void ks_02_a_key_file_that_others_can_read_is_refused() throws IOException {
    automatic(false);
    for (var mode : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
      Files.setPosixFilePermissions(
          temp.resolve("data.key"), PosixFilePermissions.fromString(mode));
      assertThatThrownBy(() -> automatic(false))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining("can be read by others");
    }
    Files.setPosixFilePermissions(
        temp.resolve("data.key"), PosixFilePermissions.fromString("r--------"));
    automatic(false);
  }

  @Test
  void ks_03_without_the_key_the_start_is_refused_and_nothing_is_made() throws IOException {
    automatic(false);
    Files.delete(temp.resolve("data.key"));
    assertThatThrownBy(() -> automatic(false))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(temp.resolve("data.key") + " does not exist");
    assertThat(temp.resolve("data.key")).doesNotExist();
  }

  @Test
  void ks_03_with_another_key_the_start_is_refused_and_the_data_stays_whole() throws IOException {
    var sealed = automatic(false).seal(SECRET, "x");
    var right = Files.readString(temp.resolve("data.key"));
    var other = MasterKey.mint(random).text();
    assertThatThrownBy(() ->
            new MasterKeys(Optional.of(other), Optional.empty(), KeyFile.ofFolder(data, false))
                .sealer(store(), random))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage(
            "The master key is not the one that sealed this database. Nothing was changed.");
    var again =
        new MasterKeys(Optional.of(right), Optional.empty(), KeyFile.ofFolder(data, false))
            .sealer(store(), random);
    assertThat(again.open(sealed, "x")).isEqualTo(SECRET);
  }

  @Test
  void the_environment_wins_over_the_named_file_and_that_over_the_automatic_one() {
    var first = MasterKey.mint(random);
    var named = new KeyFile(temp.resolve("named"));
    named.write(MasterKey.mint(random));
    var keys =
        new MasterKeys(
            Optional.of(first.text()), Optional.of(named), KeyFile.ofFolder(data, false));
    keys.sealer(store(), random);
    assertThat(temp.resolve("data.key")).doesNotExist();
    assertThatThrownBy(() ->
            new MasterKeys(Optional.empty(), Optional.of(named), KeyFile.ofFolder(data, false))
                .sealer(store(), random))
        .hasMessageContaining("not the one");
  }

  @Test
  void a_named_file_that_is_missing_or_holds_no_key_is_refused() throws IOException {
    var file = temp.resolve("named");
    var keys =
        new MasterKeys(
            Optional.empty(), Optional.of(new KeyFile(file)), KeyFile.ofFolder(data, false));
    assertThatThrownBy(() -> keys.sealer(store(), random))
        .hasMessage("The master key file " + file + " does not exist.");
    OwnerOnly.write(file, "too short\n");
    assertThatThrownBy(() -> keys.sealer(store(), random))
        .hasMessage("The master key file " + file + " is not Base64 of 32 bytes.");
    assertThat(temp.resolve("data.key")).doesNotExist();
  }
}
