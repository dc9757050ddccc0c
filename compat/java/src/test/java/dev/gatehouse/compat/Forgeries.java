package dev.gatehouse.compat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What an attacker would make of a good token; every client must refuse each one (security checks
/// JW-01 to JW-08).
final class Forgeries {
  private static final KeyPair FOREIGN = foreignKey();

  private Forgeries() {}

  /// Every forgery by name. `key` is the public key that signed the token.
  static Map<String, String> of(String token, PublicKey key) {
    var parts = token.split("\\.");
    var all = new LinkedHashMap<String, String>();
    all.put("JW-01 alg none", header(parts, "RS256", "none") + "." + parts[1] + ".");
    all.put(
        "JW-02 HS256 with the public key",
        symmetric(header(parts, "RS256", "HS256") + "." + parts[1], key));
    all.put(
        "JW-03 another algorithm in the header",
        header(parts, "RS256", "RS384") + "." + parts[1] + "." + parts[2]);
    all.put("JW-04 altered payload", tampered(token));
    all.put(
        "JW-04 signature of nothing",
        parts[0] + "." + parts[1] + "." + parts[2].replaceFirst("^....", "AAAA"));
    all.put("JW-05 a forger's key under our kid", forged(token));
    all.put(
        "JW-06 an unknown kid",
        signed(encode("{\"kid\":\"../../dev/null\",\"alg\":\"RS256\"}") + "." + parts[1]));
    all.put(
        "JW-08 an unknown critical extension",
        signed(
            header(parts, "\"RS256\"", "\"RS256\",\"crit\":[\"moon\"],\"moon\":1")
                + "."
                + parts[1]));
    return all;
  }

  /// Another token: the last two characters hold one byte, which is what one would write over it in
  /// 1 of 256 tokens.
  static String altered(String token) {
    var at = token.length() - 5;
    return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
  }

  /// Another scope under the old signature.
  static String tampered(String token) {
    return tampered(token, "transactions", "everything");
  }

  /// A payload with other words under the old signature.
  static String tampered(String token, String words, String others) {
    var parts = token.split("\\.");
    var payload = decode(parts[1]);
    if (!payload.contains(words)) {
      throw new IllegalArgumentException("the token does not say " + words);
    }
    return parts[0] + "." + encode(payload.replace(words, others)) + "." + parts[2];
  }

  /// A forger's signature under our key id.
  static String forged(String token) {
    var parts = token.split("\\.");
    return signed(parts[0] + "." + parts[1]);
  }

  private static String header(String[] parts, String old, String replacement) {
    return encode(decode(parts[0]).replace(old, replacement));
  }

  private static String signed(String text) {
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(FOREIGN.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String symmetric(String text, PublicKey key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      return text + "." + encode(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair foreignKey() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decode(String segment) {
    return new String(Base64.getUrlDecoder().decode(segment), StandardCharsets.UTF_8);
  }
}
