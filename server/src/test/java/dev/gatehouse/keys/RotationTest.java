package dev.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keys.Rotation.Delete;
import dev.gatehouse.keys.Rotation.Retire;
import dev.gatehouse.pool.KeyUse;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.SigningKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final Instant NOW = Rows.NOW;
  private static final Instant OLD = NOW.minus(Duration.ofDays(400));
  private static final Instant RETIRED = NOW.plus(PoolKeys.LEAD).plus(PoolKeys.OVERLAP);

  @Test
  void jw_24_a_key_is_published_longer_before_it_signs_than_a_key_set_may_be_cached() {
    assertThat(PoolKeys.LEAD).isGreaterThan(PoolKeys.CACHEABLE);
    assertThat(PoolKeys.OVERLAP).isGreaterThan(Duration.ofDays(1));
  }

  @Test
  void the_keys_that_sign_retire_after_their_last_token() {
    var keys = List.of(key("a", KeyUse.ACCESS, OLD), key("i", KeyUse.ID, OLD));

    assertThat(Rotation.withOverlap(keys, NOW))
        .containsExactlyInAnyOrder(new Retire("a", RETIRED), new Retire("i", RETIRED));
  }

  @Test
  void a_second_rotation_withdraws_the_key_that_did_not_sign_yet_and_extends_the_one_that_does() {
    var keys =
        List.of(
            key("a", KeyUse.ACCESS, OLD, Optional.of(NOW.plus(PoolKeys.OVERLAP))),
            key("b", KeyUse.ACCESS, NOW.plusSeconds(60)));

    assertThat(Rotation.withOverlap(keys, NOW))
        .containsExactlyInAnyOrder(new Retire("a", RETIRED), new Delete("b"));
  }

  @Test
  void a_key_that_stopped_signing_keeps_its_time_and_one_whose_time_is_over_goes() {
    var keys =
        List.of(
            key("over", KeyUse.ACCESS, OLD, Optional.of(NOW)),
            key("ending", KeyUse.ACCESS, OLD.plusSeconds(1), Optional.of(NOW.plusSeconds(1))),
            key("signing", KeyUse.ACCESS, NOW));

    assertThat(Rotation.withOverlap(keys, NOW))
        .containsExactlyInAnyOrder(new Delete("over"), new Retire("signing", RETIRED));
  }

  @Test
  void the_only_key_stays_although_a_faster_clock_activated_it() {
    var keys = List.of(key("a", KeyUse.ACCESS, NOW.plusMillis(300)));

    assertThat(Rotation.withOverlap(keys, NOW)).containsExactly(new Retire("a", RETIRED));
  }

  @Test
  void jw_24_an_emergency_rotation_withdraws_every_key() {
    var keys = List.of(key("a", KeyUse.ACCESS, OLD), key("i", KeyUse.ID, NOW.plusSeconds(9)));

    assertThat(Rotation.atOnce(keys)).containsExactly(new Delete("a"), new Delete("i"));
  }

  private static SigningKeys.Row key(String kid, KeyUse use, Instant activatesAt) {
    return key(kid, use, activatesAt, Optional.empty());
  }

  private static SigningKeys.Row key(
      String kid, KeyUse use, Instant activatesAt, Optional<Instant> retiresAt) {
    return new SigningKeys.Row(
        Rows.POOL, kid, use, "cHVi", new Sealed("c2Vh"), OLD, activatesAt, retiresAt);
  }
}
