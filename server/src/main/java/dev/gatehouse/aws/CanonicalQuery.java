package dev.gatehouse.aws;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The query of a request, decoded, and in the form that SigV4 signs.
final class CanonicalQuery {
  static final CanonicalQuery EMPTY = new CanonicalQuery(List.of());

  private static final String SIGNATURE = "X-Amz-Signature";

  private final List<Parameter> parameters;

  /// As octets in ISO 8859-1 characters: what is not UTF-8 must survive until it is encoded again.
  private record Parameter(String name, String value) {}

  private CanonicalQuery(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /// @param raw as sent, without the question mark
  /// @throws ApiException `INCOMPLETE_SIGNATURE` for a broken percent sign
  static CanonicalQuery of(Optional<String> raw) {
    if (raw.isEmpty() || raw.get().isEmpty()) {
      return EMPTY;
    }
    var parameters = new ArrayList<Parameter>();
    for (var pair : raw.get().split("&", -1)) {
      if (!pair.isEmpty()) {
        var equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        var value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.add(new Parameter(decode(name), decode(value)));
      }
    }
    return new CanonicalQuery(parameters);
  }

  boolean hasAny(Set<String> names) {
    for (var parameter : parameters) {
      if (names.contains(parameter.name)) {
        return true;
      }
    }
    return false;
  }

  List<String> all(String name) {
    return parameters.stream().filter(p -> p.name.equals(name)).map(Parameter::value).toList();
  }

  /// The value when there is exactly one.
  Optional<String> one(String name) {
    var values = all(name);
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /// Everything but the signature, encoded and sorted by name and value.
  String canonical() {
    if (parameters.isEmpty()) {
      return "";
    }
    return parameters.stream()
        .filter(p -> !p.name.equals(SIGNATURE))
        .map(p -> new Parameter(encode(p.name, false), encode(p.value, false)))
        .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
        .map(p -> p.name + "=" + p.value)
        .reduce((a, b) -> a + "&" + b)
        .orElse("");
  }

  /// The path that SigV4 signs: each segment of what was sent, encoded once more.
  static String canonicalPath(String path) {
    return path.equals("/") ? path : encode(octets(path), true);
  }

  private static String decode(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != '%') {
        out.write(bytes[i]);
        continue;
      }
      var high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
      var low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw new ApiException(
            ApiError.INCOMPLETE_SIGNATURE, "The query has a percent sign without two digits");
      }
      out.write(high * 16 + low);
      i += 2;
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static String encode(String octets, boolean keepSlash) {
    var out = new StringBuilder(octets.length() + 16);
    for (int i = 0; i < octets.length(); i++) {
      var c = octets.charAt(i);
      if (isUnreserved(c) || (keepSlash && c == '/')) {
        out.append(c);
      } else {
        out.append('%')
            .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
            .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
      }
    }
    return out.toString();
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }
}
