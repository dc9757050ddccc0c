package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/// SR-08: an unknown user's salt and id.
class SrpDecoysTest {
  private static final String POOL = "us-east-1_AbCdEfGhI";
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final SrpDecoys decoys = new SrpDecoys(KEY);

  @Test
  void sr_08_the_same_name_in_the_same_pool_is_always_the_same() {
    var decoy = decoys.of(POOL, "jane");
    var again = new SrpDecoys(KEY.clone()).of(POOL, "jane");

    assertThat(again.salt()).isEqualTo(decoy.salt());
    assertThat(again.userId()).isEqualTo(decoy.userId());
    assertThat(again.verifier().bytes()).isEqualTo(decoy.verifier().bytes());
  }

  @Test
  void sr_08_another_name_pool_or_key_is_different() {
    var key = KEY.clone();
    key[0] ^= 1;
    var salts = new HashSet<SrpSalt>();
    var ids = new HashSet<>();
    for (var decoy :
        List.of(
            decoys.of(POOL, "jane"),
            decoys.of(POOL, "janf"),
            decoys.of(POOL, "Jane"),
            decoys.of(POOL, ""),
            decoys.of(POOL + "j", "ane"),
            decoys.of("eu-west-1_AbCdEfGhI", "jane"),
            new SrpDecoys(key).of(POOL, "jane"))) {
      salts.add(decoy.salt());
      ids.add(decoy.userId());
    }

    assertThat(salts).hasSize(7);
    assertThat(ids).hasSize(7);
  }

  @Test
  void sr_08_it_has_the_shape_of_a_user() {
    for (int i = 0; i < 500; i++) {
      var decoy = decoys.of(POOL, "user" + i);

      assertThat(decoy.salt().hex()).matches("[1-9a-f][0-9a-f]{31}");
      assertThat(decoy.userId().toString())
          .matches("[0-9a-f]{8}-[0-9a-f]{4}-70[0-9a-f]{2}-[0-9a-f]{4}-[0-9a-f]{12}");
      assertThat(decoy.verifier().bytes()).hasSize(384);
    }
  }

  @Test
  void sr_08_its_public_value_is_fresh_each_time() {
    var random = new SeededRandom(1);
    var verifier = decoys.of(POOL, "jane").verifier();

    assertThat(SrpExchange.begin(verifier, random).publicValue())
        .isNotEqualTo(SrpExchange.begin(verifier, random).publicValue());
  }
}
