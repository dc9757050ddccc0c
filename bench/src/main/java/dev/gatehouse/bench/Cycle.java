package dev.gatehouse.bench;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Requests one after the other, over and over. Thread-safe.
final class Cycle implements Supplier<byte[]> {
  private final List<byte[]> requests;
  private final AtomicInteger next = new AtomicInteger();

  Cycle(List<byte[]> requests) {
    this.requests = List.copyOf(requests);
  }

  @Override
  public byte[] get() {
    return requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
  }
}
