package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.SeededRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(5 * 60)
class HashingPermitsTest {
  private static final long MIB = 1024 * 1024;

  @Test
  void bf_24_no_more_hash_at_once_than_there_are_permits() throws Exception {
    var permits = new HashingPermits(3, Patience.MAX);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    Callable<Optional<Integer>> hashing =
        () ->
            permits.run(() -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.yield();
              return now.decrementAndGet();
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Optional<Integer>>>();
      for (int i = 0; i < 200; i++) {
        answers.add(threads.submit(hashing));
      }
      for (var answer : answers) {
        assertThat(answer.get()).isPresent();
      }
    }
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void bf_24_who_waits_too_long_is_refused_and_nothing_is_compared() throws Exception {
    var permits = new HashingPermits(1, Duration.ofMillis(1));
    var hasher = new PasswordHasher(new Argon2Cost(64, 1, 1), permits, new SeededRandom(1));
    var stored = hasher.hash("right").orElseThrow();

    whileOneHashes(
        permits,
        () -> {
          assertThat(hasher.hash("right")).isEmpty();
          assertThat(hasher.check("right", stored)).isEqualTo(PasswordCheck.BUSY);
          assertThat(hasher.check("right", "no hash")).isEqualTo(PasswordCheck.BUSY);
          assertThat(hasher.checkNobody("right")).isEqualTo(PasswordCheck.BUSY);
          assertThat(hasher.checkAny("right", List.of(stored))).isEqualTo(PasswordCheck.BUSY);
        });

    assertThat(hasher.check("right", stored)).isEqualTo(PasswordCheck.RIGHT);
  }

  @Test
  void an_interrupted_thread_is_refused_and_stays_interrupted() throws Exception {
    var permits = new HashingPermits(1, Duration.ofMinutes(1));

    whileOneHashes(
        permits,
        () -> {
          Thread.currentThread().interrupt();
          assertThat(permits.run(() -> 1)).isEmpty();
          assertThat(Thread.interrupted()).isTrue();
        });
  }

  /// Virtual threads have as many carriers as there are processors, and keep theirs while they
  /// work: everybody else would wait for the hashes of others.
  @Test
  void rl_48_no_virtual_thread_hashes_itself() throws Exception {
    var permits = new HashingPermits(1, Patience.MAX);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var own = threads.submit(() -> permits.run(() -> Thread.currentThread().isVirtual()));
      assertThat(own.get()).contains(false);
    }
  }

  @Test
  void a_failure_gives_its_permit_back() {
    var permits = new HashingPermits(1, Duration.ZERO);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() ->
              permits.run(() -> {
                throw new IllegalStateException("out of order");
              }))
          .hasMessage("out of order");
    }
    assertThat(permits.run(() -> 1)).contains(1);
  }

  /// RL-48: a quarter of a heap of 256 MiB holds three hashes of 19 MiB.
  @Test
  void there_are_as_many_permits_as_processors_and_as_the_heap_has_room() {
    assertThat(HashingPermits.count(2, 256 * MIB, Argon2Cost.OWASP)).isEqualTo(2);
    assertThat(HashingPermits.count(64, 256 * MIB, Argon2Cost.OWASP)).isEqualTo(3);
    assertThat(HashingPermits.count(64, 64 * 1024 * MIB, Argon2Cost.OWASP)).isEqualTo(64);
    assertThat(HashingPermits.count(8, 16 * MIB, Argon2Cost.OWASP)).isEqualTo(1);
  }

  private static void whileOneHashes(HashingPermits permits, Runnable test) throws Exception {
    var begun = new CountDownLatch(1);
    var end = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one =
          threads.submit(() ->
              permits.run(() -> {
                begun.countDown();
                await(end);
                return 1;
              }));
      begun.await();
      try {
        test.run();
      } finally {
        end.countDown();
      }
      assertThat(one.get()).contains(1);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
