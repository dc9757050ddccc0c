package dev.gatehouse.console;

import dev.gatehouse.console.ConsoleBuild.Entry;
import dev.gatehouse.http.Handler;
import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Headers.Field;
import dev.gatehouse.http.IfNoneMatch;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import dev.gatehouse.http.Route;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The console's files, compressed when it was built, and its one page for every view (console
/// reference 4.7). A server without a console says how to get one. Nothing is read before the first
/// request: a server that nobody looks at pays nothing.
public final class StaticFiles implements Handler {
  private static final String FOLDER = "META-INF/gatehouse/console/";
  private static final String PAGE = "index.html";
  private static final String HASHED = "assets/";
  private static final int NO_BODY_MAX = 0;
  private static final byte[] EMPTY = {};

  /// How addresses of views begin: console/src/pages. Anything else that is no file is 404.
  private static final Set<String> VIEWS = Set.of("", "cognito", "server", "user-pools");

  /// UI-03: nothing from elsewhere, nothing inline, in nobody's frame. Cloudscape sets styles by
  /// the document's own interface, which the policy allows (console reference 4.3). Text becomes
  /// markup in one place, the preview of mails: console/src/pages/message-inbox/preview.ts.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src"
          + " 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types gatehouse-mail";

  private static final List<Field> ON_EVERY_ANSWER =
      List.of(
          new Field("Content-Security-Policy", POLICY),
          new Field("X-Content-Type-Options", "nosniff"),
          new Field("Referrer-Policy", "no-referrer"),
          new Field("Cross-Origin-Opener-Policy", "same-origin"),
          new Field("Cross-Origin-Resource-Policy", "same-origin"),
          new Field("X-Frame-Options", "DENY"));

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "json", "application/json",
          "svg", "image/svg+xml");

  private final Function<String, Optional<InputStream>> resources;
  private volatile Optional<ConsoleBuild> build = Optional.empty();

  /// @param resources opens a file by its name in the console's folder
  StaticFiles(Function<String, Optional<InputStream>> resources) {
    this.resources = resources;
  }

  /// The routes of the console's files, and of addresses of Amazon's console.
  public static List<Route> routes() {
    var loader = StaticFiles.class.getClassLoader();
    var files =
        new StaticFiles(name -> Optional.ofNullable(loader.getResourceAsStream(FOLDER + name)));
    return List.of(
        new Route("/console/{file*}", NO_BODY_MAX, files),
        new Route("/console", NO_BODY_MAX, new DeepLink()),
        new Route("/cognito/{view*}", NO_BODY_MAX, new DeepLink()));
  }

  @Override
  public Response handle(Request request) {
    return switch (request.method()) {
      case "GET", "HEAD" -> answer(request, request.pathParameter("file"));
      default -> plain(405).with("Allow", "GET, HEAD");
    };
  }

  private Response answer(Request request, String name) {
    var isView = VIEWS.contains(name.split("/", 2)[0]);
    var console = console();
    if (console.isAbsent()) {
      return isView ? withoutConsole() : plain(404);
    }
    return console
        .find(isView ? PAGE : name)
        .map(entry -> file(request, console, entry))
        .orElseGet(() -> plain(404));
  }

  /// Two first requests may both read the list; it is the same.
  private ConsoleBuild console() {
    var known = build;
    if (known.isEmpty()) {
      known = Optional.of(ConsoleBuild.read(resources));
      build = known;
    }
    return known.orElseThrow();
  }

  private static Response file(Request request, ConsoleBuild console, Entry entry) {
    var coding = ContentCoding.choose(request.headers().all("accept-encoding"), entry.encodings());
    // Another coding is another representation, with a tag of its own (RFC 9110 §8.8.3).
    var tag = "\"" + entry.hash() + coding.map(chosen -> "-" + chosen.name()).orElse("") + "\"";
    var fields = new ArrayList<Field>(ON_EVERY_ANSWER);
    fields.add(new Field("ETag", tag));
    fields.add(new Field("Vary", "Accept-Encoding"));
    fields.add(
        new Field(
            "Cache-Control",
            entry.name().startsWith(HASHED) ? "public, max-age=31536000, immutable" : "no-cache"));
    if (IfNoneMatch.holds(request.headers(), tag)) {
      return new Response(304, new Headers(fields), EMPTY);
    }
    fields.add(new Field("Content-Type", type(entry.name())));
    coding.ifPresent(chosen -> fields.add(new Field("Content-Encoding", chosen.name())));
    return new Response(200, new Headers(fields), console.content(entry, coding));
  }

  private static String type(String name) {
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }

  private static Response plain(int status) {
    return new Response(status, new Headers(ON_EVERY_ANSWER), EMPTY);
  }

  /// Console reference 4.7: a server can be built without a console, and is whole without it.
  private static Response withoutConsole() {
    var page =
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>No console - Gatehouse</title>
        <h1>This build has no console</h1>
        <p>The server was built without Node 20.19 or newer and npm, or with <code>-Dconsole.skip=true</code>.</p>
        <p>Two ways to get the console: install Node 20.19 or newer with npm and start <code>./gatehouse</code> again, which
        builds what is missing; or install a package of Gatehouse, which has it built in.</p>
        <p>Everything the console does can be done with the AWS CLI and <code>./gatehouse --help</code>, too.</p>
        </html>
        """;
    var fields = new ArrayList<Field>(ON_EVERY_ANSWER);
    fields.add(new Field("Cache-Control", "no-cache"));
    fields.add(new Field("Content-Type", "text/html; charset=utf-8"));
    return new Response(200, new Headers(fields), page.getBytes(StandardCharsets.UTF_8));
  }
}
