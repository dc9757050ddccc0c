package dev.gatehouse.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/// Requests, sent again and again over many connections by one thread, at a pace that does not
/// depend on the answers: a free connection sends the next one when it is due. With no pace, each
/// connection sends its next request when its answer is there. Not thread-safe.
public final class Storm implements AutoCloseable {
  private static final int ANSWER_USUAL = 8_192;

  /// One address may hold 2,000 connections (`http.connections-per-address-max`).
  private static final int CONNECTIONS_OF_AN_ADDRESS = 1_000;

  private final InetSocketAddress server;
  private final Supplier<byte[]> request;
  private final Selector selector;
  private final ArrayDeque<Caller> idle = new ArrayDeque<>();
  private final PriorityQueue<Caller> resting =
      new PriorityQueue<>(Comparator.comparingLong(caller -> caller.restedNanos));
  private boolean isPatient = true;
  private int opened;
  private Seen seen = new Seen();

  private Storm(int port, Supplier<byte[]> request) throws IOException {
    server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    this.request = request;
    selector = Selector.open();
  }

  /// Opens the connections, from several addresses of this machine.
  ///
  /// @param request the next one
  public static Storm open(int port, Supplier<byte[]> request, int connections) throws IOException {
    var storm = new Storm(port, request);
    for (int i = 0; i < connections; i++) {
      storm.idle.add(storm.caller());
    }
    return storm;
  }

  /// From now on a connection whose request was refused does not wait as `Retry-After` asks.
  public Storm impatient() {
    isPatient = false;
    return this;
  }

  /// What a while showed. Latencies are from the sending of a request to the end of its answer.
  public static final class Seen {
    /// Requests answered 200.
    public final Latencies served = new Latencies();

    /// Requests answered 429 or 503 with `Retry-After`, or with the exception that says the same.
    public final Latencies refused = new Latencies();

    /// Requests that were due when no connection was free.
    public long withheld;

    /// Requests with any other answer, and connections that broke.
    public long failed;

    /// One of those.
    public String failure = "";

    private void fail(String what) {
      failed++;
      failure = what;
    }
  }

  /// Sends so many requests a second, as far as connections are free.
  public Seen paced(double perSecond, Duration time) throws IOException {
    return run(perSecond, time);
  }

  /// Sends the next request of a connection when its answer is there.
  public Seen closed(Duration time) throws IOException {
    return run(Double.POSITIVE_INFINITY, time);
  }

  private Seen run(double perSecond, Duration time) throws IOException {
    seen = new Seen();
    var start = System.nanoTime();
    long due = 0;
    for (var now = start; now - start < time.toNanos(); now = System.nanoTime()) {
      var wanted = (long) Math.min(Long.MAX_VALUE / 2.0, (now - start) / 1e9 * perSecond);
      while (due < wanted && !idle.isEmpty()) {
        idle.remove().send();
        due++;
      }
      if (Double.isFinite(perSecond)) {
        seen.withheld += wanted - due;
        due = wanted;
      }
      read(1);
      wake();
    }
    return seen;
  }

  /// Each free connection sends one request now.
  public void all() {
    for (int free = idle.size(); free > 0; free--) {
      idle.remove().send();
    }
  }

  /// Waits for what is still to come of requests that were sent.
  ///
  /// @return whether all of it came
  public boolean settle(Duration patience) throws IOException {
    var end = System.nanoTime() + patience.toNanos();
    while (idle.size() + resting.size() < opened && System.nanoTime() < end) {
      read(1);
    }
    idle.addAll(resting);
    resting.clear();
    return idle.size() == opened;
  }

  private void wake() {
    var now = System.nanoTime();
    for (var first = resting.peek();
        first != null && now - first.restedNanos > 0;
        first = resting.peek()) {
      idle.add(resting.remove());
    }
  }

  private void read(long waitMillis) throws IOException {
    selector.select(key -> ((Caller) key.attachment()).read(), waitMillis);
  }

  private Caller caller() throws IOException {
    var channel = SocketChannel.open();
    var source = 2 + opened / CONNECTIONS_OF_AN_ADDRESS;
    channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0." + source), 0));
    channel.connect(server);
    channel.configureBlocking(false);
    opened++;
    return new Caller(channel);
  }

  @Override
  public void close() throws IOException {
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  /// One connection.
  private final class Caller {
    private final SocketChannel channel;
    private ByteBuffer answer = ByteBuffer.allocate(ANSWER_USUAL);
    private long sentNanos;
    private long restedNanos;

    private Caller(SocketChannel channel) throws IOException {
      this.channel = channel;
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    private void send() {
      answer.clear();
      sentNanos = System.nanoTime();
      var next = request.get();
      try {
        // A request fits into an empty send buffer.
        if (channel.write(ByteBuffer.wrap(next)) < next.length) {
          replace("a request was sent in part");
        }
      } catch (IOException e) {
        replace(e.toString());
      }
    }

    private void read() {
      if (!answer.hasRemaining()) {
        answer = ByteBuffer.allocate(2 * answer.capacity()).put(answer.flip());
      }
      try {
        if (channel.read(answer) < 0) {
          replace("the server closed a connection");
          return;
        }
      } catch (IOException e) {
        replace(e.toString());
        return;
      }
      var text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
      if (isWhole(text)) {
        var now = System.nanoTime();
        count(text, now - sentNanos);
        var rest = isPatient ? retryAfterSeconds(text) : 0;
        if (rest > 0) {
          restedNanos = now + Duration.ofSeconds(rest).toNanos();
          resting.add(this);
        } else {
          idle.add(this);
        }
      }
    }

    private static boolean isWhole(String text) {
      var head = text.indexOf("\r\n\r\n");
      if (head < 0) {
        return false;
      }
      var length = number(text.substring(0, head + 2), "content-length");
      if (length < 0) {
        throw new IllegalStateException("an answer without a length: " + text);
      }
      return text.length() >= head + 4 + length;
    }

    /// The value of a header field; -1 where there is none.
    private static int number(String text, String name) {
      var start = text.toLowerCase(Locale.ROOT).indexOf("\r\n" + name + ":");
      if (start < 0) {
        return -1;
      }
      var value = start + name.length() + 3;
      return Integer.parseInt(text.substring(value, text.indexOf('\r', value)).strip());
    }

    private static int retryAfterSeconds(String text) {
      return number(text, "retry-after");
    }

    private void count(String text, long nanos) {
      switch (text.substring(9, 12)) {
        case "200" -> seen.served.add(nanos);
        case "429", "503" -> {
          if (retryAfterSeconds(text) > 0) {
            seen.refused.add(nanos);
          } else {
            seen.fail("a refusal without Retry-After: " + text);
          }
        }
        default -> {
          if (text.contains("\"TooManyRequestsException\"")) {
            seen.refused.add(nanos);
          } else {
            seen.fail(text);
          }
        }
      }
    }

    private void replace(String why) {
      seen.fail(why);
      try {
        channel.close();
        opened--;
        idle.add(caller());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
