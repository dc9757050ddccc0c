package dev.gatehouse.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/// What the module `console` has put on the class path: the files of its list and nothing else can
/// be read, whatever else lies in the same folder (UI-17). Contents are read anew for each answer:
/// browsers keep them, and the server's memory need not. What is compressed lies there only so.
final class ConsoleBuild {
  /// Written by console/scripts/finish-build.mjs. A line is a name, the beginning of the content's
  /// SHA-256, and the encodings that it lies there in, with tabs between them.
  static final String LIST = "files.tsv";

  private final Map<String, Entry> entries;
  private final Function<String, Optional<InputStream>> resources;

  /// A file.
  ///
  /// @param hash changes with the content
  /// @param encodings `br` and `gzip` where it lies there so; empty where it lies there as it is
  record Entry(String name, String hash, List<String> encodings) {}

  private ConsoleBuild(
      Map<String, Entry> entries, Function<String, Optional<InputStream>> resources) {
    this.entries = Map.copyOf(entries);
    this.resources = resources;
  }

  /// @param resources opens a file by its name in the console's folder
  static ConsoleBuild read(Function<String, Optional<InputStream>> resources) {
    return new ConsoleBuild(
        resources.apply(LIST).map(ConsoleBuild::entries).orElse(Map.of()), resources);
  }

  private static Map<String, Entry> entries(InputStream list) {
    var entries = new HashMap<String, Entry>();
    for (var line : new String(allOf(list), StandardCharsets.UTF_8).lines().toList()) {
      var fields = List.of(line.split("\t", -1));
      var name = fields.get(0);
      entries.put(name, new Entry(name, fields.get(1), fields.subList(2, fields.size())));
    }
    return entries;
  }

  /// Whether this server was built without a console.
  boolean isAbsent() {
    return entries.isEmpty();
  }

  Optional<Entry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /// The content in an encoding, or as it is: unpacked where it lies there compressed alone,
  /// because hardly anybody asks for that.
  byte[] content(Entry entry, Optional<ContentCoding> coding) {
    if (coding.isPresent()) {
      return allOf(open(entry.name() + coding.get().suffix()));
    }
    if (entry.encodings().isEmpty()) {
      return allOf(open(entry.name()));
    }
    try (var packed = open(entry.name() + ContentCoding.GZIP.suffix())) {
      return allOf(new GZIPInputStream(packed));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  private InputStream open(String name) {
    return resources
        .apply(name)
        .orElseThrow(() -> new IllegalStateException(name + " is in the list alone"));
  }

  private static byte[] allOf(InputStream stream) {
    try (stream) {
      return stream.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
