package dev.gatehouse.http;

import dev.gatehouse.env.Env;
import dev.gatehouse.http.Headers.Field;
import java.io.ByteArrayOutputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;

/// HTTP/1.1 without a network, for who has the server in its own process: what is sent passes the
/// same parser, limits, routes and error answers as what comes to a listener. Thread-safe.
public final class InMemoryServer implements AutoCloseable {
  private static final int THREADS_MIN = 1;
  private static final int THREADS_MAX = 16;
  private static final int ACCEPTORS = 1;

  /// Real time. Nothing takes so long; who waits for an answer that never comes must get away.
  private static final Duration ANSWER_MAX = Duration.ofMinutes(5);

  /// Where a message ends is said here alone.
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "transfer-encoding");

  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  private final Core core;
  private final LocalConnector connector;

  private InMemoryServer(Core core, LocalConnector connector) {
    this.core = core;
    this.connector = connector;
  }

  /// Starts to answer.
  public static InMemoryServer start(Limits limits, Router router, Env env, AccessLog accessLog) {
    var threads = Core.threads("gatehouse-memory", THREADS_MIN, THREADS_MAX);
    var core = Core.of(threads, TrustedProxies.NONE, limits, router, env, accessLog);
    var http = new HttpConnectionFactory(Core.configuration(limits));
    var connector = new LocalConnector(core.server(), null, null, null, ACCEPTORS, http);
    core.add(connector, limits);
    try {
      core.server().start();
    } catch (Exception e) {
      core.close();
      throw new IllegalStateException("the HTTP server does not start", e);
    }
    return new InMemoryServer(core, connector);
  }

  /// Sends a request and waits for its answer.
  ///
  /// @param target path and query as in the request line
  /// @param headers with `Host`; fields that say where the message ends are made here
  /// @throws IllegalArgumentException when a part would end its line
  /// @throws UncheckedIOException when this thread is interrupted meanwhile
  public Response exchange(String method, String target, Headers headers, byte[] body) {
    var request = bytes(method, target, headers, body);
    var endPoint = connector.connect();
    try {
      endPoint.addInput(ByteBuffer.wrap(request));
      var answer =
          endPoint.waitForResponse(method.equals("HEAD"), ANSWER_MAX.toSeconds(), TimeUnit.SECONDS);
      if (answer == null) {
        throw new IllegalStateException("no answer to " + method + " " + target);
      }
      return response(answer);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted"));
    } catch (RuntimeException failed) {
      throw failed;
    } catch (Exception failed) {
      throw new IllegalStateException("the answer cannot be read", failed);
    } finally {
      endPoint.close();
    }
  }

  private static byte[] bytes(String method, String target, Headers headers, byte[] body) {
    var message = new ByteArrayOutputStream(body.length + 1_024);
    line(message, method + " " + target + " HTTP/1.1");
    for (var field : headers.fields()) {
      if (!FRAMING.contains(field.name().toLowerCase(Locale.ROOT))) {
        line(message, field.name() + ": " + field.value());
      }
    }
    line(message, "Connection: close");
    line(message, "Content-Length: " + body.length);
    line(message, "");
    message.writeBytes(body);
    return message.toByteArray();
  }

  private static void line(ByteArrayOutputStream message, String text) {
    if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("a line of a request must not hold another one");
    }
    message.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    message.writeBytes(new byte[] {'\r', '\n'});
  }

  /// Reads an answer of ours, whose body is always written at once and therefore with its length.
  private static Response response(ByteBuffer answer) {
    var bytes = new byte[answer.remaining()];
    answer.get(bytes);
    var headEnd = endOfHead(bytes);
    var lines = new String(bytes, 0, headEnd, StandardCharsets.ISO_8859_1).lines().toList();
    var body = new byte[bytes.length - headEnd - END_OF_HEAD.length];
    System.arraycopy(bytes, headEnd + END_OF_HEAD.length, body, 0, body.length);
    return new Response(status(lines.getFirst()), fields(lines), body);
  }

  private static int endOfHead(byte[] bytes) {
    for (int i = 0; i + END_OF_HEAD.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
        return i;
      }
    }
    throw new IllegalStateException("the answer has no end of its head");
  }

  private static int status(String line) {
    return Integer.parseInt(line.split(" ", 3)[1]);
  }

  private static Headers fields(List<String> lines) {
    var fields = new ArrayList<Field>();
    for (var line : lines.subList(1, lines.size())) {
      var colon = line.indexOf(':');
      fields.add(new Field(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    return new Headers(fields);
  }

  @Override
  public void close() {
    core.close();
  }
}
