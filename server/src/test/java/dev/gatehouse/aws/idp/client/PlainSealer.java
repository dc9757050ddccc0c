package dev.gatehouse.aws.idp.client;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.UnsealException;
import java.nio.charset.StandardCharsets;

/// Seals by writing the context before the bytes: opens only what it sealed under that context, and
/// a test can read both.
final class PlainSealer implements Sealer {
  @Override
  public byte[] seal(byte[] secret, String context) {
    return (context + "\n" + new String(secret, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] open(byte[] sealed, String context) {
    var text = new String(sealed, StandardCharsets.UTF_8);
    if (!text.startsWith(context + "\n")) {
      throw new UnsealException(context);
    }
    return text.substring(context.length() + 1).getBytes(StandardCharsets.UTF_8);
  }
}
