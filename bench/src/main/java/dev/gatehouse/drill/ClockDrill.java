package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// RL-17, RL-19: the machine's clock jumps under a running server, and later servers run in 2038
/// and 2100. No token is dated earlier than one before it, all live as long as they should, what
/// was refused as expired or as too often stays refused after a jump back, and calls that are
/// signed by the machine's time are good throughout.
final class ClockDrill implements Drill {
  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
  private static final long TTL = 3_600;
  private static final int WRONG_SECRETS_MAX = 20;

  /// A clock is read in nanoseconds here and as a second there.
  private static final long ROUNDED_SECONDS = 1;

  /// Less than any jump, and more than any request takes.
  private static final Duration NEAR = Duration.ofMinutes(20);

  @Override
  public String says() {
    return "RL-17, RL-19: the clock jumps; the years 2038 and 2100; needs faketime";
  }

  @Override
  public void run(Settings settings) throws IOException {
    if (!Files.exists(LIBRARY)) {
      throw new DrillFailure("there is no " + LIBRARY + ": apt install faketime");
    }
    for (int round = 1; round <= settings.rounds(); round++) {
      try (var disk = KeptDisk.in(settings.root().resolve("server/target"))) {
        jumps(settings, disk.data());
      }
      for (var year :
          List.of(Instant.parse("2038-01-19T03:14:04Z"), Instant.parse("2100-02-28T23:59:56Z"))) {
        try (var disk = KeptDisk.in(settings.root().resolve("server/target"))) {
          inYear(settings, disk.data(), year);
        }
      }
    }
  }

  /// A server on a clock that the drill moves.
  private static final class Moved implements AutoCloseable {
    private final Path file;
    private final Path data;
    private final ServerProcess server;
    private Duration ahead = Duration.ZERO;
    private boolean isLongSpelling;

    private Moved(Settings settings, Path data, Duration ahead) throws IOException {
      this.data = data;
      file = Files.createTempFile("gatehouse-clock", ".txt");
      file.toFile().deleteOnExit();
      move(ahead);
      var start =
          Start.of(Mode.SERVE)
              .under(
                  "env",
                  "LD_PRELOAD=" + LIBRARY,
                  "FAKETIME_TIMESTAMP_FILE=" + file,
                  // Read for each look at the clock, it now and then shows the real time: to one
                  // thread, while another reads it.
                  "FAKETIME_CACHE_DURATION=1",
                  "FAKETIME_DONT_FAKE_MONOTONIC=1")
              // Longer than the server may take to see a jump back.
              .with("--set", "throttle.wrong-secrets.window=30m");
      server = ServerProcess.launch(settings.root(), data, start);
      server.awaitReady();
    }

    private void move(Duration time) throws IOException {
      var next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, (isLongSpelling ? "%+d.0" : "%+d").formatted(time.toSeconds()));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      ahead = Duration.ofSeconds(time.toSeconds());
    }

    /// The clock jumps, and the server has seen it. It shows that in the field `Date` of its
    /// answers, on which nothing here depends.
    ///
    /// The library reads the file in many threads without a lock, and keeps what it has read in two
    /// places, the text and the time. A thread that read the old text and one that read the new one
    /// may leave the new text beside the old time, and then it sees no reason to read the text
    /// again. So it is written again in another spelling until the server has seen it.
    private void jump(Duration time) throws IOException {
      move(time);
      Wait.until(
          "a server that sees its clock " + time + " ahead",
          Bound.seconds(60),
          () -> {
            if (Math.abs(date() - now()) < NEAR.toSeconds()) {
              return true;
            }
            isLongSpelling = !isLongSpelling;
            move(time);
            return false;
          });
    }

    private long date() throws IOException {
      var health =
          URI.create("http://127.0.0.1:%d/health/live".formatted(server.port()))
              .toURL()
              .openConnection();
      try (var body = health.getInputStream()) {
        body.readAllBytes();
      }
      return Duration.ofMillis(health.getDate()).toSeconds();
    }

    private Site site(Connection connection) throws IOException {
      return Site.of(server, data, connection, ahead);
    }

