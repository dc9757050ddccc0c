package dev.gatehouse.driver;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// One HTTP/1.1 keep-alive connection that costs its own side little. Reads answers with
/// `Content-Length` only. Not thread-safe.
public final class Connection implements AutoCloseable {
  private final Socket socket = new Socket();
  private final InputStream in;

  /// Opens it, to a port of this machine.
  public Connection(int port) throws IOException {
    this(port, Duration.ofMinutes(1));
  }

  /// The same of a client that waits no longer than that for anything.
  public Connection(int port, Duration patience) throws IOException {
    var millis = (int) patience.toMillis();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress("127.0.0.1", port), millis);
    socket.setSoTimeout(millis);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
  }

  /// An answer: its status and its body.
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Answer(int status, byte[] body) {
    /// The body as text.
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /// Sends the bytes of one request and reads its answer.
  public Answer exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    var status = Integer.parseInt(line().split(" ", 3)[1]);
    int length = 0;
    for (var field = line(); !field.isEmpty(); field = line()) {
      if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(field.substring(field.indexOf(':') + 1).strip());
      }
    }
    var body = in.readNBytes(length);
    if (body.length < length) {
      throw new IOException("the server closed the connection");
    }
    return new Answer(status, body);
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
