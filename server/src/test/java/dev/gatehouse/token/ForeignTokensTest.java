package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.TokenFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// JW-20: every signed token of Project Wycheproof, right or wrong for the key that it comes with,
/// presented as an access token: none is one of ours, and each is refused as such. The vectors for
/// what a signature of ours must be are in `RsaVectorsTest`.
class ForeignTokensTest {
  @TempDir private Path folder;

  @Test
  void jw_20_no_token_of_somebody_else_is_accepted() throws IOException {
    var site = new TokenSite(folder, TokenSite.POOL);
    var reader = new AccessTokenReader(Issuer.aws(), _ -> Optional.of(site.keys), site.env);
    var tokens = tokens();
    assertThat(tokens).hasSizeGreaterThan(350);
    for (var token : tokens) {
      assertThatThrownBy(() -> reader.read(token, SignedIn.API_SCOPE))
          .as(token)
          .isInstanceOfSatisfying(
              RefusedException.class,
              e ->
                  assertThat(e.refusal())
                      .isEqualTo(new Refusal.TokenNotAccepted(TokenFault.INVALID)));
    }
  }

  private static List<String> tokens() throws IOException {
    var tokens = new ArrayList<String>();
    try (var stream =
        ForeignTokensTest.class.getResourceAsStream("/dev/gatehouse/cli/wycheproof-jws.json")) {
      assertThat(stream).isNotNull();
      var groups =
          (JsonArray) Json.parseObject(stream.readAllBytes()).member("groups").orElseThrow();
      for (var group : groups.elements()) {
        var tests = (JsonArray) ((JsonObject) group).member("tests").orElseThrow();
        for (var test : tests.elements()) {
          tokens.add(((JsonObject) test).string("jws").orElseThrow());
        }
      }
    }
    return tokens;
  }
}
