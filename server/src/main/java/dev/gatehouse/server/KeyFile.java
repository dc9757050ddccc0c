package dev.gatehouse.server;

import dev.gatehouse.crypto.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A master key in a file: Base64 of 32 bytes, readable by its owner only (KS-02).
record KeyFile(Path path) {
  /// The file that is made where neither environment nor settings name a key (design D12): in the
  /// data folder in dev mode, beside it in strict mode, so that a copy of the folder lacks it.
  static KeyFile ofFolder(Path data, boolean dev) {
    return new KeyFile(
        dev ? data.resolve("master.key") : data.resolveSibling(data.getFileName() + ".key"));
  }

  /// The key; empty when there is no such file.
  ///
  /// @throws StartRefusedException when others can read it (KS-02), or it holds no key
  Optional<MasterKey> read() {
    if (!Files.exists(path)) {
      return Optional.empty();
    }
    try {
      if (OwnerOnly.isExposed(path)) {
        throw new StartRefusedException(
            "The master key file "
                + path
                + " can be read by others. Make it yours alone: chmod 600 "
                + path);
      }
      return Optional.of(parse(Files.readString(path), "The master key file " + path));
    } catch (IOException unreadable) {
      throw new StartRefusedException("The master key file " + path + " cannot be read.");
    }
  }

  /// @param source begins the sentence that refuses another text
  static MasterKey parse(String text, String source) {
    return MasterKey.parse(text)
        .orElseThrow(() -> new StartRefusedException(source + " is not Base64 of 32 bytes."));
  }

  void write(MasterKey key) {
    try {
      OwnerOnly.write(path, key.text() + "\n");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
