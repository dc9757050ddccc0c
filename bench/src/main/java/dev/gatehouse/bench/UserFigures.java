package dev.gatehouse.bench;

import dev.gatehouse.crypto.Argon2Cost;
import dev.gatehouse.crypto.HashingPermits;
import dev.gatehouse.crypto.PasswordHasher;
import dev.gatehouse.driver.Connection;
import dev.gatehouse.driver.ServerProcess;
import dev.gatehouse.driver.ServerProcess.Mode;
import dev.gatehouse.driver.ServerProcess.Start;
import dev.gatehouse.driver.SrpSignIn;
import dev.gatehouse.pool.LoginKind;
import dev.gatehouse.pool.LoginName;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// What users cost: sign-ins, refreshes, creations, and reads in a small and in a large pool.
final class UserFigures {
  private static final List<Integer> SIZES = List.of(1_000, 100_000, 1_000_000);
  private static final int BATCH = 1_000;
  private static final int SRP_SIGN_INS = 300;
  private static final int CREATED_EACH = 400;
  private static final int WARM_UP = 400;

  private final Path root;
  private final Path data;
  private final Duration time;
  private final PrintStream out;

  /// @param data an empty folder
  UserFigures(Path root, Path data, Duration time, PrintStream out) {
    this.root = root;
    this.data = data;
    this.time = time;
    this.out = out;
  }

  void run() throws IOException {
    var start =
        Start.of(Mode.SERVE)
            .with( // For the refusals.
                "--set",
                "throttle.wrong-secrets.count=0",
                "--set",
                "throttle.wrong-guesses.count=0");
    UserStory story;
    try (var server = ServerProcess.launch(root, data, start)) {
      server.awaitReady();
      story = new UserStory(server.port(), data);
      try (var connection = new Connection(server.port())) {
        story.prepare(connection);
      }
      signIns(server, story);
      creations(server, story);
    }
    int there = 0;
    for (var size : SIZES) {
      seed(story.poolId(), there, size);
      there = size;
      try (var server = ServerProcess.launch(root, data, start)) {
        server.awaitReady();
        reads(server, story.on(server.port(), data), size);
      }
    }
  }

  private void signIns(ServerProcess server, UserStory story) throws IOException {
    var hash = hashMicros();
    warm(server, story::passwordRequest);
    var password = Load.closed(server, story::passwordRequest, 2, time, Integer.MAX_VALUE);
    say(
        "password sign-in                              %8.0f us CPU, Argon2id %.0f of it, the rest %.0f (budget 750), %.0f/s",
        password.cpuMicros(), hash, password.cpuMicros() - hash, password.perSecond());
    say(
        "SRP sign-in, both calls                       %8.0f us CPU (budget 2,900)",
        srpMicros(server, story));
    String refreshToken;
    try (var connection = new Connection(server.port())) {
      refreshToken = story.signIn(connection).string("RefreshToken").orElseThrow();
    }
    figure(server, "refresh", story.refreshRequest(refreshToken), "");
  }

  private double srpMicros(ServerProcess server, UserStory story) throws IOException {
    try (var connection = new Connection(server.port())) {
      for (int i = 0; i < SRP_SIGN_INS; i++) {
        story.signInBySrp(connection, new SrpSignIn());
      }
      var cpu = server.cpuMicros();
      for (int i = 0; i < SRP_SIGN_INS; i++) {
        story.signInBySrp(connection, new SrpSignIn());
      }
      return (server.cpuMicros() - cpu) / (double) SRP_SIGN_INS;
    }
  }

  /// One hash as the server computes it, in microseconds of CPU.
  private static double hashMicros() {
    var hasher =
        new PasswordHasher(
            Argon2Cost.OWASP, new HashingPermits(1, Duration.ofSeconds(1)), new SecureRandom());
    var threads = ManagementFactory.getThreadMXBean();
    long cpu = 0;
    for (int round = 0; round < 2; round++) {
      cpu = threads.getCurrentThreadCpuTime();
      for (int i = 0; i < 50; i++) {
        var _ = hasher.hash("Correct-horse-battery-1").orElseThrow();
      }
    }
    return (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / 50;
  }

  private void creations(ServerProcess server, UserStory story) throws IOException {
    warm(server, story::createRequest);
    for (var callers : new int[] {1, 64}) {
      var each = callers == 1 ? 10 * CREATED_EACH : CREATED_EACH;
      var result = Load.closed(server, story::createRequest, callers, Duration.ofMinutes(1), each);
      say(
          "users created without a password, %2d callers  %8.0f /s (budget %s), %.0f us CPU",
          callers, result.perSecond(), callers == 1 ? "2,000" : "6,000", result.cpuMicros());
    }
  }

  private void reads(ServerProcess server, UserStory story, int size) throws IOException {
    String accessToken;
    try (var connection = new Connection(server.port())) {
      accessToken = story.signIn(connection).string("AccessToken").orElseThrow();
    }
    var of = String.format(Locale.ROOT, "of %,d users", size);
    figure(server, "AdminGetUser " + of, story.adminGetRequest(), " (budget 80)");
    figure(server, "GetUser " + of, story.getRequest(accessToken), "");
    figure(server, "password sign-in " + of, story.passwordRequest(), "");
    figure(
        server,
        "ListUsers, a page of %d %s".formatted(UserStory.PAGE, of),
        story.pageRequest(),
        " (budget 400)");
  }

  private void figure(ServerProcess server, String name, byte[] request, String budget)
      throws IOException {
    warm(server, () -> request);
    var result = Load.closed(server, () -> request, 2, time, Integer.MAX_VALUE);
    say("%-44s  %8.0f us CPU%s, %.0f/s", name, result.cpuMicros(), budget, result.perSecond());
  }

  private void warm(ServerProcess server, java.util.function.Supplier<byte[]> request)
      throws IOException {
    Load.closed(server, request, 2, time.multipliedBy(2), 10 * WARM_UP);
  }

  /// Adds users, whose sign-in names and search rows are as the API would have made them, and none
  /// of whom has a password, to the folder of a server that is stopped.
  private void seed(String pool, int from, int to) {
    var poolId = new UserPoolId(pool);
    var now = Instant.now();
    try (var store = SqliteStore.open(data.resolve("gatehouse.db"), Clock.systemUTC())) {
      for (int first = from; first < to; first += BATCH) {
        var batch = IntStream.range(first, Math.min(to, first + BATCH)).boxed().toList();
        store.write(tx -> {
          for (var n : batch) {
            var row = user(poolId, n, now);
            tx.users()
                .insert(row, Set.of(new LoginName(LoginKind.USERNAME, row.username().value())));
          }
          return batch;
        });
      }
    }
  }

  private static Users.Row user(UserPoolId poolId, int n, Instant now) {
    // Spread over the key, as subs are.
    var spread = Integer.toUnsignedLong(Integer.reverse(n));
    var sub = new UserSub("%08x-e0e1-70ae-d2ee-%012x".formatted(spread, n));
    var name = "seeded-" + n;
    var attributes =
        Map.of("email", name + "@example.com", "email_verified", "true", "name", "Seed " + n);
    return Users.Row.create(poolId, sub, new Username(name), UserStatus.CONFIRMED, attributes, now);
  }

  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be one more dependency.
  private void say(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments));
  }
}
