package dev.gatehouse.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// KS-13: every library is the very file that was reviewed, wherever Maven fetched it from. `mvn
/// test -Dtest=DependenciesTest -Dgatehouse.regenerate=true` takes over what is there now.
class DependenciesTest {
  private static final Path LIST =
      Path.of("src/test/resources/dev/gatehouse/arch/dependencies.sha256");

  @Test
  void ks_13_every_library_has_the_checksum_that_was_reviewed() throws Exception {
    var listed = listed();
    var found = new TreeMap<String, String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        found.put(Path.of(entry).getFileName().toString(), checksum(Path.of(entry)));
      }
    }
    if (Boolean.getBoolean("gatehouse.regenerate")) {
      // The library of another platform stays in the list: it is not on this machine's class path.
      listed.keySet().removeIf(name -> !name.startsWith("AmazonCorretto"));
      listed.putAll(found);
      Files.write(
          LIST, listed.entrySet().stream().map(e -> e.getValue() + "  " + e.getKey()).toList());
    }
    assertThat(found).as("libraries").hasSizeGreaterThan(50);
    assertThat(listed).as("checksums of libraries").containsAllEntriesOf(found);
  }

  private static Map<String, String> listed() throws IOException {
    try (Stream<String> lines = Files.lines(LIST)) {
      var listed = new TreeMap<String, String>();
      lines.forEach(line -> listed.put(line.substring(66), line.substring(0, 64)));
      return listed;
    }
  }

  private static String checksum(Path jar) throws IOException, NoSuchAlgorithmException {
    var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
    return HexFormat.of().formatHex(digest);
  }
}
