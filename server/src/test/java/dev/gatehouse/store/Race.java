package dev.gatehouse.store;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// Several callers who begin at once.
///
/// @param refusals what those were told who did not succeed
record Race(int callers, List<Refusal> refusals) {
  /// Lets all callers go, each with its number.
  static Race of(int callers, IntConsumer caller) throws Exception {
    var barrier = new CyclicBarrier(callers);
    var refusals = new ArrayList<Refusal>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < callers; i++) {
        var number = i;
        running.add(
            threads.submit(() -> {
              barrier.await();
              caller.accept(number);
              return true;
            }));
      }
      for (var call : running) {
        refusalOf(call).ifPresent(refusals::add);
      }
    }
    return new Race(callers, List.copyOf(refusals));
  }

  int successes() {
    return callers - refusals.size();
  }

  private static Optional<Refusal> refusalOf(Future<?> call) throws Exception {
    try {
      call.get();
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RefusedException refused) {
        return Optional.of(refused.refusal());
      }
      throw e;
    }
  }
}
