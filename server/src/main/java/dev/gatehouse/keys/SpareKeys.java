package dev.gatehouse.keys;

import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.crypto.Rsa.EncodedPair;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Key pairs generated ahead of need in the background (design D13): generation must not slow
/// CreateUserPool. Kept in memory only: spares on disk would be one more secret to guard.
public final class SpareKeys implements AutoCloseable {
  private static final int SPARES = 4;

  private final Rsa rsa;
  private final BlockingQueue<EncodedPair> spares = new ArrayBlockingQueue<>(SPARES);
  private final Thread thread;

  /// Starts to generate.
  public SpareKeys(Rsa rsa) {
    this.rsa = rsa;
    thread = Thread.ofPlatform().name("gatehouse-spare-keys").daemon().start(this::fill);
  }

  /// A pair that nobody has had; generated now when no spare is left.
  EncodedPair take() {
    var spare = spares.poll();
    return spare != null ? spare : rsa.generate();
  }

  private void fill() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        spares.put(rsa.generate());
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
