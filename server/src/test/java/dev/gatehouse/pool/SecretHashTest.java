package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.crypto.SrpSalt;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Behaviour reference users §2.12; SR-16.
class SecretHashTest {
  private static final ClientId CLIENT = new ClientId("1example23456789abcdefghij");
  private static final ClientSecret SECRET =
      new ClientSecret("0123456789abcdefghijklmnopqrstuvwxyz0123456789abcde");
  private static final ClientSecret OTHER = new ClientSecret("abcdefghijklmnopqrstuvwxyz");

  /// Of [#SECRET], `jane`, and [#CLIENT].
  private static final String HASH = "by8Eu9eVoMAbJ40m8G/MfEuE/y1tBWHOvus224/Ji20=";

  @TestFactory
  Stream<DynamicTest> every_vector_is_accepted() throws IOException {
    try (var stream = SrpSalt.class.getResourceAsStream("srp-vectors.json")) {
      assertThat(stream).isNotNull();
      var vectors =
          (JsonArray) Json.parseObject(stream.readAllBytes()).member("secret_hash").orElseThrow();
      assertThat(vectors.elements()).hasSize(4);
      return vectors.elements().stream()
          .map(JsonObject.class::cast)
          .map(vector -> DynamicTest.dynamicTest(text(vector, "username"), () -> check(vector)));
    }
  }

  private static void check(JsonObject vector) {
    var client = new ClientId(text(vector, "client_id"));
    var secrets = List.of(new ClientSecret(text(vector, "client_secret")));
    var hash = text(vector, "secret_hash");

    accepts(client, secrets, hash, List.of(text(vector, "username")));
    refuses(client, secrets, hash, List.of(text(vector, "username") + "x"));
  }

  @Test
  void either_of_two_secrets_and_every_accepted_name_count() {
    accepts(CLIENT, List.of(OTHER, SECRET), HASH, List.of("jane"));
    accepts(CLIENT, List.of(SECRET, OTHER), HASH, List.of("jane@example.com", "jane"));
  }

  @Test
  void sr_16_the_hash_of_another_name_secret_or_client_is_refused() {
    refuses(CLIENT, List.of(SECRET), HASH, List.of("joe"));
    refuses(CLIENT, List.of(SECRET), HASH, List.of("Jane"));
    refuses(CLIENT, List.of(SECRET), HASH, List.of());
    refuses(CLIENT, List.of(OTHER), HASH, List.of("jane"));
    refuses(new ClientId("other"), List.of(SECRET), HASH, List.of("jane"));
  }

  @Test
  void sr_16_only_the_one_spelling_is_accepted() {
    for (var hash :
        List.of(
            HASH.substring(0, HASH.length() - 1),
            HASH + "=",
            HASH + "\n",
            " " + HASH,
            HASH.replace('/', '_'),
            HASH.toLowerCase(Locale.ROOT),
            "=")) {
      refuses(CLIENT, List.of(SECRET), hash, List.of("jane"));
    }
  }

  @Test
  void sr_16_a_confidential_client_owes_one() {
    assertThat(refusal(CLIENT, List.of(SECRET), "", List.of("jane")))
        .isEqualTo(new Refusal.MissingSecretHash(CLIENT));
  }

  @Test
  void a_public_client_owes_none_and_may_send_none() {
    accepts(CLIENT, List.of(), "", List.of("jane"));
    refuses(CLIENT, List.of(), HASH, List.of("jane"));
  }

  private static void accepts(
      ClientId client, List<ClientSecret> secrets, String hash, List<String> names) {
    assertThatCode(() -> SecretHash.require(client, secrets, hash, names))
        .doesNotThrowAnyException();
  }

  private static void refuses(
      ClientId client, List<ClientSecret> secrets, String hash, List<String> names) {
    assertThat(refusal(client, secrets, hash, names))
        .isEqualTo(new Refusal.WrongSecretHash(client));
  }

  private static Refusal refusal(
      ClientId client, List<ClientSecret> secrets, String hash, List<String> names) {
    var caught = new AtomicReference<Refusal>();
    assertThatThrownBy(() -> SecretHash.require(client, secrets, hash, names))
        .isInstanceOfSatisfying(RefusedException.class, e -> caught.set(e.refusal()));
    return caught.get();
  }

  private static String text(JsonObject vector, String name) {
    return vector.string(name).orElseThrow();
  }
}
