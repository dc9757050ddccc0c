package dev.gatehouse.delivery;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.UnsealException;
import dev.gatehouse.delivery.DeliveryMeters.Outcome;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.Messages.State;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers the pending messages of one medium. Every node has one; whoever takes a row first has
/// it for [#LEASE]. What a node had taken that was killed is taken again after that: each message
/// is sent at least once, and twice only where nobody can know (RL-58). One thread calls [#round].
public final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /// How long a taken message is a node's own: longer than an attempt, also by the clock of a node
  /// that is a minute ahead.
  static final Duration LEASE = Duration.ofMinutes(2);

  /// Messages under way at one time.
  static final int BATCH = 16;

  private static final Duration ATTEMPT_MAX = Duration.ofSeconds(45);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PAUSE_MAX = Duration.ofMinutes(5);
  private static final int DOUBLINGS_MAX = 10;

  private final DeliveryMedium medium;
  private final Carrier carrier;
  private final Store store;
  private final Env env;
  private final Sealer sealer;
  private final Duration keep;
  private final DeliveryMeters meters;
  private final AtomicBoolean isFailing = new AtomicBoolean();

  /// Classes of what was logged already.
  private final Set<String> defects = ConcurrentHashMap.newKeySet();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /// What a courier works with.
  ///
  /// @param keep how long a message is shown after it was sent or given up
  public record Parts(Store store, Env env, Sealer sealer, Duration keep, DeliveryMeters meters) {}

  public Courier(DeliveryMedium medium, Carrier carrier, Parts parts) {
    this.medium = medium;
    this.carrier = carrier;
    store = parts.store;
    env = parts.env;
    sealer = parts.sealer;
    keep = parts.keep;
    meters = parts.meters;
  }

  /// Delivers everything that is due now; what cannot be is due again later.
  ///
  /// @throws dev.gatehouse.store.StoreUnavailableException when the database cannot be reached
  public void round() {
    List<Messages.Row> due;
    do {
      due = store.read(tx -> tx.messages().listDue(medium, env.now(), BATCH));
    } while (deliver(due) && due.size() == BATCH);
  }

  /// @return false when the thread was interrupted
  private boolean deliver(List<Messages.Row> due) {
    var taken = due.stream().filter(this::take).toList();
    var attempts = taken.stream().map(row -> Executors.callable(() -> attempt(row))).toList();
    try {
      var results =
          threads.invokeAll(attempts, ATTEMPT_MAX.toMillis(), TimeUnit.MILLISECONDS).iterator();
      for (var row : taken) {
        conclude(row, results.next());
      }
      return true;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt(); // What is under way is taken again after its lease.
      return false;
    }
  }

  /// Writes down what an attempt could not. What fails here is the round's failure.
  private void conclude(Messages.Row row, Future<?> attempt) {
    switch (attempt.state()) {
      case CANCELLED -> settle(row, UndeliveredException.forNow("it took too long"));
      case FAILED -> {
        if (attempt.exceptionNow() instanceof StoreUnavailableException unavailable) {
          throw unavailable; // Sent or not: it is taken again after its lease.
        }
        settle(row, defect(attempt.exceptionNow()));
      }
      case SUCCESS, RUNNING -> {}
    }
  }

  private boolean take(Messages.Row row) {
    var until = env.now().plus(LEASE);
    return store.write(tx -> tx.messages().take(row, until));
  }

  private void attempt(Messages.Row row) {
    var failure = carry(row);
    if (failure.isEmpty()) {
      settle(row);
    } else if (!Thread.currentThread().isInterrupted()) {
      settle(row, failure.get());
    }
  }

  /// @return why it was not taken
  private Optional<UndeliveredException> carry(Messages.Row row) {
    if (!env.now().isBefore(row.usefulUntil())) {
      var fault = row.fault().orElse(OldMessages.TOO_LATE);
      return Optional.of(UndeliveredException.forGood(fault));
    }
    try {
      carrier.carry(row, words(row));
      return Optional.empty();
    } catch (UndeliveredException failure) {
      return Optional.of(failure);
    } catch (RuntimeException | Error defect) {
      return Optional.of(defect(defect));
    }
  }

  /// A defect of ours or of a library, an error too: it ends neither the message nor the others.
  /// Its text may say what must not be logged.
  private UndeliveredException defect(Throwable defect) {
    if (defects.add(defect.getClass().getName())) {
      LOG.error("delivery of messages by {} fails: {}", medium, defect.getClass().getName());
    }
    return UndeliveredException.forNow("it fails: " + defect.getClass().getSimpleName());
  }

  private Content words(Messages.Row row) {
    try {
      return Content.open(sealer, row)
          .orElseThrow(() -> UndeliveredException.forGood("its words are gone"));
    } catch (UnsealException foreign) {
      throw UndeliveredException.forGood("its words cannot be opened");
    }
  }

  private void settle(Messages.Row row) {
    var end = env.now().plus(keep);
    store.write(
        tx -> tx.messages().settle(row, row.attempts() + 1, State.SENT, end, Optional.empty()));
    meters.count(medium, Outcome.SENT);
    if (isFailing.compareAndSet(true, false)) {
      LOG.info("messages by {} are delivered again", medium);
    }
  }

  private void settle(Messages.Row row, UndeliveredException failure) {
    var now = env.now();
    var attempts = row.attempts() + 1;
    var next = now.plus(pause(attempts));
    var isOver = failure.isFinal() || !next.isBefore(row.usefulUntil());
    var state = isOver ? State.FAILED : State.PENDING;
    Instant dueAt = isOver ? now.plus(keep) : next;
    var fault = Optional.of(failure.text());
    store.write(tx -> tx.messages().settle(row, attempts, state, dueAt, fault));
    meters.count(medium, isOver ? Outcome.FAILED : Outcome.DEFERRED);
    if (isOver) {
      LOG.warn("message {} is given up after {} attempts: {}", row.id(), attempts, failure.text());
    } else if (isFailing.compareAndSet(false, true)) {
      LOG.warn("messages by {} cannot be delivered for now: {}", medium, failure.text());
    }
  }

  /// Doubles with each attempt.
  private static Duration pause(int attempts) {
    var pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS_MAX));
    return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
  }

  /// Cuts off what is under way.
  @Override
  public void close() {
    threads.shutdownNow();
    carrier.close();
  }
}
