package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.sql.SqlFault;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Whether the file may still be used. It may not once a page of it was found damaged (RL-12), or
/// once the operating system failed to write it through to the disk: what it says about later
/// writes cannot be believed, because it forgets what it has reported (RL-04). Nothing but a new
/// process brings the trust back.
final class FileTrust {
  private final Path file;
  private final AtomicReference<Optional<String>> loss = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Consumer<String>> listener = new AtomicReference<>(_ -> {});

  FileTrust(Path file) {
    this.file = file;
  }

  /// The file, which may not be there any more.
  Path file() {
    return file;
  }

  /// Tells `listener`, once, why the file must not be used any more; at once when it is known.
  void onLoss(Consumer<String> told) {
    listener.set(told);
    loss.get().ifPresent(told);
  }

  /// Looks at what a transaction met.
  void judge(Throwable met) {
    SqlFault.sqlException(met)
        .ifPresent(e -> {
          if (SqliteFault.isDamage(e)) {
            lose("The database file " + file + " is damaged: " + SqliteFault.reason(e));
          } else if (isUnsynced(e)) {
            lose(
                "The disk did not keep what was written to the database file "
                    + file
                    + ": "
                    + SqliteFault.reason(e));
          }
        });
  }

  /// @param sentence without a full stop
  void lose(String sentence) {
    if (loss.compareAndSet(Optional.empty(), Optional.of(sentence))) {
      listener.get().accept(sentence);
    }
  }

  boolean isLost() {
    return loss.get().isPresent();
  }

  /// @throws StoreUnavailableException when the file must not be used any more
  void require() {
    loss.get()
        .ifPresent(sentence -> {
          throw new StoreUnavailableException(
              "the database file failed; the server must be restarted",
              new IllegalStateException(sentence));
        });
  }

  private static boolean isUnsynced(SQLException e) {
    return e instanceof SQLiteException sqlite
        && (sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_FSYNC
            || sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_DIR_FSYNC);
  }
}
