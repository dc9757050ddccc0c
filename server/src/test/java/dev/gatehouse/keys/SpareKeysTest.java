package dev.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.crypto.Rsa.EncodedPair;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SpareKeysTest {
  private static final EncodedPair PAIR = new Rsa().generate();

  @Test
  void a_spare_is_taken_without_generating_and_no_more_are_kept_than_four() throws Exception {
    var generator = new RecordingGenerator(5);
    try (var spares = new SpareKeys(generator)) {
      assertThat(generator.threads).as("before anybody needs one").isEmpty();
      spares.prepare();
      generator.generated.await(); // Four are kept, and the fifth waits for room.

      spares.take();

      assertThat(generator.threads).containsOnly("gatehouse-spare-keys");
    }
  }

  @Test
  void without_a_spare_the_caller_generates() throws Exception {
    var generator = new RecordingGenerator(1);
    var spares = new SpareKeys(generator);
    spares.prepare();
    spares.close(); // Nothing fills up any more once the thread notices.
    for (int i = 0; i < 10; i++) {
      spares.take();
    }

    assertThat(generator.threads).contains(Thread.currentThread().getName());
  }

  private static final class RecordingGenerator implements SpareKeys.Generator {
    final List<String> threads = new CopyOnWriteArrayList<>();
    final CountDownLatch generated;

    private RecordingGenerator(int pairs) {
      generated = new CountDownLatch(pairs);
    }

    @Override
    public void awaitReady() {}

    @Override
    public EncodedPair generate() {
      threads.add(Thread.currentThread().getName());
      generated.countDown();
      return PAIR;
    }
  }
}
