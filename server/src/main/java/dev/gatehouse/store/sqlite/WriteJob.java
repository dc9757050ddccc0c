package dev.gatehouse.store.sqlite;

import dev.gatehouse.store.Change;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sql.SqlTx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A write closure on its way: it waits for the writer, runs (perhaps more than once), and is
/// answered when its group is durable. The caller may withdraw it until the writer takes it.
final class WriteJob<T> {
  private enum State {
    WAITING,
    TAKEN,
    WITHDRAWN
  }

  private final Function<WriteTx, T> work;
  private final CompletableFuture<T> done = new CompletableFuture<>();
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private List<Change> changes = List.of();
  private Runnable answer = () -> {};

  WriteJob(Function<WriteTx, T> work) {
    this.work = work;
  }

  /// Whether the writer may run it: not when the caller has given up.
  boolean take() {
    return state.compareAndSet(State.WAITING, State.TAKEN);
  }

  /// Runs the closure and keeps what to answer after the commit.
  void run(SqlTx tx) {
    var result = work.apply(tx);
    changes = tx.recorded();
    answer = () -> done.complete(result);
  }

  /// Keeps a refusal: it is answered after the commit too, because it may rest on what the group
  /// wrote before.
  void refuse(Throwable refusal) {
    changes = List.of();
    answer = () -> done.completeExceptionally(refusal);
  }

  List<Change> changes() {
    return changes;
  }

  /// To be called when the group is durable.
  void answer() {
    answer.run();
  }

  void fail(RuntimeException failure) {
    done.completeExceptionally(failure);
  }

  /// Waits for the answer.
  ///
  /// @param max to wait for the writer to take the job, and again for the commit
  T await(Duration max) {
    try {
      return awaitTaken(max);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw givenUp("interrupted", e);
    } catch (TimeoutException e) {
      throw givenUp("the writer did not answer in time", e);
    } catch (ExecutionException e) {
      throw rethrow(e.getCause());
    }
  }

  private T awaitTaken(Duration max)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return done.get(max.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (state.get() == State.TAKEN) {
        return done.get(max.toMillis(), TimeUnit.MILLISECONDS);
      }
      throw e;
    }
  }

  private StoreUnavailableException givenUp(String reason, Exception cause) {
    var withdrawn = state.compareAndSet(State.WAITING, State.WITHDRAWN);
    return new StoreUnavailableException(
        reason + (withdrawn ? "; nothing was written" : "; whether it was written is unknown"),
        cause);
  }

  private static RuntimeException rethrow(@Nullable Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case RuntimeException e -> e;
      case null, default -> new IllegalStateException(cause);
    };
  }
}
