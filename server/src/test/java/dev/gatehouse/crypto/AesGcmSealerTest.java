package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AesGcmSealerTest {
  private static final String CONTEXT = "client-secret|us-east-1_a1B2c3D4e|14aq|14aq--1527806667";
  private static final byte[] SECRET = "canary-5b1it6f62".getBytes(StandardCharsets.US_ASCII);

  private final MasterKey key = MasterKey.mint(new SeededRandom(1));
  private final Sealer sealer = new AesGcmSealer(key, new SeededRandom(2));

  @Test
  void opens_what_it_sealed() {
    assertThat(sealer.open(sealer.seal(SECRET, CONTEXT), CONTEXT)).isEqualTo(SECRET);
    assertThat(sealer.open(sealer.seal(new byte[0], CONTEXT), CONTEXT)).isEmpty();
  }

  @Test
  void ks_01_a_sealed_secret_is_version_nonce_ciphertext_and_tag_and_shows_nothing() {
    var sealed = sealer.seal(SECRET, CONTEXT);

    assertThat(sealed).hasSize(1 + 12 + SECRET.length + 16);
    assertThat(sealed[0]).isEqualTo((byte) 1);
    assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("canary");
  }

  @Test
  void ks_03_another_master_key_does_not_open_it() {
    var other = new AesGcmSealer(MasterKey.mint(new SeededRandom(3)), new SeededRandom(2));

    assertRefused(other, sealer.seal(SECRET, CONTEXT), CONTEXT);
  }

  @Test
  void ks_05_a_sealed_secret_does_not_open_for_another_row() {
    assertRefused(
        sealer, sealer.seal(SECRET, CONTEXT), CONTEXT.replace("1527806667", "1527806668"));
  }

  @Test
  void ks_05_no_altered_byte_and_no_shorter_text_opens() {
    var sealed = sealer.seal(SECRET, CONTEXT);
    for (int i = 0; i < sealed.length; i++) {
      var altered = sealed.clone();
      altered[i] ^= 1;
      assertRefused(sealer, altered, CONTEXT);
      assertRefused(sealer, Arrays.copyOf(sealed, i), CONTEXT);
    }
  }

  @Test
  void ks_06_a_million_nonces_are_all_different() {
    var random = new AesGcmSealer(key, new SecureRandom());
    var starts = new long[1_000_000];
    for (int i = 0; i < starts.length; i++) {
      var sealed = random.seal(new byte[0], "");
      starts[i] = java.nio.ByteBuffer.wrap(sealed, 1, 8).getLong();
    }

    assertThat(Arrays.stream(starts).distinct().count()).isEqualTo(starts.length);
  }

  @Test
  void a_master_key_is_base64_of_32_bytes_and_never_printed() {
    assertThat(MasterKey.parse(" " + key.text() + "\n")).contains(key);
    assertThat(MasterKey.parse(key.text().substring(4))).isEmpty();
    assertThat(MasterKey.parse("not Base64!")).isEmpty();
    assertThat(MasterKey.parse("")).isEmpty();
    assertThat(key).hasToString("MasterKey[…]");
    assertThat(key).isNotEqualTo(MasterKey.mint(new SeededRandom(4)));
  }

  @Test
  void comparison_sees_every_difference() {
    assertThat(Digests.isEqual("abc", "abc")).isTrue();
    assertThat(Digests.isEqual("abc", "abd")).isFalse();
    assertThat(Digests.isEqual("abc", "abcd")).isFalse();
    assertThat(Digests.isEqual("", "a")).isFalse();
    // FIPS 180-4, example "abc".
    assertThat(Digests.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
        .asHexString()
        .isEqualToIgnoringCase("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  private static void assertRefused(Sealer sealer, byte[] sealed, String context) {
    assertThatThrownBy(() -> sealer.open(sealed, context)).isInstanceOf(UnsealException.class);
  }
}
