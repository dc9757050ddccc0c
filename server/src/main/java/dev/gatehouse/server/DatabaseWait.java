package dev.gatehouse.server;

import dev.gatehouse.config.DatabaseUrl;
import dev.gatehouse.config.Settings;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the database of a start, and waits for a PostgreSQL that is not there: a server that ended
/// would only be started again by whatever supervises it, and nobody could ask it why (RL-57).
///
/// @param stop counted down when the process is told to stop
record DatabaseWait(Settings settings, InstantSource clock, CountDownLatch stop) {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseWait.class);
  private static final Duration PAUSE_MIN = Duration.ofMillis(250);
  private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

  /// @param room opens what answers meanwhile
  /// @throws StartRefusedException as [Stores#open], and when the wait is over or the process is
  ///   told to stop
  Store open(DataFolder folder, Supplier<WaitingRoom> room) {
    return Stores.opened(() -> {
      try {
        return attempt(folder);
      } catch (StoreUnavailableException away) {
        if (settings.databaseUrl().isEmpty() || settings.databaseStartWait().isZero()) {
          throw away;
        }
        LOG.warn(
            "the database cannot be opened: {}; the start waits for it, {} s at most",
            Stores.reason(away),
            settings.databaseStartWait().toSeconds());
      }
      try (var _ = room.get()) {
        return await(folder);
      }
    });
  }

  private Store await(DataFolder folder) {
    var start = System.nanoTime();
    for (var pause = PAUSE_MIN; ; pause = longer(pause)) {
      var left = settings.databaseStartWait().minusNanos(System.nanoTime() - start);
      rest(left.compareTo(pause) < 0 ? left : pause);
      try {
        return attempt(folder);
      } catch (StoreUnavailableException away) {
        if (left.compareTo(pause) <= 0) {
          throw away;
        }
      }
    }
  }

  private Store attempt(DataFolder folder) {
    return Stores.openOnce(settings.databaseUrl().map(DatabaseUrl::jdbcUrl), folder, clock);
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
  }

  private void rest(Duration pause) {
    try {
      if (stop.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StartRefusedException("Stopped before the database could be opened.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefusedException("Interrupted before the database could be opened.");
    }
  }
}