    private long now() {
      return Instant.now().plus(ahead).getEpochSecond();
    }

    @Override
    public void close() {
      server.close();
    }
  }

  private static void jumps(Settings settings, Path data) throws IOException {
    try (var moved = new Moved(settings, data, Duration.ZERO);
        var connection = new Connection(moved.server.port())) {
      var site = moved.site(connection);
      site.prepare("clock");
      var latest = issuedNow(moved, site);
      for (var ahead :
          List.of(Duration.ofHours(1), Duration.ZERO, Duration.ofDays(1), Duration.ofHours(23))) {
        var isBack = ahead.compareTo(moved.ahead) < 0;
        if (isBack) {
          guess(site);
        }
        moved.jump(ahead);
        var next = isBack ? issued(site) : issuedNow(moved, site);
        if (next < latest) {
          throw new DrillFailure("a token of " + latest + " is followed by one of " + next);
        }
        if (isBack) {
          Site.expect(429, "the next guess", guessed(site));
        }
        latest = next;
        moved.site(connection).expectSignedCall();
        var _ = site.readiness(200);
        settings.say("clock %s ahead: token %d s ahead of it", ahead, next - moved.now());
      }
    }
  }

  /// @param year four seconds before the end of 32 bits, or of a February that has no 29th
  private static void inYear(Settings settings, Path data, Instant year) throws IOException {
    var before = Duration.between(Instant.now(), year.minus(Duration.ofHours(1)));
    try (var moved = new Moved(settings, data, before);
        var connection = new Connection(moved.server.port())) {
      var site = moved.site(connection);
      site.prepare("year");
      var earlier = issuedNow(moved, site);
      moved.jump(Duration.between(Instant.now(), year));
      var _ = issuedNow(moved, site);
      var past = year.plusSeconds(6).getEpochSecond();
      Wait.until("the time " + past, Duration.ofMinutes(1), () -> moved.now() > past);
      var later = issuedNow(moved, site);
      moved.site(connection).expectSignedCall();
      var _ = site.readiness(200);
      settings.say("%s: tokens are right before and after, iat %d and %d", year, earlier, later);
    }
  }

  /// When a token was issued; its lifetime is right.
  private static long issued(Site site) throws IOException {
    var answer = site.connection().exchange(site.tokenRequest());
    Site.expect(200, "token", answer);
    var token = Json.parseObject(answer.body()).string("access_token").orElseThrow();
    var claims = claims(token);
    var issued = claims.number("iat").orElseThrow().longValueExact();
    if (claims.number("exp").orElseThrow().longValueExact() != issued + TTL) {
      throw new DrillFailure("a token that lives for other than an hour: " + claims);
    }
    return issued;
  }

  private static JsonObject claims(String token) {
    return Json.parseObject(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]));
  }

  /// When a token was issued by a server whose clock has not gone back: between request and answer.
  /// A thread that looks at the clock while another one reads libfaketime's file sees the real
  /// time; then another token is asked for.
  private static long issuedNow(Moved moved, Site site) throws IOException {
    for (boolean isFirst = true; ; isFirst = false) {
      var asked = moved.now();
      var issued = issued(site);
      var answered = moved.now();
      if (issued >= asked - ROUNDED_SECONDS && issued <= answered + ROUNDED_SECONDS) {
        return issued;
      }
      var fromReal = Math.abs(issued - Instant.now().getEpochSecond());
      if (!isFirst || fromReal > NEAR.toSeconds()) {
        throw new DrillFailure(
            "a token of %d that was asked for at %d and came at %d"
                .formatted(issued, asked, answered));
      }
    }
  }

  /// Until no more guesses are answered.
  private static void guess(Site site) throws IOException {
    var answer = guessed(site);
    for (int i = 0; i < WRONG_SECRETS_MAX && answer.status() != 429; i++) {
      answer = guessed(site);
    }
    Site.expect(429, "one guess too many", answer);
  }

  private static Connection.Answer guessed(Site site) throws IOException {
    return site.connection().exchange(site.guessRequest());
  }
}
