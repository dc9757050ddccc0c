package dev.gatehouse.testing;

import dev.gatehouse.cli.RequestSigner;
import dev.gatehouse.config.Settings;
import dev.gatehouse.config.SettingsReader;
import dev.gatehouse.env.Env;
import dev.gatehouse.env.SteadyClock;
import dev.gatehouse.http.AccessLog;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.server.DataFolder;
import dev.gatehouse.server.Gatehouse;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// A real server on a free port, on SQLite in a folder of its own, with a clock that the test moves
/// and randomness that repeats; and the ways to talk to it. Answers are compared whole.
public final class TestServer implements AutoCloseable {
  /// The Region of calls that name none.
  public static final String REGION = "us-east-1";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static final Path FOLDERS = folderOfTheProcess();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final AtomicInteger sent = new AtomicInteger();
  private final Path folder;
  private final ManualClock clock;
  private final Gatehouse server;
  private final JsonObject administrator;
  private HttpClient client = CLIENT;

  private TestServer(Path folder, ManualClock clock, Gatehouse server, JsonObject administrator) {
    this.folder = folder;
    this.clock = clock;
    this.server = server;
    this.administrator = administrator;
  }

  /// A strict server on a new folder.
  ///
  /// @param settings further `key=value`, as with `--set`
  public static TestServer strict(String... settings) {
    return start(newFolder(), ManualClock.atStart(), List.of(settings));
  }

  /// A strict server on a new folder, on whose machine the clock may jump: for it no time passes
  /// otherwise.
  public static TestServer steady() {
    var folder = newFolder();
    var clock = ManualClock.atStart();
    var steady = new SteadyClock(clock, () -> 0, _ -> {});
    var env = new Env(steady, new SeededRandom(folder.hashCode()));
    var server = run(folder, env, List.of(), AccessLog.NONE);
    return new TestServer(folder, clock, server, DataFolder.adminKey(folder).orElseThrow());
  }

  /// A strict server on a new folder that tells `accessLog` of its requests.
  ///
  /// @param settings further `key=value`, as with `--set`
  public static TestServer logged(AccessLog accessLog, String... settings) {
    var folder = newFolder();
    var clock = ManualClock.atStart();
    var server = run(folder, clock, List.of(settings), accessLog);
    return new TestServer(folder, clock, server, DataFolder.adminKey(folder).orElseThrow());
  }

  /// A dev server on a new folder.
  public static TestServer dev(String... settings) {
    var all = new ArrayList<>(List.of("dev=true"));
    all.addAll(List.of(settings));
    return start(newFolder(), ManualClock.atStart(), all);
  }

  /// A server on that folder, for instance after another one has stopped.
  public static TestServer start(Path folder, ManualClock clock, List<String> settings) {
    var server = run(folder, clock, settings);
    return new TestServer(folder, clock, server, DataFolder.adminKey(folder).orElseThrow());
  }

  /// Another node of the same installation, with a folder of its own: the same master key,
  /// administrator and clock.
  ///
  /// @param settings with the `database.url` of this one
  public TestServer anotherNode(String... settings) {
    return anotherNode(clock, settings);
  }

  /// The same with a clock of its own.
  public TestServer anotherNode(ManualClock itsClock, String... settings) {
    var all = new ArrayList<>(List.of("master-key.file=" + folder + ".key"));
    all.addAll(List.of(settings));
    var its = newFolder();
    return new TestServer(its, itsClock, run(its, itsClock, all), administrator);
  }

  private static Gatehouse run(Path folder, ManualClock clock, List<String> settings) {
    return run(folder, clock, settings, AccessLog.NONE);
  }

  private static Gatehouse run(
      Path folder, ManualClock clock, List<String> settings, AccessLog accessLog) {
    return run(folder, new Env(clock, new SeededRandom(folder.hashCode())), settings, accessLog);
  }

  private static Gatehouse run(Path folder, Env env, List<String> settings, AccessLog accessLog) {
    var all =
        new ArrayList<>(List.of("http.port=0", "http.request-deadline=2m", "http.wait-max=1m"));
    if (settings.stream().noneMatch("dev=true"::equals)) {
      all.add("http.management.port=0");
    }
    all.addAll(settings);
    return Gatehouse.start(
        Settings.of(SettingsReader.read(Optional.empty(), Map.of(), all)),
        folder,
        Optional.empty(),
        env,
        accessLog,
        new CountDownLatch(1));
  }

