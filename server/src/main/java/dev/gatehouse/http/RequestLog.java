package dev.gatehouse.http;

import dev.gatehouse.env.RequestNotes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The last requests of each pool, and those of none, in the memory of this node: what was asked,
/// by whom, what came of it and why (ui 9.3). What a handler has not put on the list is not in it.
///
/// Both bounds throw out the oldest: that of the pool, or of all. All lines are one list in the
/// order of their answers and the lines of a pool another one, so that both oldest ones are found
/// at once; a line costs its request one short lock. A line that is thrown out lets go of its
/// neighbours: else one that has grown old would keep all later ones from being collected.
///
/// A line takes little memory whatever its caller sent: it is kept without the user agent, and what
/// else he chooses is cut.
public final class RequestLog implements AccessLog {
  private static final String NO_POOL = "";
  private static final int PATH_MAX = 200;
  private static final int METHOD_MAX = 20;

  private final int ofPoolMax;
  private final int max;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, OfPool> pools = new HashMap<>();
  private @Nullable Node oldest;
  private @Nullable Node newest;
  private long last;
  private int size;

  /// @param ofPoolMax lines of one pool; 0 switches the log off
  /// @param max lines in all
  public RequestLog(int ofPoolMax, int max, InstantSource clock) {
    this.ofPoolMax = ofPoolMax;
    this.max = max;
    this.clock = clock;
  }

  /// One answered request.
  ///
  /// @param number greater for later answers
  /// @param time when it was answered
  public record Line(long number, Instant time, Entry entry) {
    /// The pool whose request it was.
    public Optional<String> pool() {
      return entry.notes().pool();
    }
  }

  /// A line in both lists.
  private static final class Node {
    private final Line line;
    private final OfPool pool;
    private @Nullable Node older;
    private @Nullable Node newer;
    private @Nullable Node newerOfPool;

    private Node(Line line, OfPool pool) {
      this.line = line;
      this.pool = pool;
    }
  }

  /// The lines of a pool, oldest first.
  private static final class OfPool {
    private final String id;
    private @Nullable Node oldest;
    private @Nullable Node newest;
    private int size;

    private OfPool(String id) {
      this.id = id;
    }
  }

  @Override
  public boolean isOn() {
    return ofPoolMax > 0;
  }

  @Override
  public boolean wants(RequestNotes notes) {
    return notes.isListed() && isOn();
  }

  @Override
  public void answered(Entry entry) {
    var time = clock.instant();
    var kept = kept(entry);
    var key = entry.notes().pool().orElse(NO_POOL);
    lock.lock();
    try {
      var pool = pools.computeIfAbsent(key, OfPool::new);
      append(new Node(new Line(++last, time, kept), pool));
      if (pool.size > ofPoolMax) {
        removeOldestOf(pool);
      } else if (size > max && oldest != null) {
        removeOldestOf(oldest.pool); // What is the oldest of all is the oldest of its pool.
      }
    } finally {
      lock.unlock();
    }
  }

  private static Entry kept(Entry entry) {
    return new Entry(
        entry.requestId(),
        entry.peer(),
        cut(entry.method(), METHOD_MAX),
        cut(entry.path(), PATH_MAX),
        entry.status(),
        entry.bytes(),
        entry.duration(),
        Optional.empty(),
        entry.notes());
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max);
  }

  private void append(Node node) {
    node.older = newest;
    if (newest == null) {
      oldest = node;
    } else {
      newest.newer = node;
    }
    newest = node;
    size++;
    var pool = node.pool;
    if (pool.newest == null) {
      pool.oldest = node;
    } else {
      pool.newest.newerOfPool = node;
    }
    pool.newest = node;
    pool.size++;
  }

  private void removeOldestOf(OfPool pool) {
    var node = pool.oldest;
    if (node == null) {
      return;
    }
    pool.oldest = node.newerOfPool;
    pool.size--;
    if (pool.oldest == null) {
      pools.remove(pool.id);
    }
    if (node.older == null) {
      oldest = node.newer;
    } else {
      node.older.newer = node.newer;
    }
    if (node.newer == null) {
      newest = node.older;
    } else {
      node.newer.older = node.older;
    }
    size--;
    node.older = null;
    node.newer = null;
    node.newerOfPool = null;
  }

  /// All lines, newest first.
  public List<Line> newestFirst() {
    lock.lock();
    try {
      var lines = new ArrayList<Line>(size);
      for (var node = newest; node != null; node = node.older) {
        lines.add(node.line);
      }
      return lines;
    } finally {
      lock.unlock();
    }
  }
}
