package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.SrpClient;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Behaviour reference §3.3: every vector, of which each was computed by three programs that are
/// not this one: values with leading zeros, salts of odd length, names beyond ASCII, a device.
class SrpVectorsTest {
  /// Clients hash this salt in two ways, so that none like it may be sent.
  private static final String NOT_EMITTED = "salt-leading-zero-do-not-emit";

  @TestFactory
  Stream<DynamicTest> the_server_computes_what_clients_compute() throws IOException {
    var vectors = vectors();
    assertThat(vectors).hasSize(11);
    return vectors.stream()
        .filter(vector -> !text(vector, "name").equals(NOT_EMITTED))
        .map(vector -> DynamicTest.dynamicTest(text(vector, "name"), () -> check(vector)));
  }

  private static void check(JsonObject vector) {
    var who =
        new SrpIdentity(text(vector, "pool_or_device_group"), text(vector, "user_id_for_srp"));
    var salt = new SrpSalt(number(vector, "salt").toString(16)); // Without a leading zero.

    var verifier = SrpVerifier.derive(who, salt, text(vector, "password"));
    assertThat(verifier.value()).isEqualTo(number(vector, "verifier"));

    var exchange = SrpExchange.with(number(vector, "b"), verifier);
    assertThat(exchange.publicValue().hex()).isEqualTo(text(vector, "B"));

    var client = SrpPublic.parse(text(vector, "A")).orElseThrow();
    var key = exchange.agree(client, verifier);
    assertThat(key.bytes()).asHexString().isEqualToIgnoringCase(text(vector, "hkdf_key"));

    var block = Base64.getDecoder().decode(text(vector, "secret_block"));
    var timestamp = SrpTimestamp.parse(text(vector, "timestamp")).orElseThrow().text();
    assertThat(key.signature(who, block, timestamp))
        .isEqualTo(text(vector, "password_claim_signature"));
    assertThat(key.proves(text(vector, "password_claim_signature"), who, block, timestamp))
        .isTrue();
  }

  /// What the other tests sign in with.
  @TestFactory
  Stream<DynamicTest> the_client_of_the_tests_computes_the_same() throws IOException {
    return vectors().stream()
        .map(vector -> DynamicTest.dynamicTest(text(vector, "name"), () -> checkClient(vector)));
  }

  private static void checkClient(JsonObject vector) {
    var client = new SrpClient(number(vector, "a"));
    assertThat(client.publicValue()).isEqualTo(text(vector, "A"));
    assertThat(
            client.signature(
                new SrpClient.Identity(
                    text(vector, "pool_or_device_group"), text(vector, "user_id_for_srp")),
                text(vector, "password"),
                new SrpClient.Challenge(text(vector, "salt"), text(vector, "B")),
                new SrpClient.Claim(
                    Base64.getDecoder().decode(text(vector, "secret_block")),
                    text(vector, "timestamp"))))
        .isEqualTo(text(vector, "password_claim_signature"));
  }

  @Test
  void the_group_is_that_of_the_vectors() throws IOException {
    var file = file();

    assertThat(SrpGroup.N).isEqualTo(number(file, "N")).isEqualTo(SrpClient.N);
    assertThat(SrpGroup.G).isEqualTo(number(file, "g"));
    assertThat(SrpGroup.K).isEqualTo(number(file, "k"));
  }

  @Test
  void a_salt_that_clients_disagree_on_cannot_be_made() throws IOException {
    var salt =
        vectors().stream()
            .filter(vector -> text(vector, "name").equals(NOT_EMITTED))
            .map(vector -> text(vector, "salt"))
            .findFirst()
            .orElseThrow();

    assertThatThrownBy(() -> new SrpSalt(salt)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<JsonObject> vectors() throws IOException {
    var vectors = (JsonArray) file().member("srp").orElseThrow();
    return vectors.elements().stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject file() throws IOException {
    try (var stream = SrpVectorsTest.class.getResourceAsStream("srp-vectors.json")) {
      assertThat(stream).isNotNull();
      return Json.parseObject(stream.readAllBytes());
    }
  }

  private static BigInteger number(JsonObject vector, String name) {
    return new BigInteger(text(vector, name), 16);
  }

  private static String text(JsonObject vector, String name) {
    return vector.string(name).orElseThrow();
  }
}
