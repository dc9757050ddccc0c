package dev.gatehouse.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;

/// One connection to a server under test, byte by byte: for what no client would send.
public final class RawConnection implements AutoCloseable {
  private final Socket socket;

  public RawConnection(TestServer server) {
    try {
      socket = new Socket("localhost", server.port());
      socket.setSoTimeout(Patience.MILLIS);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// What the server answers to one request after which it closes.
  public static String last(TestServer server, byte[]... parts) {
    try (var connection = new RawConnection(server)) {
      return connection.send(parts).rest();
    }
  }

  /// Sends as much of it as the server takes: it may answer and close before the end.
  public RawConnection send(byte[]... parts) {
    try {
      for (var part : parts) {
        socket.getOutputStream().write(part);
      }
    } catch (SocketException closed) {
      return this;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return this;
  }

  /// Everything until the server closes, gently or not.
  public String rest() {
    var bytes = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
    } catch (SocketException reset) {
      return bytes.toString(ISO_8859_1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return bytes.toString(ISO_8859_1);
  }

  /// Everything up to and with `end`, or to the close of the connection.
  public String until(String end) {
    var text = new StringBuilder();
    try {
      while (text.indexOf(end) < 0) {
        int b = socket.getInputStream().read();
        if (b < 0) {
          break;
        }
        text.append((char) b);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return text.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
