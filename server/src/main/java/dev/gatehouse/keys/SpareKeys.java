package dev.gatehouse.keys;

import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.crypto.Rsa.EncodedPair;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Key pairs generated ahead of need in the background (design D13): generation must not slow
/// CreateUserPool. Kept in memory only: spares on disk would be one more secret to guard. A node
/// that makes no pool generates none: a pair costs more CPU than the rest of a start.
public final class SpareKeys implements AutoCloseable {
  private static final int SPARES = 4;

  private final Generator generator;
  private final BlockingQueue<EncodedPair> spares = new ArrayBlockingQueue<>(SPARES);
  private final Thread thread;
  private final AtomicBoolean isStarted = new AtomicBoolean();

  /// Generates nothing yet; where the native provider is being loaded, the first pair waits for it.
  public SpareKeys(Rsa rsa) {
    this(
        new Generator() {
          @Override
          public void awaitReady() throws InterruptedException {
            rsa.awaitProvider();
          }

          @Override
          public EncodedPair generate() {
            return rsa.generate();
          }
        });
  }

  SpareKeys(Generator generator) {
    this.generator = generator;
    thread = Thread.ofPlatform().name("gatehouse-spare-keys").daemon().unstarted(this::fill);
  }

  /// Makes key pairs.
  interface Generator {
    /// Blocks while waiting makes generation cheaper.
    void awaitReady() throws InterruptedException;

    /// A new pair; slow.
    EncodedPair generate();
  }

  /// Begins to generate ahead, because a pool will soon be made.
  public void prepare() {
    if (isStarted.compareAndSet(false, true)) {
      thread.start();
    }
  }

  /// A pair that nobody has had; generated now when no spare is left.
  EncodedPair take() {
    prepare();
    var spare = spares.poll();
    return spare != null ? spare : generateNow();
  }

  /// How many pairs wait.
  public int waiting() {
    return spares.size();
  }

  private EncodedPair generateNow() {
    try {
      generator.awaitReady();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return generator.generate();
  }

  private void fill() {
    try {
      generator.awaitReady();
      while (!Thread.currentThread().isInterrupted()) {
        spares.put(generator.generate());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
