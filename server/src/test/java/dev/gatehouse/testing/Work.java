package dev.gatehouse.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Work as the bytes that a thread takes from the heap: what else the machine does changes nothing
/// in it, as it changes every time that a test could measure.
public final class Work {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 2_000;
  private static final int FEW_ROUNDS = 5;

  private Work() {}

  /// Of the median call of each of some calls that are short, in turn. What each takes more or less
  /// than the first is the median over the rounds, too: what is compiled in the middle of a round
  /// tells the kinds apart in that one alone.
  public static long[] bytes(Runnable... kinds) {
    var bytes = measured(ROUNDS, kinds);
    var first = median(bytes[0]);
    return Arrays.stream(bytes)
        .mapToLong(all -> first + median(differences(all, bytes[0])))
        .toArray();
  }

  /// Of the median call of a long one.
  public static long bytesOf(Runnable work) {
    return median(measured(FEW_ROUNDS, work)[0]);
  }

  private static long[][] measured(int rounds, Runnable... kinds) {
    var bytes = new long[kinds.length][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < kinds.length; i++) {
        var before = THREADS.getCurrentThreadAllocatedBytes();
        kinds[i].run();
        bytes[i][round] = THREADS.getCurrentThreadAllocatedBytes() - before;
      }
    }
    return bytes;
  }

  private static long[] differences(long[] ones, long[] others) {
    return IntStream.range(0, ones.length).mapToLong(i -> ones[i] - others[i]).toArray();
  }

  private static long median(long[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
