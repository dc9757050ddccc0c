package dev.gatehouse.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/// The recorder that judges durability: append-only, synced before an acknowledgement counts, on
/// another file system than the database (harness rule 6).
final class Journal implements AutoCloseable {
  private static final Path MEMORY = Path.of("/dev/shm");

  private final FileChannel file;
  private final AtomicLong acknowledged = new AtomicLong();

  private Journal(FileChannel file) {
    this.file = file;
  }

  static Journal open() throws IOException {
    var folder = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    var path = Files.createTempFile(folder, "gatehouse-journal", ".log");
    path.toFile().deleteOnExit();
    return new Journal(FileChannel.open(path, StandardOpenOption.APPEND));
  }

  /// Records that the server has acknowledged a change; returns when that is on the disk.
  void acknowledged(String change) {
    try {
      file.write(ByteBuffer.wrap((change + "\n").getBytes(StandardCharsets.UTF_8)));
      file.force(false);
      acknowledged.incrementAndGet();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long count() {
    return acknowledged.get();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
