package dev.gatehouse.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// A secret that the operator keeps in a file and may change at any time.
///
/// @param setting which one names it
record SecretFile(String setting, Path path) implements Supplier<String> {
  /// Refuses the start where the secret cannot be used: nobody should have to wait for a message to
  /// hear of it.
  ///
  /// @throws StartRefusedException when the file cannot be read, is empty, or open to everybody
  SecretFile checked() {
    try {
      if (OwnerOnly.isOpenToAll(path)) {
        throw new StartRefusedException(
            "The file %s of %s can be read or changed by others. Make it yours, or readable by a group: chmod 640 %s"
                .formatted(path, setting, path));
      }
      if (get().isEmpty()) {
        throw new StartRefusedException("The file %s of %s is empty.".formatted(path, setting));
      }
      return this;
    } catch (IOException | UncheckedIOException unreadable) {
      throw new StartRefusedException("The file %s of %s cannot be read.".formatted(path, setting));
    }
  }

  /// What is in it now, without the line end.
  ///
  /// @throws UncheckedIOException when it cannot be read
  @Override
  public String get() {
    try {
      return Files.readString(path, StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
