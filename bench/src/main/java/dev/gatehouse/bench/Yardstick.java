package dev.gatehouse.bench;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.gatehouse.crypto.Argon2Cost;
import dev.gatehouse.crypto.HashingPermits;
import dev.gatehouse.crypto.PasswordCheck;
import dev.gatehouse.crypto.PasswordHasher;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// What the machine does at best, measured in the same run: the denominators of all ratios.
final class Yardstick {
  private static final Pattern OPENSSL = Pattern.compile("rsa +2048 bits? +([0-9.]+)s +");

  private Yardstick() {}

  /// One RSA-2048 signature of the fastest provider there is.
  static final class Signature {
    private static final Duration ONE_RUN = Duration.ofSeconds(1);

    private final PrivateKey key;

    /// Warms up.
    Signature() throws GeneralSecurityException {
      var generator = KeyPairGenerator.getInstance("RSA", AmazonCorrettoCryptoProvider.INSTANCE);
      generator.initialize(2048);
      key = generator.generateKeyPair().getPrivate();
      micros();
    }

    /// Microseconds of CPU, measured now for a second.
    double micros() throws GeneralSecurityException {
      var text = new byte[600];
      var threads = ManagementFactory.getThreadMXBean();
      var end = System.nanoTime() + ONE_RUN.toNanos();
      var cpu = threads.getCurrentThreadCpuTime();
      int count = 0;
      while (System.nanoTime() < end) {
        var signature =
            java.security.Signature.getInstance(
                "SHA256withRSA", AmazonCorrettoCryptoProvider.INSTANCE);
        signature.initSign(key);
        signature.update(text);
        signature.sign();
        count++;
      }
      return (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / count;
    }
  }

  /// One hash of a password, at the cost that the server uses.
  static final class Hash {
    private static final Duration ONE_RUN = Duration.ofSeconds(1);
    private static final String PASSWORD = "Correct-horse-battery-1";

    private final PasswordHasher hasher =
        new PasswordHasher(
            Argon2Cost.OWASP, new HashingPermits(1, Duration.ofSeconds(1)), new SecureRandom());
    private final String stored = hasher.hash(PASSWORD).orElseThrow();

    /// Warms up.
    Hash() throws IOException {
      Warmth.EXACT.reach(this::micros);
    }

    /// Microseconds of CPU, measured now for a second.
    double micros() {
      var threads = ManagementFactory.getThreadMXBean();
      var end = System.nanoTime() + ONE_RUN.toNanos();
      var cpu = threads.getCurrentThreadCpuTime();
      int count = 0;
      while (System.nanoTime() < end) {
        if (hasher.check(PASSWORD, stored) != PasswordCheck.RIGHT) {
          throw new IllegalStateException("a right password is none");
        }
        count++;
      }
      return (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / count;
    }
  }

  /// What `openssl speed` says of one RSA-2048 signature, in microseconds; empty where there is
  /// none.
  static OptionalDouble opensslMicros() throws IOException {
    try {
      var process =
          new ProcessBuilder("openssl", "speed", "-seconds", "2", "rsa2048")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var matcher = OPENSSL.matcher(text);
      return matcher.find()
          ? OptionalDouble.of(Double.parseDouble(matcher.group(1)) * 1e6)
          : OptionalDouble.empty();
    } catch (IOException notInstalled) {
      return OptionalDouble.empty();
    }
  }

  /// Durable single commits a second of SQLite itself (WAL, synchronous=FULL) on the disk of
  /// `folder`.
  static double commitsPerSecond(Path folder, Duration time) throws IOException, SQLException {
    var file = folder.resolve("yardstick.db");
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = database.createStatement()) {
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      statement.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, document TEXT NOT NULL)");
      var document = "x".repeat(600);
      var end = System.nanoTime() + time.toNanos();
      int count = 0;
      try (var insert = database.prepareStatement("INSERT INTO row (document) VALUES (?)")) {
        while (System.nanoTime() < end) {
          insert.setString(1, document);
          insert.executeUpdate();
          count++;
        }
      }
      return count / (time.toNanos() / 1e9);
    }
  }
}
