package dev.gatehouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Loads that race with changes: whatever the order, the old value does not stay.
class EntryCacheTest {
  private final EntryCache<String, String> cache = new EntryCache<>(100);
  private final AtomicReference<Optional<String>> stored =
      new AtomicReference<>(Optional.of("old"));
  private final AtomicInteger loads = new AtomicInteger();
  private final CountDownLatch hasRead = new CountDownLatch(1);
  private final CountDownLatch mayReturn = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void loads_once_and_then_answers_from_memory() {
    assertThat(cache.find("key", this::read)).contains("old");
    stored.set(Optional.of("new"));

    assertThat(cache.find("key", this::read)).contains("old");
    assertThat(cache.cached("key")).contains("old");
    assertThat(loads).hasValue(1);
  }

  @Test
  void a_value_read_before_a_change_does_not_stay_after_it() throws Exception {
    var found = threads.submit(() -> cache.find("key", this::readSlowly));
    hasRead.await();
    stored.set(Optional.of("new")); // Committed while the load is under way.
    var forgotten = threads.submit(() -> cache.forget("key"));
    mayReturn.countDown();

    found.get();
    forgotten.get();

    assertThat(cache.find("key", this::read)).contains("new");
  }

  @Test
  void that_there_is_none_does_not_stay_after_it_was_made() throws Exception {
    stored.set(Optional.empty());
    var found = threads.submit(() -> cache.find("key", this::readSlowly));
    hasRead.await();
    stored.set(Optional.of("new"));
    var forgotten = threads.submit(() -> cache.forget("key"));
    mayReturn.countDown();

    found.get();
    forgotten.get();

    assertThat(cache.find("key", this::read)).contains("new");
  }

  @Test
  void a_load_across_the_forgetting_of_many_is_done_again() throws Exception {
    for (var forgetMany :
        List.<Runnable>of(cache::forgetAll, () -> cache.forgetIf("old"::equals))) {
      stored.set(Optional.of("old"));
      var race = new EntryCacheTest();
      var found = threads.submit(() -> cache.find("key", key -> race.readSlowly(key)));
      race.hasRead.await();
      race.stored.set(Optional.of("new"));
      forgetMany.run();
      race.mayReturn.countDown();

      assertThat(found.get()).contains("new");
      assertThatThrownBy(() -> cache.cached("key")).isInstanceOf(NotCachedException.class);
    }
  }

  @Test
  void what_is_absent_is_remembered_but_never_drives_out_what_exists() {
    for (int i = 0; i < 100; i++) {
      cache.find("key" + i, this::read);
    }
    for (int i = 0; i < 30_000; i++) {
      assertThat(cache.find("absent" + i, _ -> Optional.empty())).isEmpty();
    }

    loads.set(0);
    for (int i = 0; i < 100; i++) {
      assertThat(cache.find("key" + i, this::read)).contains("old");
    }
    assertThat(loads).hasValue(0);
  }

  @Test
  void a_load_that_fails_leaves_nothing() {
    assertThatThrownBy(() ->
            cache.find(
                "key",
                _ -> {
                  throw new IllegalStateException("no database");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(cache.find("key", this::read)).contains("old");
  }

  private Optional<String> read(String key) {
    loads.incrementAndGet();
    return stored.get();
  }

  private Optional<String> readSlowly(String key) {
    var value = stored.get();
    hasRead.countDown();
    try {
      mayReturn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return value;
  }
}
