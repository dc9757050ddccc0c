package dev.gatehouse.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// Work as the bytes that a thread takes from the heap: what else the machine does changes nothing
/// in it, as it changes every time that a test could measure.
public final class Work {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 2_000;
  private static final int FEW_ROUNDS = 5;

  private Work() {}

  /// Of the median call of each of some calls that are short, in turn: what is compiled in between
  /// changes a few, and all kinds alike.
  public static long[] bytes(Runnable... kinds) {
    return bytes(ROUNDS, kinds);
  }

  /// Of the median call of a long one.
  public static long bytesOf(Runnable work) {
    return bytes(FEW_ROUNDS, work)[0];
  }

  private static long[] bytes(int rounds, Runnable... kinds) {
    var bytes = new long[kinds.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < kinds.length; i++) {
        var before = THREADS.getCurrentThreadAllocatedBytes();
        kinds[i].run();
        bytes[i][round] = THREADS.getCurrentThreadAllocatedBytes() - before;
      }
    }
    return Arrays.stream(bytes)
        .mapToLong(all -> Arrays.stream(all).sorted().toArray()[rounds / 2])
        .toArray();
  }
}
