package dev.gatehouse.aws;

import dev.gatehouse.crypto.Digests;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.UnsealException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Seals nothing, but binds a value to its context as the real one does.
final class OpenSealer implements Sealer {
  @Override
  public byte[] seal(byte[] secret, String context) {
    var prefix = prefix(context);
    var sealed = Arrays.copyOf(prefix, prefix.length + secret.length);
    System.arraycopy(secret, 0, sealed, prefix.length, secret.length);
    return sealed;
  }

  @Override
  public byte[] open(byte[] sealed, String context) {
    var prefix = prefix(context);
    if (!Arrays.equals(Arrays.copyOf(sealed, prefix.length), prefix)) {
      throw new UnsealException(context);
    }
    return Arrays.copyOfRange(sealed, prefix.length, sealed.length);
  }

  @Override
  public byte[] deriveKey(String purpose) {
    return Digests.sha256(prefix(purpose));
  }

  private static byte[] prefix(String context) {
    return (context + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
