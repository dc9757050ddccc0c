package dev.gatehouse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the process that listens on a port, from Linux's `/proc`; empty elsewhere, and for a
/// process of another user.
final class PortHolder {
  private static final Path PROC = Path.of("/proc");
  private static final String LISTEN = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private PortHolder() {}

  /// For instance `process 4711 (java)`.
  static Optional<String> describe(int port) {
    return inodes(port).stream()
        .flatMap(PortHolder::processesWith)
        .findFirst()
        .map(PortHolder::name);
  }

  private static List<String> inodes(int port) {
    var suffix = String.format(java.util.Locale.ROOT, ":%04X", port);
    return Stream.of("net/tcp", "net/tcp6")
        .flatMap(name -> lines(PROC.resolve(name)))
        .map(line -> line.strip().split("\\s+", -1))
        .filter(fields -> fields.length > INODE)
        .filter(fields -> fields[LOCAL_ADDRESS].endsWith(suffix) && fields[STATE].equals(LISTEN))
        .map(fields -> fields[INODE])
        .toList();
  }

  private static Stream<Path> processesWith(String inode) {
    return children(PROC)
        .filter(process -> process.getFileName().toString().matches("\\d{1,10}"))
        .filter(process -> children(process.resolve("fd")).anyMatch(file -> isSocket(file, inode)));
  }

  private static boolean isSocket(Path file, String inode) {
    try {
      return Files.readSymbolicLink(file).toString().equals("socket:[" + inode + "]");
    } catch (IOException gone) {
      return false;
    }
  }

  private static String name(Path process) {
    var command = lines(process.resolve("comm")).findFirst().orElse("unknown");
    return "process " + process.getFileName() + " (" + command.strip() + ")";
  }

  private static Stream<Path> children(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList().stream();
    } catch (IOException | UncheckedIOException notAllowed) { // Or gone meanwhile.
      return Stream.empty();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException notThere) {
      return Stream.empty();
    }
  }
}
