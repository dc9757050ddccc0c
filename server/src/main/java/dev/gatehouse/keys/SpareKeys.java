package dev.gatehouse.keys;

import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.crypto.Rsa.EncodedPair;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Key pairs generated ahead of need in the background (design D13): generation must not slow
/// CreateUserPool. Kept in memory only: spares on disk would be one more secret to guard.
public final class SpareKeys implements AutoCloseable {
  private static final int SPARES = 4;

  private final Generator generator;
  private final BlockingQueue<EncodedPair> spares = new ArrayBlockingQueue<>(SPARES);
  private final Thread thread;

  /// Starts to generate; where the native provider is being loaded, as soon as it is there.
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
    thread = Thread.ofPlatform().name("gatehouse-spare-keys").daemon().start(this::fill);
  }

  /// Makes key pairs.
  interface Generator {
    /// Blocks while waiting makes generation cheaper.
    void awaitReady() throws InterruptedException;

    /// A new pair; slow.
    EncodedPair generate();
  }

  /// A pair that nobody has had; generated now when no spare is left.
  EncodedPair take() {
    var spare = spares.poll();
    return spare != null ? spare : generator.generate();
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
