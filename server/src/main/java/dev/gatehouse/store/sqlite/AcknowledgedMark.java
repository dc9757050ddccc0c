package dev.gatehouse.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the store has promised, kept beside the database file in `<file>-mark`: the number of the
/// last acknowledged change, so that a start can tell that changes are gone (a write-ahead log that
/// was cut, damaged or removed is a sound but older database to SQLite; RL-12); and, after a clean
/// stop, what the file looked like, so that a start can tell that nobody has touched it since.
///
/// While the store is open the number is written over in place before an acknowledgement and after
/// the commit is on disk, without a synchronisation of its own: a killed process leaves it exact, a
/// power cut at worst older, and never newer than what the database holds.
final class AcknowledgedMark implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AcknowledgedMark.class);

  private static final String SUFFIX = "-mark";
  private static final int DIGITS = 19;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,19}) (open|clean (\\d+) (\\d+))\n");

  private final Path database;
  private final FileChannel file;
  private long number;
  private boolean isFailing;

  private AcknowledgedMark(Path database, FileChannel file, long number) {
    this.database = database;
    this.file = file;
    this.number = number;
  }

  /// What a mark says.
  ///
  /// @param number of the last acknowledged change
  /// @param look of the database file when it was closed; empty when it was not
  record State(long number, Optional<Look> look) {
    /// Whether the file was closed and nobody has written to it since.
    boolean isUntouched(Path database) {
      return look.isPresent() && look.equals(Look.of(database)) && !hasLog(database);
    }
  }

  /// @param size in bytes
  /// @param modified in nanoseconds since 1970
  record Look(long size, long modified) {
    /// Empty when there is no such file.
    static Optional<Look> of(Path file) {
      try {
        return Files.exists(file)
            ? Optional.of(
                new Look(
                    Files.size(file), Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS)))
            : Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException("the database file cannot be looked at", e);
      }
    }
  }

  /// Whether there is a write-ahead log with something in it.
  static boolean hasLog(Path database) {
    return Look.of(beside(database, "-wal")).filter(log -> log.size > 0).isPresent();
  }

  /// Whether there is a rollback journal with something in it: a process was killed while the
  /// database had no write-ahead log yet, which it gets before anything else.
  static boolean hasJournal(Path database) {
    return Look.of(beside(database, "-journal")).filter(journal -> journal.size > 0).isPresent();
  }

  private static Path beside(Path database, String suffix) {
    return database.resolveSibling(database.getFileName() + suffix);
  }

  /// What the mark of `database` says; empty when there is none, or it is not readable as one.
  static Optional<State> read(Path database) {
    try {
      var file = beside(database, SUFFIX);
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      var text = TEXT.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
      if (!text.matches()) {
        LOG.warn("the file {} says nothing that can be read; it is not believed", file);
        return Optional.empty();
      }
      return Optional.of(
          new State(
              Long.parseLong(text.group(1)),
              Optional.ofNullable(text.group(3))
                  .map(size -> new Look(Long.parseLong(size), Long.parseLong(text.group(4))))));
    } catch (IOException e) {
      throw new UncheckedIOException("the mark beside the database file cannot be read", e);
    }
  }

  /// Marks the database as open, on disk when this returns.
  ///
  /// @param number of the last change in it
  static AcknowledgedMark open(Path database, long number) {
    try {
      replace(database, text(number, "open"));
      var file = FileChannel.open(beside(database, SUFFIX), StandardOpenOption.WRITE);
      return new AcknowledgedMark(database, file, number);
    } catch (IOException e) {
      throw new UncheckedIOException("the mark beside the database file cannot be written", e);
    }
  }

  /// Changes up to `upTo` are on disk, and are acknowledged next. A mark that cannot be written is
  /// logged and stands for an older state: it then notices less.
  void acknowledge(long upTo) {
    if (upTo <= number) {
      return;
    }
    try {
      file.write(ByteBuffer.wrap(digits(upTo).getBytes(StandardCharsets.ISO_8859_1)), 0);
      number = upTo;
      isFailing = false;
    } catch (IOException e) {
      if (!isFailing) {
        LOG.warn("the mark beside the database file cannot be written", e);
      }
      isFailing = true;
    }
  }

  /// The database is closed, and complete in its one file.
  void closeClean() {
    var look = Look.of(database);
    close();
    if (look.isPresent()) {
      try {
        replace(database, text(number, "clean " + look.get().size + " " + look.get().modified));
      } catch (IOException e) {
        LOG.warn("the clean stop cannot be marked; the next start looks through the file", e);
      }
    }
  }

  /// Leaves the database marked as open.
  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.warn("the mark beside the database file cannot be closed", e);
    }
  }

  private static String text(long number, String state) {
    return digits(number) + " " + state + "\n";
  }

  /// Always as long, so that a number can be written over another.
  private static String digits(long number) {
    var digits = Long.toString(number);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }

  private static void replace(Path database, String text) throws IOException {
    var draft = beside(database, SUFFIX + ".new");
    PrivateFile.prepare(draft);
    try (var channel =
        FileChannel.open(
            draft,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
      channel.force(true);
    }
    Files.move(
        draft,
        beside(database, SUFFIX),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (var folder = FileChannel.open(database.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }
}
