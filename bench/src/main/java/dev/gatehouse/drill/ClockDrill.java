package dev.gatehouse.drill;

import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// RL-17, RL-19: the machine's clock jumps under a running server, and later servers run in 2038
/// and 2100. No token is dated earlier than one before it, all live as long as they should, what
/// was refused as expired or as too often stays refused after a jump back, and calls that are
/// signed by the machine's time are good throughout.
final class ClockDrill implements Drill {
  private static final Path LIBRARY =
      Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1");
  private static final long TTL = 3_600;
  private static final int WRONG_SECRETS_MAX = 20;
  private static final Duration SEEN_MAX = Duration.ofSeconds(10);
  private static final long TOLERANCE_SECONDS = Bound.seconds(15).toSeconds();

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
          List.of(Instant.parse("2038-01-19T03:13:50Z"), Instant.parse("2100-02-28T23:59:50Z"))) {
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
                  "FAKETIME_NO_CACHE=1",
                  "FAKETIME_DONT_FAKE_MONOTONIC=1");
      server = ServerProcess.launch(settings.root(), data, start);
      server.awaitReady();
    }

    private void move(Duration time) throws IOException {
      var next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, "%+d".formatted(time.toSeconds()));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      ahead = time;
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
      var latest = issued(site);
      expectNear(latest, moved.now());
      for (var ahead :
          List.of(Duration.ofHours(1), Duration.ZERO, Duration.ofDays(1), Duration.ofHours(23))) {
        var isBack = ahead.compareTo(moved.ahead) < 0;
        if (isBack) {
          guess(site);
        }
        moved.move(ahead);
        var next = isBack ? issued(site) : awaitIssued(site, moved.now());
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

  private static void inYear(Settings settings, Path data, Instant year) throws IOException {
    var ahead = Duration.between(Instant.now(), year);
    try (var moved = new Moved(settings, data, ahead);
        var connection = new Connection(moved.server.port())) {
      var site = moved.site(connection);
      site.prepare("year");
      // Over the end of 32 bits, or of a February that has no 29th.
      var past = year.plusSeconds(20).getEpochSecond();
      expectNear(issued(site), moved.now());
      var later = awaitIssued(site, past);
      var _ = site.readiness(200);
      settings.say("%s: tokens are right before and after, iat %d", year, later);
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

  /// The first token that is not older than that.
  private static long awaitIssued(Site site, long least) throws IOException {
    var end = System.nanoTime() + SEEN_MAX.toNanos() * 4;
    var issued = issued(site);
    while (issued < least && System.nanoTime() < end) {
      LockSupport.parkNanos(50_000_000);
      issued = issued(site);
    }
    expectNear(issued, least);
    return issued;
  }

  private static void expectNear(long issued, long now) {
    if (Math.abs(issued - now) > TOLERANCE_SECONDS) {
      throw new DrillFailure("a token of " + issued + " at " + now);
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
