package dev.gatehouse.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.Fuzzing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Damaged and hostile token requests. Generated: forms made of known pieces and random bytes, and
/// `Authorization` headers of the same. Must always hold: no exception, an answer of the contract,
/// and a token only where the request shows the client's secret.
class TokenFuzzTest {
  private static final int REQUESTS = 20_000;
  private static final List<String> PIECES =
      List.of(
          "grant_type",
          "client_credentials",
          "client_id",
          "client_secret",
          "scope",
          "=",
          "=",
          "&",
          "&",
          "%",
          "%00",
          "%zz",
          "%C0%AF",
          "+",
          ";",
          "\u00fc",
          "\uD83D\uDE00",
          "{",
          "}",
          "[",
          "\"",
          "\\",
          "aws_client_metadata",
          "{\"a\":\"b\"}",
          "transactions/get",
          "transactions%2Fpost",
          Installation.CLIENT,
          "public",
          "resource",
          "\r\n",
          "\t",
          "password",
          "<script>",
          "0",
          "-1",
          "null");

  @TempDir Path folder;

  @Test
  void te_18_no_request_is_answered_with_500() {
    var fuzzing = Fuzzing.of(REQUESTS);
    var random = fuzzing.random();
    var setup = new Installation.Setup();
    setup.wrongSecretsMax = 0;
    try (var installation = new Installation(folder, setup)) {
      while (fuzzing.next()) {
        var call = TokenCall.empty(installation);
        if (random.nextInt(4) > 0) {
          call.raw("grant_type=client_credentials");
        }
        call.raw(mixture(random));
        if (random.nextBoolean()) {
          call.header("Authorization", authorization(random));
        }

        var answer = call.answer();

        assertThat(answer).as("%s", fuzzing).matches("(?s)400 \\{\"error\":\"[a-z_]+\"}");
      }
    }
  }

  private static String authorization(RandomGenerator random) {
    var text = mixture(random) + (random.nextBoolean() ? ":" : "") + mixture(random);
    var encoded = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    return switch (random.nextInt(4)) {
      case 0 -> text;
      case 1 -> "Basic " + text;
      case 2 -> "Basic " + encoded;
      default -> "basic " + encoded.substring(random.nextInt(encoded.length() + 1));
    };
  }

  private static String mixture(RandomGenerator random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(
          random.nextInt(5) == 0
              ? String.valueOf((char) random.nextInt(0x100))
              : PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}
