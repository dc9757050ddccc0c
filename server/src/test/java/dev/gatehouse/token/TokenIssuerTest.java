package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.Json;
import dev.gatehouse.keys.PoolKeys;
import dev.gatehouse.keys.SigningKey;
import dev.gatehouse.keys.SpareKeys;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.MachineAttributes;
import dev.gatehouse.pool.RefreshPolicy;
import dev.gatehouse.pool.SignInPolicy;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Payloads against one that Cognito made (seed 001), and their order against the rule behind it.
class TokenIssuerTest {
  private static final UserPoolId POOL = new UserPoolId("us-east-1_7E8IsxCGC");
  private static final ClientId CLIENT = new ClientId("14aq5ll5b1it6f62uefem6aqhn");
  private static final Instant ISSUED_AT = Instant.ofEpochSecond(1_527_817_366, 987_000_000);
  private static final UUID JTI = UUID.fromString("aeeef50a-b3b5-4201-9a8f-8b5f63a0ebcc");
  private static final String SEED_001 =
      "eyJzdWIiOiIxNGFxNWxsNWIxaXQ2ZjYydWVmZW02YXFobiIsInRva2VuX3VzZSI6ImFjY2VzcyIsInNjb3BlIjoi"
          + "dGVzdFwvZm9vIiwiYXV0aF90aW1lIjoxNTI3ODE3MzY2LCJpc3MiOiJodHRwczpcL1wvY29nbml0by1pZHAudX"
          + "MtZWFzdC0xLmFtYXpvbmF3cy5jb21cL3VzLWVhc3QtMV83RThJc3hDR0MiLCJleHAiOjE1Mjc4MjA5NjYsImlh"
          + "dCI6MTUyNzgxNzM2NiwidmVyc2lvbiI6MiwianRpIjoiYWVlZWY1MGEtYjNiNS00MjAxLTlhOGYtOGI1ZjYzYT"
          + "BlYmNjIiwiY2xpZW50X2lkIjoiMTRhcTVsbDViMWl0NmY2MnVlZmVtNmFxaG4ifQ";

  @TempDir static Path folder;
  private static SigningKey key;

  @BeforeAll
  static void openKey() {
    var random = new SeededRandom(1);
    var env = new Env(ManualClock.at(ISSUED_AT), random);
    var rsa = new Rsa();
    var sealer = new AesGcmSealer(MasterKey.mint(random), random);
    try (var store = SqliteStore.open(folder.resolve("gatehouse.db"), env.clock());
        var spares = new SpareKeys(rsa)) {
      var keys = new PoolKeys(store, env, sealer, rsa, spares);
      key = keys.open(keys.mint(POOL, ISSUED_AT).getFirst());
    }
  }

  @Test
  void tc_m2m_tc_01_tc_01a_tc_03_a_payload_is_byte_for_byte_that_of_seed_001() {
    assertThat(issue(MachineAttributes.NONE, "test/foo").split("\\.", -1)[1]).isEqualTo(SEED_001);
  }

  @Test
  void tc_02_wk_07_the_header_is_kid_then_alg_with_escaped_slashes() {
    var header = decode(issue(MachineAttributes.NONE, "test/foo").split("\\.", -1)[0]);

    assertThat(header)
        .isEqualTo("{\"kid\":\"" + key.kid().replace("/", "\\/") + "\",\"alg\":\"RS256\"}");
  }

  @Test
  void the_signature_is_rs256_of_header_and_payload() throws Exception {
    var parts = issue(MachineAttributes.NONE, "test/foo").split("\\.", -1);
    var verifier = Signature.getInstance("SHA256withRSA");
    verifier.initVerify(key.publicKey());
    verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

    assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
  }

  @Test
  void tc_01a_the_plain_order_is_that_of_a_hash_map() {
    var map = new HashMap<String, Object>();
    for (var name :
        List.of(
            "sub",
            "token_use",
            "scope",
            "auth_time",
            "iss",
            "exp",
            "iat",
            "version",
            "jti",
            "client_id")) {
      map.put(name, 0);
    }

    assertThat(names(payload(MachineAttributes.NONE))).containsExactlyElementsOf(map.keySet());
  }

  @Test
  void tc_01a_with_more_claims_the_order_is_that_of_the_larger_hash_map() {
    for (int more = 1; more <= 40; more++) {
      var claims = new LinkedHashMap<String, Object>();
      for (int i = 0; i < more; i++) {
        claims.put("claim_" + i, (long) i);
      }
      var expected = new HashMap<String, Object>();
      names(payload(MachineAttributes.NONE)).forEach(name -> expected.put(name, 0));
      expected.putAll(claims);

      assertThat(names(payload(new MachineAttributes(claims, List.of()))))
          .containsExactlyElementsOf(expected.keySet());
    }
  }

  @Test
  void machine_attributes_appear_with_their_types() {
    var claims = new LinkedHashMap<String, Object>();
    claims.put("tenant", "a/b \"c\" \\ \u00e9\n\u0001");
    claims.put("level", 7L);
    claims.put("active", true);
    claims.put("regions", List.of("eu", "us"));

    var payload = Json.parseObject(payload(new MachineAttributes(claims, List.of("api"))));

    assertThat(payload.string("tenant")).contains("a/b \"c\" \\ \u00e9\n\u0001");
    assertThat(payload.number("level")).contains(new java.math.BigDecimal(7));
    assertThat(payload.bool("active")).contains(true);
    assertThat(payload.strings("regions")).containsExactly("eu", "us");
    assertThat(payload.string("aud")).contains("api");
    assertThat(payload.string("sub")).contains(CLIENT.value());
  }

  @Test
  void several_audiences_are_a_list() {
    var payload = payload(new MachineAttributes(new LinkedHashMap<>(), List.of("a", "b")));

    assertThat(Json.parseObject(payload).strings("aud")).containsExactly("a", "b");
    assertThat(payload).contains("\"aud\":[\"a\",\"b\"]");
  }

  @Test
  void te_32_a_machine_token_says_nothing_of_a_user() {
    assertThat(names(payload(MachineAttributes.NONE)))
        .doesNotContain("username", "origin_jti", "event_id", "aud", "cognito:groups");
  }

  private static String payload(MachineAttributes attributes) {
    return decode(issue(attributes, "test/foo").split("\\.", -1)[1]);
  }

  private static List<String> names(String payload) {
    return new ArrayList<>(Json.parseObject(payload).members().keySet());
  }

  private static String issue(MachineAttributes attributes, String scope) {
    var client =
        new AppClient(
            CLIENT,
            POOL,
            true,
            true,
            Set.of(),
            new LinkedHashSet<>(),
            Set.of(),
            Duration.ofHours(1),
            Duration.ofMinutes(30),
            true,
            SignInPolicy.DEFAULT,
            RefreshPolicy.DEFAULT,
            Set.of(),
            attributes);
    var env = new Env(ManualClock.at(ISSUED_AT), new Repeating(JTI));
    return new TokenIssuer(env)
        .machineToken(client, Issuer.aws().of(POOL), key, new LinkedHashSet<>(List.of(scope)));
  }

  private static String decode(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  /// Randomness of which one UUID is made.
  private static final class Repeating implements RandomGenerator {
    private final UUID uuid;
    private boolean isSecond;

    private Repeating(UUID uuid) {
      this.uuid = uuid;
    }

    @Override
    public long nextLong() {
      var half = isSecond ? uuid.getLeastSignificantBits() : uuid.getMostSignificantBits();
      isSecond = !isSecond;
      return half;
    }
  }
}
