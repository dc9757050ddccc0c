package dev.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Rsa;
import dev.gatehouse.crypto.Rsa.EncodedPair;
import dev.gatehouse.crypto.UnsealException;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.SigningKeys;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolKeysTest {
  private static final Rsa RSA = new Rsa();
  private static final SpareKeys SPARES = new SpareKeys(new FewPairs());
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final ManualClock clock = ManualClock.atStart();
  private final SeededRandom random = new SeededRandom(1);
  private final Env env = new Env(clock, random);
  private final AesGcmSealer sealer = new AesGcmSealer(MasterKey.mint(random), random);

  @TempDir Path folder;
  private SqliteStore store;
  private PoolKeys keys;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("gatehouse.db"), clock);
    keys = new PoolKeys(store, env, sealer, RSA, SPARES);
    for (var pool : List.of(Rows.POOL, Rows.OTHER_POOL)) {
      var minted = keys.mint(pool, env.now());
      store.write(tx -> {
        tx.userPools().insert(Rows.pool(pool));
        minted.forEach(tx.signingKeys()::insert);
        return true;
      });
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void wk_06_a_pool_has_one_key_for_each_use_and_wk_07_a_kid_of_44_characters() {
    var rows = rows(Rows.POOL);

    assertThat(rows).extracting(SigningKeys.Row::use).containsOnly(KeyUse.ACCESS, KeyUse.ID);
    assertThat(rows).hasSize(2);
    assertThat(rows).allSatisfy(row -> assertThat(row.kid()).matches("[A-Za-z0-9+/]{43}="));
  }

  @Test
  void jw_21_the_key_set_has_exactly_the_public_members_in_alphabetical_order() {
    var text = new String(ring(Rows.POOL).published(env.now()).json(), StandardCharsets.UTF_8);

    assertThat(text).startsWith("{\"keys\":[{\"alg\":\"RS256\",\"e\":\"AQAB\",\"kid\":\"");
    assertThat(members(Rows.POOL))
        .hasSize(2)
        .allSatisfy(key -> {
          assertThat(key.members().sequencedKeySet())
              .containsExactly("alg", "e", "kid", "kty", "n", "use");
          assertThat(key.string("kty")).contains("RSA");
          assertThat(key.string("use")).contains("sig");
          assertThat(key.string("n").orElseThrow()).hasSize(342); // 256 bytes: no leading zero.
        });
  }

  @Test
  void jw_21_no_key_is_shared_between_pools() {
    assertThat(members(Rows.POOL)).doesNotContainAnyElementsOf(members(Rows.OTHER_POOL));
    assertThat(rows(Rows.POOL))
        .extracting(SigningKeys.Row::publicKey)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(
            rows(Rows.OTHER_POOL).stream().map(SigningKeys.Row::publicKey).toList());
  }

  @Test
  void ks_05_a_private_key_does_not_open_for_another_pool_or_kid() {
    var row = rows(Rows.POOL).getFirst();
    var other = rows(Rows.OTHER_POOL).getFirst();

    assertThat(keys.open(row).kid()).isEqualTo(row.kid());
    assertThatThrownBy(() -> keys.open(moved(row, Rows.OTHER_POOL, row.kid())))
        .isInstanceOf(UnsealException.class);
    assertThatThrownBy(() -> keys.open(moved(row, row.poolId(), other.kid())))
        .isInstanceOf(UnsealException.class);
  }

  @Test
  void jw_24_a_new_key_is_published_before_it_signs_and_the_old_one_until_its_last_token_expires() {
    var old = signing();

    keys.rotate(Rows.POOL);

    assertThat(members(Rows.POOL)).hasSize(4);
    clock.advance(PoolKeys.LEAD.minus(MOMENT));
    assertThat(signing()).isEqualTo(old);
    clock.advance(MOMENT);
    assertThat(signing()).isNotEqualTo(old);
    clock.advance(PoolKeys.OVERLAP.minus(MOMENT));
    assertThat(kids()).contains(old).hasSize(4);
    clock.advance(MOMENT);
    assertThat(kids()).doesNotContain(old).hasSize(2);
  }

  @Test
  void jw_24_rotating_again_and_again_never_signs_with_a_key_that_is_not_published() {
    for (int i = 0; i < 200; i++) {
      keys.rotate(Rows.POOL);
      assertThat(kids()).contains(signing());
      clock.advance(PoolKeys.LEAD.minusMinutes(1));
      assertThat(kids()).contains(signing());
    }
    assertThat(rows(Rows.POOL)).hasSize(4);
  }

  @Test
  void jw_24_an_emergency_rotation_signs_with_a_new_key_and_withdraws_the_old_at_once() {
    var old = kids();

    keys.rotateAtOnce(Rows.POOL);

    assertThat(kids()).hasSize(2).doesNotContainAnyElementsOf(old).contains(signing());
  }

  @Test
  void rotating_an_unknown_pool_is_refused() {
    var unknown = new UserPoolId("us-east-1_unknown");

    assertThatThrownBy(() -> keys.rotate(unknown))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.refusal()).isEqualTo(new Refusal.UnknownPool(unknown)));
  }

  @Test
  void a_node_with_a_slower_clock_signs_with_the_keys_of_a_new_pool() {
    clock.advance(Duration.ofSeconds(-2));

    assertThat(kids()).contains(signing());
  }

  @Test
  void a_key_set_is_made_once_and_has_a_validator_of_its_content() {
    var ring = ring(Rows.POOL);

    assertThat(ring.published(env.now())).isSameAs(ring.published(env.now()));
    assertThat(ring.published(env.now()).etag())
        .matches("\"[0-9a-f]{32}\"")
        .isEqualTo(ring(Rows.POOL).published(env.now()).etag())
        .isNotEqualTo(ring(Rows.OTHER_POOL).published(env.now()).etag());
  }

  private static SigningKeys.Row moved(SigningKeys.Row row, UserPoolId pool, String kid) {
    return new SigningKeys.Row(
        pool,
        kid,
        row.use(),
        row.publicKey(),
        row.privateKey(),
        row.createdAt(),
        row.activatesAt(),
        row.retiresAt());
  }

  private String signing() {
    return ring(Rows.POOL).signing(KeyUse.ACCESS, env.now()).kid();
  }

  private List<String> kids() {
    return members(Rows.POOL).stream().map(key -> key.string("kid").orElseThrow()).toList();
  }

  private List<JsonObject> members(UserPoolId pool) {
    var document = Json.parseObject(ring(pool).published(env.now()).json());
    return ((JsonArray) document.member("keys").orElseThrow())
        .elements().stream().map(JsonObject.class::cast).toList();
  }

  private KeyRing ring(UserPoolId pool) {
    return new KeyRing(rows(pool).stream().map(keys::open).toList());
  }

  private List<SigningKeys.Row> rows(UserPoolId pool) {
    return store.read(tx -> tx.signingKeys().list(pool));
  }

  /// Real pairs, the same again and again, because making them is slow; more of them than the keys
  /// of both pools.
  private static final class FewPairs implements SpareKeys.Generator {
    private final List<EncodedPair> pairs = Stream.generate(RSA::generate).limit(6).toList();
    private final AtomicInteger next = new AtomicInteger();

    @Override
    public void awaitReady() {}

    @Override
    public EncodedPair generate() {
      return pairs.get(next.getAndIncrement() % pairs.size());
    }
  }
}
