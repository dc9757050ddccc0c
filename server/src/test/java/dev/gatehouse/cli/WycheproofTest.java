package dev.gatehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// JW-20: the vectors of Project Wycheproof for signed tokens, against the verifier of `gatehouse
/// jwt verify`. What is marked invalid is refused; what is valid is accepted where the algorithm is
/// one that the verifier has, and refused elsewhere.
class WycheproofTest {
  private static final Set<String> ALGORITHMS = Set.of("RS256", "RS384", "RS512", "ES256", "ES384");

  /// Its modulus has the structure of CVE-2017-15361, which only whoever makes keys must avoid.
  private static final String ROCA = "jwk jws_rsa_roca_key 7";

  private record Vector(String name, JsonObject keySet, String jws, boolean isValid) {}

  @TestFactory
  Stream<DynamicTest> jw_20_the_vectors_of_wycheproof_are_answered_as_marked() throws IOException {
    var vectors = vectors();
    assertThat(vectors).hasSizeGreaterThan(350);
    return vectors.stream()
        .filter(vector -> !vector.name.startsWith(ROCA))
        .map(vector -> DynamicTest.dynamicTest(vector.name, () -> check(vector)));
  }

  private static void check(Vector vector) {
    if (vector.isValid && ALGORITHMS.contains(algorithm(vector.jws))) {
      assertThatCode(() -> verify(vector)).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> verify(vector)).isInstanceOf(CommandFailure.class);
    }
  }

  private static String algorithm(String jws) {
    return header(jws).string("alg").orElse("");
  }

  private static JsonObject header(String jws) {
    return Json.parseObject(Base64.getUrlDecoder().decode(jws.substring(0, jws.indexOf('.'))));
  }

  /// Most payloads are no claims, therefore the signature alone; a token that cannot be taken apart
  /// is refused before.
  private static void verify(Vector vector) {
    var keys = KeySet.parse(Json.write(vector.keySet));
    JsonObject header;
    try {
      header = Jwt.header(vector.jws);
    } catch (MalformedJsonException | IllegalArgumentException malformed) {
      throw new CommandFailure(ExitCode.FAILED, "malformed");
    }
    Jwt.requireSigned(vector.jws, header, keys);
  }

  private static List<Vector> vectors() throws IOException {
    try (var stream = WycheproofTest.class.getResourceAsStream("wycheproof-jws.json")) {
      assertThat(stream).isNotNull();
      var vectors = new ArrayList<Vector>();
      for (var group : array(Json.parseObject(stream.readAllBytes()), "groups")) {
        var name = ((JsonObject) group).string("name").orElseThrow();
        var keySet = ((JsonObject) group).object("keySet").orElseThrow();
        for (var element : array((JsonObject) group, "tests")) {
          var test = (JsonObject) element;
          vectors.add(
              new Vector(
                  name
                      + " "
                      + test.number("id").orElseThrow()
                      + " "
                      + test.string("comment").orElse(""),
                  keySet,
                  test.string("jws").orElseThrow(),
                  test.bool("valid").orElseThrow()));
        }
      }
      return vectors;
    }
  }

  private static List<JsonValue> array(JsonObject object, String name) {
    return ((JsonArray) object.member(name).orElseThrow()).elements();
  }
}
