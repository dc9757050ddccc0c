package dev.gatehouse.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/// What is looked at before a database file is opened (record 0018). Nobody may get an answer from
/// a damaged file, and a start has a second or two.
final class FileStart {
  /// After a crash a server is ready within two seconds (RL-56), with a hundred megabytes of
  /// database: so much can be looked through meanwhile. A killed process damages no page.
  private static final Duration AFTER_CRASH_MAX = Duration.ofSeconds(1);

  private FileStart() {}

  /// Examines the file, as far as its mark does not vouch for it.
  ///
  /// @return whether all of it has been looked at
  /// @throws DamagedFileException when it is damaged, or acknowledged changes are missing
  /// @throws dev.gatehouse.store.StoreUnavailableException when it cannot be read
  static boolean examine(Path file) throws IOException {
    var mark = AcknowledgedMark.read(file);
    if (Files.exists(file) && AcknowledgedMark.hasJournal(file)) {
      new Examination(file).takeBack();
    }
    if (!Files.exists(file) || Files.size(file) == 0) {
      if (mark.isPresent()) {
        throw new DamagedFileException(file, "it is missing or empty");
      }
      return true;
    }
    if (mark.filter(known -> known.isUntouched(file)).isPresent()) {
      return false;
    }
    if (!AcknowledgedMark.hasLog(file)) {
      new Examination(file).requireSize();
    }
    mark.ifPresent(known -> new Examination(file).requireChanges(known.number()));
    // A mark without a look: the server was killed. No mark, or another look: restored, copied,
    // edited; there is time.
    return mark.map(AcknowledgedMark.State::look).filter(Optional::isEmpty).isPresent()
        ? examineFor(file, AFTER_CRASH_MAX)
        : examineAll(file);
  }

  private static boolean examineAll(Path file) {
    new Examination(file).requireSound();
    return true;
  }

  private static boolean examineFor(Path file, Duration max) {
    var examination = new Examination(file);
    var work = CompletableFuture.runAsync(examination::requireSound, Thread.ofPlatform()::start);
    try {
      work.completeOnTimeout(null, max.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException found) {
      if (found.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw found;
    }
    return examination.cancel();
  }
}
