package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private static final Handler NEVER =
      _ -> {
        throw new IllegalStateException("not called here");
      };
  private static final Route TOKEN = new Route("/oauth2/token", 1, NEVER);
  private static final Route DOMAIN_TOKEN = new Route("/oauth2/token", 2, NEVER);
  private static final Route KEYS = new Route("/{pool}/.well-known/jwks.json", 3, NEVER);
  private static final Route LIVE = new Route("/health/live", 4, NEVER);
  private static final Route FILES = new Route("/console/{file*}", 5, NEVER);
  private static final Route SESSION = new Route("/console/session", 6, NEVER);

  private final Router router =
      new Router(
          List.of(TOKEN, KEYS, FILES, SESSION),
          List.of(DOMAIN_TOKEN),
          List.of(LIVE),
          "localhost:9229"::equals);

  @Test
  void each_kind_of_host_has_its_routes() {
    assertThat(router.find("localhost:9229", "/oauth2/token"))
        .contains(new Router.Match(TOKEN, Map.of(), false));
    assertThat(router.find("shop.auth.us-east-1.localhost", "/oauth2/token"))
        .contains(new Router.Match(DOMAIN_TOKEN, Map.of(), false));
    assertThat(router.find("shop.auth.us-east-1.localhost", "/p/.well-known/jwks.json")).isEmpty();
    assertThat(router.find("10.0.0.1", "/health/live"))
        .contains(new Router.Match(LIVE, Map.of(), true));
    assertThat(router.find("localhost:9229", "/health/live"))
        .contains(new Router.Match(LIVE, Map.of(), true));
  }

  @Test
  void a_variable_is_one_whole_segment() {
    assertThat(router.find("localhost:9229", "/us-east-1_A/.well-known/jwks.json"))
        .contains(new Router.Match(KEYS, Map.of("pool", "us-east-1_A"), false));
  }

  @ParameterizedTest
  @CsvSource({
    "/console/,''",
    "/console/index.html,index.html",
    "/console/assets/a-1.js,assets/a-1.js",
    "/console/user-pools/,user-pools/",
    "/console/a/b/c.d,a/b/c.d"
  })
  void the_last_variable_may_be_all_that_follows(String path, String file) {
    assertThat(router.find("localhost:9229", path))
        .contains(new Router.Match(FILES, Map.of("file", file), false));
  }

  @Test
  void an_exact_path_wins_over_all_that_follows() {
    assertThat(router.find("localhost:9229", "/console/session"))
        .contains(new Router.Match(SESSION, Map.of(), false));
    assertThat(router.find("shop.auth.us-east-1.localhost", "/console/")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console//",
        "/console//a",
        "/console/a//b",
        "/console/.",
        "/console/..",
        "/console/../console/a",
        "/console/a/../b",
        "/console/a/..",
        "/console/./a",
        "/console/..%2fa",
        "/console/%2e%2e/a",
        "/console/..;/a",
        "/console/a;b",
        "/console/a%00",
        "/console/..\\a",
        "/console/a b",
        "/console/\u00e4",
        "/CONSOLE/a",
        "//console/a"
      })
  void ui_17_what_follows_has_one_spelling_only(String path) {
    assertThat(router.find("localhost:9229", path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "/oauth2/token/",
        "//oauth2/token",
        "/oauth2//token",
        "/oauth2/./token",
        "/oauth2/x/../token",
        "/oauth2/token;a=b",
        "/oauth2;a/token",
        "/oauth2%2ftoken",
        "/oauth2/tok%65n",
        "/OAUTH2/token",
        "/oauth2\\token",
        "/oauth2/token\u00a0",
        "//.well-known/jwks.json",
        "/./.well-known/jwks.json",
        "/../.well-known/jwks.json",
        "/a;b/.well-known/jwks.json",
        "/a%2e/.well-known/jwks.json",
        "/a/b/.well-known/jwks.json",
        "/a/.well-known/jwks.json/",
        "/a/.well-known/jwks.json/b"
      })
  void ht_16_a_path_in_another_spelling_leads_nowhere(String path) {
    assertThat(router.find("localhost:9229", path)).isEmpty();
  }
}
