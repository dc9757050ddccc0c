package dev.gatehouse.crypto;

import java.io.IOException;
import java.io.InputStream;

/// Opens what a [SealingStream] wrote. No byte comes out that was not sealed under this key, at
/// this place; the end comes only where it was written. Reading throws [UnsealException] at the
/// first chunk that was altered or is missing.
public final class UnsealingStream extends InputStream {
  private final InputStream in;
  private final ChunkCipher cipher;
  private byte[] sealed = new byte[ChunkCipher.CHUNK + ChunkCipher.TAG];
  private byte[] following = new byte[ChunkCipher.CHUNK + ChunkCipher.TAG];
  private int followingLength;
  private byte[] chunk = new byte[0];
  private int read;
  private boolean isLast;

  public UnsealingStream(InputStream in, StreamKey key) throws IOException {
    this.in = in;
    cipher = new ChunkCipher(key);
    followingLength = in.readNBytes(following, 0, following.length);
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (read == chunk.length) {
      if (isLast) {
        return -1;
      }
      openNext();
    }
    int part = Math.min(length, chunk.length - read);
    System.arraycopy(chunk, read, bytes, offset, part);
    read += part;
    return part;
  }

  /// One chunk is read ahead: the last one is the one that nothing follows.
  private void openNext() throws IOException {
    var current = following;
    int length = followingLength;
    following = sealed;
    sealed = current;
    followingLength = length < current.length ? 0 : in.readNBytes(following, 0, following.length);
    isLast = followingLength == 0;
    chunk = cipher.open(current, length, isLast);
    read = 0;
  }
}
