package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.regex.Pattern;

/// What came over a socket, as it came.
record RawAnswer(String raw) {
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n");

  int status() {
    return raw.startsWith("HTTP/1.1 ") ? Integer.parseInt(raw.substring(9, 12)) : 0;
  }

  String body() {
    return raw.substring(raw.indexOf(END_OF_HEAD) + END_OF_HEAD.length());
  }

  /// Sends a request and reads one answer.
  static String exchange(Socket socket, String request) throws IOException {
    send(socket, request);
    return read(socket);
  }

  /// As much of it as the server takes: it may answer before the end of a long request.
  static void send(Socket socket, String request) throws IOException {
    try {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    } catch (SocketException refusedEarly) {
      // The answer says why.
    }
  }

  /// One answer, of the length that it says; what there is of it when the server closes.
  static String read(Socket socket) throws IOException {
    var text = new StringBuilder();
    while (text.indexOf(END_OF_HEAD) < 0) {
      var b = next(socket);
      if (b < 0) {
        return text.toString();
      }
      text.append((char) b);
    }
    var length = LENGTH.matcher(text);
    for (int left = length.find() ? Integer.parseInt(length.group(1)) : 0; left > 0; left--) {
      var b = next(socket);
      if (b < 0) {
        return text.toString();
      }
      text.append((char) b);
    }
    return text.toString();
  }

  private static int next(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (SocketException reset) {
      return -1;
    }
  }

  /// Everything until the server closes, gently or not.
  static String rest(Socket socket) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
    } catch (SocketException reset) {
      return bytes.toString(ISO_8859_1);
    }
    return bytes.toString(ISO_8859_1);
  }

  static boolean isClosed(Socket socket) throws IOException {
    return next(socket) < 0;
  }
}
