package dev.gatehouse.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The types by name, because only root could mount them.
@DisplayName("RL-14: file systems that are no place for SQLite")
class FileSystemTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nfs", "nfs4", "cifs", "smb3", "9p", "ceph", "gpfs", "beegfs", "gfs2", "ocfs2", "NFS"
      })
  void a_network_is_a_risk(String type) {
    assertThat(FileSystem.riskOfType(type))
        .hasValueSatisfying(risk -> assertThat(risk).startsWith("the data folder is on a network"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"virtiofs", "vboxsf", "prl_fs"})
  void what_a_host_shares_is_a_risk(String type) {
    assertThat(FileSystem.riskOfType(type))
        .contains(
            "the data folder is shared with the host of this machine (%s), put it on a local disk"
                .formatted(type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"fuse", "fuse.sshfs", "fuse.glusterfs"})
  void a_program_is_a_risk(String type) {
    assertThat(FileSystem.riskOfType(type))
        .contains(
            "the data folder is on a file system of a program (%s), put it on a local disk"
                .formatted(type));
  }

  @Test
  void the_layer_of_a_container_is_a_risk() {
    assertThat(FileSystem.riskOfType("overlay"))
        .contains(
            "the data folder is in the writable layer of a container and goes with it, put it on a volume");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "apfs", "fuseblk"})
  void a_local_disk_is_none(String type) {
    assertThat(FileSystem.riskOfType(type)).isEmpty();
  }

  @Test
  void what_cannot_be_looked_at_is_none(@TempDir Path folder) {
    assertThat(FileSystem.risk(folder.resolve("missing"))).isEmpty();
  }
}
