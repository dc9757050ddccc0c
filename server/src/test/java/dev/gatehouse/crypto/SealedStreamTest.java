package dev.gatehouse.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testing.SeededRandom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Streams of sealed chunks: what went in comes out, and nothing else ever does.
class SealedStreamTest {
  private static final int CHUNK = 64 * 1024;
  private static final int SEALED = CHUNK + 16;
  private static final StreamKey KEY = StreamKey.mint(new SeededRandom(1));

  private static byte[] plain(int length) {
    var bytes = new byte[length];
    new SeededRandom(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] seal(byte[] plain) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var stream = new SealingStream(out, KEY)) {
      stream.write(plain, 0, plain.length / 3);
      for (int i = plain.length / 3; i < plain.length; i++) {
        stream.write(plain[i]);
      }
      stream.finish();
    }
    return out.toByteArray();
  }

  private static byte[] open(byte[] sealed) throws IOException {
    return new UnsealingStream(new ByteArrayInputStream(sealed), KEY).readAllBytes();
  }

  private static void assertDoesNotOpen(byte[] sealed) {
    assertThatThrownBy(() -> open(sealed)).isInstanceOf(UnsealException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1000, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 5})
  void what_was_sealed_opens(int length) throws IOException {
    var plain = plain(length);
    var sealed = seal(plain);

    assertThat(open(sealed)).isEqualTo(plain);
    assertThat(sealed.length - length)
        .as("a tag for each chunk")
        .isEqualTo(16 * Math.max(1, (length + CHUNK - 1) / CHUNK));
  }

  @Test
  void single_bytes_are_read_as_they_were_written() throws IOException {
    var stream =
        new UnsealingStream(new ByteArrayInputStream(seal(new byte[] {(byte) 0xff, 0})), KEY);

    assertThat(stream.read()).isEqualTo(0xff);
    assertThat(stream.read()).isZero();
    assertThat(stream.read()).isEqualTo(-1);
    assertThat(stream.read()).isEqualTo(-1);
  }

  @Test
  void a_stream_that_is_cut_off_anywhere_does_not_open_to_an_end() throws IOException {
    var sealed = seal(plain(2 * CHUNK));
    for (int length = 0; length < sealed.length; length += 1009) {
      assertDoesNotOpen(Arrays.copyOf(sealed, length));
    }
    assertDoesNotOpen(Arrays.copyOf(sealed, SEALED));
    assertDoesNotOpen(Arrays.copyOf(sealed, sealed.length - 1));
  }

  @Test
  void a_stream_that_was_not_finished_does_not_open_to_an_end() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var stream = new SealingStream(out, KEY)) {
      stream.write(plain(2 * CHUNK));
    }
    assertDoesNotOpen(out.toByteArray());
  }

  @Test
  void a_bit_that_flips_anywhere_is_found() throws IOException {
    var sealed = seal(plain(CHUNK + 100));
    for (int place = 0; place < sealed.length; place += 499) {
      var altered = sealed.clone();
      altered[place] ^= (byte) (1 << (place % 8));
      assertDoesNotOpen(altered);
    }
  }

  @Test
  void chunks_that_change_places_or_are_doubled_or_left_out_are_found() throws IOException {
    var sealed = seal(plain(3 * CHUNK));
    var one = Arrays.copyOfRange(sealed, 0, SEALED);
    var two = Arrays.copyOfRange(sealed, SEALED, 2 * SEALED);
    var last = Arrays.copyOfRange(sealed, 2 * SEALED, sealed.length);

    assertThat(open(joined(one, two, last))).hasSize(3 * CHUNK);
    assertDoesNotOpen(joined(two, one, last));
    assertDoesNotOpen(joined(one, one, last));
    assertDoesNotOpen(joined(one, last));
    assertDoesNotOpen(joined(one, two, last, last));
    assertDoesNotOpen(joined(one, two, last, new byte[1]));
  }

  @Test
  void another_key_does_not_open_it() throws IOException {
    var other = StreamKey.mint(new SeededRandom(2));
    var sealed = new ByteArrayInputStream(seal(plain(10)));

    assertThatThrownBy(() -> new UnsealingStream(sealed, other).readAllBytes())
        .isInstanceOf(UnsealException.class);
  }

  @Test
  void the_key_travels_sealed_and_says_nothing_of_itself() {
    var sealer = new AesGcmSealer(MasterKey.mint(new SeededRandom(3)), new SeededRandom(4));
    var sealed = KEY.seal(sealer, "backup|1");

    assertThat(sealed).hasSize(StreamKey.SEALED_LENGTH);
    assertThat(StreamKey.open(sealed, sealer, "backup|1").bytes()).isEqualTo(KEY.bytes());
    assertThatThrownBy(() -> StreamKey.open(sealed, sealer, "other"))
        .isInstanceOf(UnsealException.class);
    assertThat(KEY).hasToString("StreamKey[…]");
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }
}