  private static Path newFolder() {
    try {
      return Files.createDirectories(FOLDERS.resolve("" + COUNT.incrementAndGet())).resolve("data");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// A folder for the folders of all servers, gone when the process ends: each holds half a
  /// megabyte, and hundreds would be left after each run.
  private static Path folderOfTheProcess() {
    try {
      var folder = Files.createTempDirectory("gatehouse-test");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder.toFile())));
      return folder;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(File file) {
    var children = file.isDirectory() ? file.listFiles() : null;
    if (children != null) {
      Arrays.stream(children).forEach(TestServer::delete);
    }
    var _ = file.delete();
  }

  /// From now on the calls of this class go over TLS and trust that.
  public TestServer trusting(SSLContext trust) {
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(trust).build();
    return this;
  }

  /// Lets the node look for another certificate, as it does in the background.
  public void renewCertificate() {
    server.renewCertificate();
  }

  public Path folder() {
    return folder;
  }

  public ManualClock clock() {
    return clock;
  }

  /// Moves the clock and lets the node read the change feed, as it would have done meanwhile.
  public void advance(Duration time) {
    clock.advance(time);
    server.poll();
  }

  /// Waits until the use of the administrator's key has been recorded, which happens in the
  /// background once a minute, and the events of the audit log are linked: nothing is written then
  /// but what is asked for.
  public void awaitLastUse() {
    Patience.until(
        "the last use", () -> extension("ListAccessKeys", "{}").toString().contains("LastUsed"));
    Patience.until(
        "the links",
        () -> extension("VerifyAuditLog", "{}").number("NotLinked").orElseThrow().signum() == 0);
  }

  /// How many requests it was sent by this class.
  public int sent() {
    return sent.get();
  }

  /// Where it listens, for instance `http://localhost:40123`.
  public String address() {
    return server.address();
  }

  public int port() {
    return server.port();
  }

  public int managementPort() {
    return server.managementPort();
  }

  /// What its start prints of the console.
  public String consoleLink() {
    return server.consoleLink();
  }

  public String accessKeyId() {
    return administrator.string("AccessKeyId").orElseThrow();
  }

  public String secretAccessKey() {
    return administrator.string("SecretAccessKey").orElseThrow();
  }

  /// An answer of the server.
  public record Answer(int status, Map<String, List<String>> headers, String body) {
    /// The body as a JSON object.
    public JsonObject json() {
      return Json.parseObject(body);
    }

    public Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(field -> field.getKey().equalsIgnoreCase(name))
          .map(field -> field.getValue().getFirst())
          .findFirst();
    }
  }

  /// A signed call of the user-pool API; what it answers must be 200.
  public JsonObject cognito(String operation, String body) {
    var target = "AWSCognitoIdentityProviderService." + operation;
    var answer = patiently(() -> call(target, "cognito-idp", body));
    if (answer.status() != 200) {
      throw new AssertionError(operation + " answers " + answer.status() + " " + answer.body());
    }
    return answer.body().isEmpty() ? Json.parseObject("{}") : answer.json();
  }

  /// A signed call of the extension API; what it answers must be 200.
  public JsonObject extension(String operation, String body) {
    var answer = patiently(() -> call("GatehouseService." + operation, "gatehouse", body));
    if (answer.status() != 200) {
      throw new AssertionError(operation + " answers " + answer.status() + " " + answer.body());
    }
    return answer.body().isEmpty() ? Json.parseObject("{}") : answer.json();
  }

  /// As SDKs do: a server whose database was not quick enough says 503, and nothing was written.
  private static Answer patiently(Supplier<Answer> call) {
    return Patience.until("an answer", call, answer -> answer.status() != 503);
  }

  /// A call signed with the administrator's key, whatever it answers.
  ///
  /// @param target of `X-Amz-Target`
  /// @param service the signing name
  public Answer call(String target, String service, String body) {
    var signer = new RequestSigner(accessKeyId(), secretAccessKey(), REGION, service);
    return call(signer, target, body);
  }

  /// A call signed by anybody.
  public Answer call(RequestSigner signer, String target, String body) {
    var uri = URI.create(address() + "/");
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofByteArray(bytes));
    signer.sign(uri, target, bytes, clock.instant()).forEach(request::setHeader);
    return send(request);
  }

  public Answer get(String path) {
    return send(HttpRequest.newBuilder(URI.create(address() + path)));
  }

  /// Posts a form.
  ///
  /// @param headers name, value, name, value …
  public Answer postForm(String path, String form, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  /// The value of an `Authorization` header (RFC 7617).
  public static String basic(String user, String password) {
    var text = user + ":" + password;
    return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  public Answer send(HttpRequest.Builder request) {
    sent.incrementAndGet();
    try {
      HttpResponse<String> answer =
          client.send(request.timeout(Patience.MAX).build(), BodyHandlers.ofString());
      return new Answer(answer.statusCode(), answer.headers().map(), answer.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
