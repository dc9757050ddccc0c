package dev.gatehouse.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {
  private static final long SEED = Long.getLong("gatehouse.seed", 20_261_125L);

  private static BasicCredentials of(String... authorizations) {
    var fields =
        Arrays.stream(authorizations).map(value -> new Headers.Field("authorization", value));
    return BasicCredentials.of(
        new Request(
            "POST",
            "/",
            Optional.empty(),
            new Headers(fields.toList()),
            new byte[0],
            "127.0.0.1",
            "localhost",
            Map.of()));
  }

  private static String basic(String credentials) {
    return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(ISO_8859_1));
  }

  @Test
  void splits_at_the_first_colon() {
    assertThat(of(basic("client:se:cret")))
        .isEqualTo(new BasicCredentials.Present("client", "se:cret"));
    assertThat(of(basic("client:"))).isEqualTo(new BasicCredentials.Present("client", ""));
    assertThat(of(basic("a%3Ab:c+d"))).isEqualTo(new BasicCredentials.Present("a%3Ab", "c+d"));
  }

  @Test
  void takes_the_scheme_in_any_case() {
    assertThat(of(basic("a:b").replace("Basic", "bAsIC")))
        .isEqualTo(new BasicCredentials.Present("a", "b"));
  }

  @Test
  void says_when_there_is_none() {
    assertThat(of()).isEqualTo(new BasicCredentials.Absent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic ",
        "Basic Og==", // No user, no password.
        "Basic OmI=", // No user.
        "Basic YQ==", // No colon.
        "Basic YTpi=", // Padding too much.
        "Basic YTpiYw", // Padding missing.
        "Basic YTpiYx==", // Stray bits: two spellings of one credential.
        "Basic YTp i",
        "Basic YTpi, Basic YTpi",
        "Basic YTo_",
        "Basic YTr/", // Not ASCII.
        "Basic YTpiAA==", // NUL.
        "Basic\tYTpi",
        "BasicYTpi",
        "Bearer YTpi",
        "AWS4-HMAC-SHA256 Credential=a"
      })
  void refuses_what_is_not_one_credential(String authorization) {
    assertThat(of(authorization)).isEqualTo(new BasicCredentials.Malformed());
  }

  @Test
  void refuses_two_headers() {
    assertThat(of(basic("a:b"), basic("a:b"))).isEqualTo(new BasicCredentials.Malformed());
  }

  @Test
  void never_shows_the_password() {
    assertThat(of(basic("client:hunter2")).toString()).isEqualTo("Present[client]");
  }

  /// Generated: text that is often special in the header. Whatever it is, there is an answer, and
  /// what is accepted is spelled the one way that it can be.
  @Test
  void survives_any_text() {
    var random = new Random(SEED);
    var special = "Basic YTpi=+/-_ :,\t\u00e9AQ";
    for (int round = 0; round < 50_000; round++) {
      var text = new StringBuilder(random.nextBoolean() ? "Basic " : "");
      for (int i = random.nextInt(12); i > 0; i--) {
        text.append(special.charAt(random.nextInt(special.length())));
      }
      if (of(text.toString()) instanceof BasicCredentials.Present(var user, var password)) {
        assertThat(basic(user + ":" + password).substring(6))
            .as("seed %d", SEED)
            .isEqualTo(text.substring(6).strip());
      }
    }
  }
}
