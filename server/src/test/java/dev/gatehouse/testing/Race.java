package dev.gatehouse.testing;

import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/// Several callers who begin at once.
///
/// @param refusals what those were told who did not succeed
public record Race(int callers, List<Refusal> refusals) {
  public Race {
    refusals = List.copyOf(refusals);
  }

  /// Lets all callers go, each with its number.
  public static Race of(int callers, IntConsumer caller) throws Exception {
    var ends = answers(callers, number -> refusal(() -> caller.accept(number)));
    return new Race(callers, ends.stream().flatMap(Optional::stream).toList());
  }

  private static Optional<Refusal> refusal(Runnable call) {
    try {
      call.run();
      return Optional.empty();
    } catch (RefusedException refused) {
      return Optional.of(refused.refusal());
    }
  }

  /// What each caller got, in the order of their numbers.
  public static <T> List<T> answers(int callers, IntFunction<T> caller) throws Exception {
    var barrier = new CyclicBarrier(callers);
    var answers = new ArrayList<T>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ArrayList<Future<T>>();
      for (int i = 0; i < callers; i++) {
        var number = i;
        running.add(
            threads.submit(() -> {
              barrier.await();
              return caller.apply(number);
            }));
      }
      for (var call : running) {
        answers.add(call.get());
      }
    }
    return answers;
  }

  public int successes() {
    return callers - refusals.size();
  }
}
