package dev.gatehouse.crypto;

import java.io.IOException;
import java.io.OutputStream;

/// Seals what is written, chunk by chunk. Only [#finish()] makes it complete: a stream that merely
/// stops does not open to its end.
public final class SealingStream extends OutputStream {
  private final OutputStream out;
  private final ChunkCipher cipher;
  private final byte[] chunk = new byte[ChunkCipher.CHUNK];
  private int filled;

  /// @param key of this stream alone
  public SealingStream(OutputStream out, StreamKey key) {
    this.out = out;
    cipher = new ChunkCipher(key);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      if (filled == chunk.length) { // Not before more follows: a full chunk may be the last one.
        out.write(cipher.seal(chunk, filled, false));
        filled = 0;
      }
      int part = Math.min(length - done, chunk.length - filled);
      System.arraycopy(bytes, offset + done, chunk, filled, part);
      filled += part;
      done += part;
    }
  }

  /// Seals what is left as the end. Nothing can be written afterwards.
  public void finish() throws IOException {
    out.write(cipher.seal(chunk, filled, true));
  }
}
