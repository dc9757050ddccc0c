package dev.gatehouse.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parameters of an `application/x-www-form-urlencoded` body, in order, duplicates included:
/// what a second value of a name means is for the endpoint to say.
public record Form(List<Parameter> parameters) {
  private static final int PARAMETERS_MAX = 100;

  /// One decoded parameter.
  public record Parameter(String name, String value) {
    /// Says nothing of the value, which may be a secret.
    @Override
    public String toString() {
      return "Parameter[" + name + "]";
    }
  }

  public Form {
    parameters = List.copyOf(parameters);
  }

  /// Reads a body strictly; empty when it is no form: a percent sign without two hex digits, bytes
  /// that are not UTF-8 (over-long forms included), or more than 100 parameters. A NUL is a
  /// character as any other; whether a value may hold one is for the endpoint to say.
  public static Optional<Form> parse(byte[] body) {
    var parameters = new ArrayList<Parameter>();
    int start = 0;
    while (start <= body.length && body.length > 0) {
      int end = indexOf(body, '&', start, body.length);
      if (end > start) {
        int equals = indexOf(body, '=', start, end);
        var name = decode(body, start, equals);
        var value = equals < end ? decode(body, equals + 1, end) : Optional.of("");
        if (name.isEmpty() || value.isEmpty() || parameters.size() == PARAMETERS_MAX) {
          return Optional.empty();
        }
        parameters.add(new Parameter(name.get(), value.get()));
      }
      start = end + 1;
    }
    return Optional.of(new Form(parameters));
  }

  /// The first value of that name.
  public Optional<String> first(String name) {
    for (var parameter : parameters) {
      if (parameter.name.equals(name)) {
        return Optional.of(parameter.value);
      }
    }
    return Optional.empty();
  }

  /// Whether any of these names occurs twice.
  public boolean repeatsAny(List<String> names) {
    for (var name : names) {
      int count = 0;
      for (var parameter : parameters) {
        count += parameter.name.equals(name) ? 1 : 0;
      }
      if (count > 1) {
        return true;
      }
    }
    return false;
  }

  private static int indexOf(byte[] body, char c, int start, int end) {
    for (int i = start; i < end; i++) {
      if (body[i] == c) {
        return i;
      }
    }
    return end;
  }

  private static Optional<String> decode(byte[] body, int start, int end) {
    var bytes = new byte[end - start];
    int length = 0;
    boolean ascii = true;
    for (int i = start; i < end; i++) {
      int b = body[i];
      if (b == '+') {
        b = ' ';
      } else if (b == '%') {
        b = i + 2 < end ? (hex(body[i + 1]) << 4) | hex(body[i + 2]) : -1;
        i += 2;
        if (b < 0) {
          return Optional.empty();
        }
      }
      ascii &= b >= 0 && b < 0x80;
      bytes[length++] = (byte) b;
    }
    return ascii
        ? Optional.of(new String(bytes, 0, length, StandardCharsets.ISO_8859_1))
        : utf8(bytes, length);
  }

  private static Optional<String> utf8(byte[] bytes, int length) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  /// The value of a hex digit; negative for another character.
  private static int hex(byte b) {
    return Character.digit(b, 16);
  }
}
