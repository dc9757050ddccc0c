package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/// What came over a socket, as it came.
record RawAnswer(String raw) {
  int status() {
    return raw.startsWith("HTTP/1.1 ") ? Integer.parseInt(raw.substring(9, 12)) : 0;
  }

  String body() {
    return raw.substring(raw.indexOf("\r\n\r\n") + 4);
  }

  static String exchange(Socket socket, String request) throws IOException {
    try {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    } catch (IOException refusedEarly) {
      // The answer may have come before the end of a long request.
    }
    return read(socket);
  }

  /// Everything that comes until the server closes or falls silent.
  static String read(Socket socket) throws IOException {
    socket.setSoTimeout(400);
    var out = new StringBuilder();
    var part = new byte[65_536];
    try {
      for (int n = socket.getInputStream().read(part);
          n >= 0;
          n = socket.getInputStream().read(part)) {
        out.append(new String(part, 0, n, ISO_8859_1));
      }
    } catch (SocketTimeoutException silent) {
      return out.toString();
    } catch (IOException reset) {
      return out.toString();
    }
    return out.toString();
  }

  static boolean isClosed(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
