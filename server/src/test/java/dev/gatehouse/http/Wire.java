package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gatehouse.testing.Patience;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// One connection to a server under test, byte by byte.
final class Wire implements AutoCloseable {
  private final Socket socket;

  private Wire(Socket socket) {
    this.socket = socket;
  }

  static Wire to(HttpServer server) {
    try {
      var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
      socket.setSoTimeout(Patience.MILLIS);
      return new Wire(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A connection over TLS.
  ///
  /// @param protocol what its client offers by ALPN
  static Wire overTls(HttpServer server, SSLContext trust, String protocol) {
    try {
      var socket =
          (SSLSocket)
              trust
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), server.port());
      socket.setSoTimeout(Patience.MILLIS);
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {protocol});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new Wire(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the server answers to one request after which it closes.
  static String last(HttpServer server, String request) {
    try (var wire = to(server)) {
      return wire.send(request).rest();
    }
  }

  Wire send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Everything until the server closes, gently or not.
  String rest() {
    var bytes = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
    } catch (SocketException reset) {
      return bytes.toString(ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(ISO_8859_1);
  }

  /// Everything up to and with one of the ends, or to the close of the connection.
  String until(String... ends) {
    var text = new StringBuilder();
    try {
      while (Stream.of(ends).noneMatch(end -> text.indexOf(end) >= 0)) {
        int b = socket.getInputStream().read();
        if (b < 0) {
          break;
        }
        text.append((char) b);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
