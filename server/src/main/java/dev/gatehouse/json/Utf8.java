package dev.gatehouse.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Strict UTF-8: a JSON library may guess UTF-16 from the first bytes or replace what it cannot
/// read; two parties that decode one text differently are a way in.
final class Utf8 {
  private Utf8() {}

  /// The text that `bytes` encode.
  ///
  /// @throws MalformedJsonException when they are not UTF-8 (over-long forms and lone surrogates
  ///   included)
  static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedJsonException("The text is not UTF-8");
    }
  }
}
