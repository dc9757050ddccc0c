package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// JW-20: the vectors of Project Wycheproof for RSA signatures of 2048 bits with SHA-256, which is
/// what every access token has, against the verifier of those that users present: paddings that an
/// ASN.1 parser would take (CVE-2006-4339), numbers at the edge of the modulus (CVE-2017-11185).
class RsaVectorsTest {
  /// An `AlgorithmIdentifier` without its NULL: the JDK takes it, as RFC 8017 §8.2.2 lets it, the
  /// native provider does not. It is one other spelling, which only the key can make.
  private static final String EITHER = "acceptable";

  @Test
  void jw_20_the_jdk_answers_as_marked() throws IOException {
    check(new Rsa());
  }

  @Test
  void jw_20_the_native_provider_answers_as_marked() throws IOException {
    var rsa = new Rsa();
    assertThat(rsa.loadNative()).isTrue();
    check(rsa);
  }

  private static void check(Rsa rsa) throws IOException {
    int checked = 0;
    for (var group : groups()) {
      var key = Rsa.publicKey(bytes((JsonObject) group, "publicKey"));
      var verifier = rsa.verifier(key);
      for (var element : array((JsonObject) group, "tests")) {
        var test = (JsonObject) element;
        var result = test.string("result").orElseThrow();
        if (result.equals(EITHER)) {
          continue;
        }
        assertThat(verifier.verifies(bytes(test, "text"), bytes(test, "signature")))
            .as("%s: %s", test.number("id").orElseThrow(), test.string("comment").orElse(""))
            .isEqualTo(result.equals("valid"));
        checked++;
      }
    }
    assertThat(checked).isEqualTo(258);
  }

  private static byte[] bytes(JsonObject object, String name) {
    return HexFormat.of().parseHex(object.string(name).orElseThrow());
  }

  private static List<JsonValue> groups() throws IOException {
    try (var stream = RsaVectorsTest.class.getResourceAsStream("wycheproof-rs256.json")) {
      assertThat(stream).isNotNull();
      return array(Json.parseObject(stream.readAllBytes()), "groups");
    }
  }

  private static List<JsonValue> array(JsonObject object, String name) {
    return ((JsonArray) object.member(name).orElseThrow()).elements();
  }
}
