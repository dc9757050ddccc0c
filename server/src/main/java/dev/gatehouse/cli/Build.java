package dev.gatehouse.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/// What this program was built from. The build writes it into the jar; outside of one, or where the
/// sources came without their repository, it is not known.
///
/// @param version such as `0.1.0`
/// @param commit 40 hexadecimal digits
/// @param isModified whether files differed from that commit
record Build(String version, Optional<String> commit, boolean isModified) {
  private static final String RESOURCE = "build.properties";
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  /// The one that runs.
  static Build current() {
    var version =
        Optional.ofNullable(Build.class.getPackage().getImplementationVersion())
            .orElse("development");
    try (var resource = Build.class.getResourceAsStream(RESOURCE)) {
      return of(version, resource == null ? InputStream.nullInputStream() : resource);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// @param properties `commit`, as `git rev-parse HEAD` says it, and `modified`, true or false
  static Build of(String version, InputStream properties) throws IOException {
    var read = new Properties();
    read.load(properties);
    var commit =
        Optional.ofNullable(read.getProperty("commit"))
            .filter(text -> COMMIT.matcher(text).matches());
    return new Build(version, commit, Boolean.parseBoolean(read.getProperty("modified")));
  }

  /// `0123… (modified)`, or `unknown`.
  String commitText() {
    return commit.map(id -> id + (isModified ? " (modified)" : "")).orElse("unknown");
  }
}
