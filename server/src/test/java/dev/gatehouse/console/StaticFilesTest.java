package dev.gatehouse.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.http.Headers;
import dev.gatehouse.http.Request;
import dev.gatehouse.http.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {
  private static final String SCRIPT = "assets/index-4f2a.js";
  private static final byte[] PACKED = gzip("script");

  private final Map<String, byte[]> resources = new HashMap<>();
  private final List<String> opened = new ArrayList<>();
  private final StaticFiles files = new StaticFiles(this::open);

  StaticFilesTest() {
    put(
        "files.tsv",
        "assets/index-4f2a.js\tab12\tbr\tgzip\nassets/small-9c.css\tcd34\nindex.html\tef56\n");
    put(SCRIPT + ".br", "brotli");
    resources.put(SCRIPT + ".gz", PACKED);
    put("assets/small-9c.css", "style");
    put("index.html", "page");
    put("secret.properties", "not of the list");
  }

  private void put(String name, String text) {
    resources.put(name, text.getBytes(UTF_8));
  }

  private static byte[] gzip(String text) {
    var bytes = new ByteArrayOutputStream();
    try (var packing = new GZIPOutputStream(bytes)) {
      packing.write(text.getBytes(UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  @Test
  void ui_03_a_file_comes_with_the_policy_and_is_kept_for_ever() {
    var answer = get(SCRIPT);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(body(answer)).isEqualTo("script");
    assertThat(answer.headers().fields())
        .extracting(field -> field.name() + ": " + field.value())
        .containsExactlyInAnyOrder(
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src"
                + " 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self';"
                + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types"
                + " gatehouse-mail",
            "X-Content-Type-Options: nosniff",
            "Referrer-Policy: no-referrer",
            "Cross-Origin-Opener-Policy: same-origin",
            "Cross-Origin-Resource-Policy: same-origin",
            "X-Frame-Options: DENY",
            "ETag: \"ab12\"",
            "Vary: Accept-Encoding",
            "Cache-Control: public, max-age=31536000, immutable",
            "Content-Type: text/javascript; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          br, gzip              | br
          gzip, deflate, br     | br
          GZIP                  | gzip
          gzip;q=0.5, br;q=0.1  | br
          br;q=0, gzip          | gzip
          br;q=0.000, *         | gzip
          *                     | br
          *;q=0                 | ''
          identity              | ''
          ''                    | ''
          brotli, x-gzip        | ''
          """)
  void the_best_accepted_coding_is_sent(String accepted, String coding) {
    var answer = get(SCRIPT, "Accept-Encoding", accepted);

    assertThat(answer.body())
        .isEqualTo(
            switch (coding) {
              case "br" -> "brotli".getBytes(UTF_8);
              case "gzip" -> PACKED;
              default -> "script".getBytes(UTF_8);
            });
    assertThat(answer.headers().first("content-encoding").orElse("")).isEqualTo(coding);
    assertThat(answer.headers().first("etag"))
        .contains(coding.isEmpty() ? "\"ab12\"" : "\"ab12-" + coding + "\"");
    assertThat(answer.headers().first("content-type")).contains("text/javascript; charset=utf-8");
  }

  @Test
  void a_file_that_is_not_smaller_compressed_is_sent_as_it_is() {
    var answer = get("assets/small-9c.css", "Accept-Encoding", "br, gzip");

    assertThat(body(answer)).isEqualTo("style");
    assertThat(answer.headers().first("content-encoding")).isEmpty();
    assertThat(answer.headers().first("content-type")).contains("text/css; charset=utf-8");
  }

  @ParameterizedTest
  @CsvSource({
    "\"ab12\",304",
    "W/\"ab12\",304",
    "*,304",
    "'\"x\", \"ab12\"',304",
    "\"ab12-br\",200"
  })
  void who_has_the_newest_gets_nothing(String condition, int status) {
    var answer = get(SCRIPT, "If-None-Match", condition);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(body(answer)).isEqualTo(status == 304 ? "" : "script");
    assertThat(answer.headers().first("etag")).contains("\"ab12\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "index.html",
        "user-pools",
        "user-pools/",
        "user-pools/us-east-1_a1B2c3D4e/app-clients/abc",
        "user-pools/us-east-1_a1B2c3D4e/users/ada@example.com",
        "server/about",
        "cognito/v2/idp/user-pools"
      })
  void every_view_is_the_one_page_which_is_asked_for_anew(String view) {
    var answer = get(view);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(body(answer)).isEqualTo("page");
    assertThat(answer.headers().first("cache-control")).contains("no-cache");
    assertThat(answer.headers().first("content-type")).contains("text/html; charset=utf-8");
  }

  /// UI-17: what is not in the list is not there, even where a file is.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret.properties",
        "files.tsv",
        "assets/index-4f2a.js.br",
        "assets/index-4f2a.js.map",
        "assets/",
        "assets",
        "INDEX.HTML",
        ".git/config",
        "WEB-INF/web.xml",
        "META-INF/MANIFEST.MF",
        "../console/index.html",
        "assets/../secret.properties",
        "inbox"
      })
  void ui_17_nothing_else_is_there(String name) {
    var answer = get(name);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(body(answer)).isEmpty();
    assertThat(opened).containsOnly("files.tsv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void files_are_only_read(String method) {
    var answer = files.handle(request(method, "", Headers.NONE));

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers().first("allow")).contains("GET, HEAD");
  }

  @Test
  void nothing_is_read_before_the_first_request_and_the_list_only_once() {
    assertThat(opened).isEmpty();

    get("");
    get("");

    assertThat(opened).containsExactly("files.tsv", "index.html", "index.html");
  }

  @Test
  void a_server_without_a_console_says_how_to_get_one() {
    resources.clear();

    var answer = get("");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(body(answer)).contains("<h1>This build has no console</h1>").contains("Node 20");
    assertThat(answer.headers().first("content-security-policy")).isPresent();
    assertThat(get(SCRIPT).status()).isEqualTo(404);
    assertThat(body(get("user-pools"))).contains("This build has no console");
  }

  private Response get(String name, String... header) {
    var headers = header.length == 0 ? Headers.NONE : Headers.NONE.with(header[0], header[1]);
    return files.handle(request("GET", name, headers));
  }

  private static Request request(String method, String name, Headers headers) {
    return new Request(
        method,
        "/console/" + name,
        Optional.empty(),
        headers,
        new byte[0],
        "127.0.0.1",
        "localhost:9229",
        Map.of("file", name));
  }

  private Optional<InputStream> open(String name) {
    opened.add(name);
    return Optional.ofNullable(resources.get(name)).map(ByteArrayInputStream::new);
  }

  private static String body(Response answer) {
    return new String(answer.body(), UTF_8);
  }
}
