package dev.gatehouse.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// What a user who does not exist answers a sign-in by SRP with, so that nobody can tell (SR-08,
/// §2.9; RFC 5054 §2.5.1.3): the same for the same pool and name on every node and after every
/// start, and nothing that one could compute without the key.
public final class SrpDecoys {
  private static final int UUID_LENGTH = 16;
  private static final int SALT_LENGTH = 16;

  private final byte[] key;

  /// @param key secret, the same on all nodes, used for nothing else
  public SrpDecoys(byte[] key) {
    this.key = key.clone();
  }

  /// A decoy has what a user has, and the caller goes on with it as with a user's: `B` is fresh
  /// each time and costs the same. No password fits, because nobody knows the verifier's exponent.
  ///
  /// @param userId shaped as the `sub` of a user, for pools whose usernames are such; in others a
  ///   user's `USER_ID_FOR_SRP` is a name, and so must a decoy's be
  public record Decoy(UUID userId, SrpSalt salt, SrpVerifier verifier) {}

  /// The decoy of a name in a pool.
  ///
  /// @param name in the form in which users are looked up, so that all spellings of a name have the
  ///   same one where case does not count
  public Decoy of(String poolId, String name) {
    var bytes = ByteBuffer.wrap(derive(poolId, name));
    var userId = uuid(bytes.getLong(), bytes.getLong());
    var salt = new byte[SALT_LENGTH];
    bytes.get(salt);
    var verifier = Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit());
    return new Decoy(userId, SrpSalt.of(salt), SrpVerifier.reduce(verifier));
  }

  /// HKDF-SHA256 (RFC 5869), which is HMAC under the key.
  private byte[] derive(String poolId, String name) {
    // U+0000 is in no pool id and in no request, so that no two pairs are the same text.
    var info = String.join("\0", "srp-decoy", poolId, name).getBytes(StandardCharsets.UTF_8);
    try {
      var parameters =
          HKDFParameterSpec.ofExtract()
              .addIKM(key)
              .thenExpand(info, UUID_LENGTH + SALT_LENGTH + SrpGroup.LENGTH);
      return KDF.getInstance("HKDF-SHA256").deriveData(parameters);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HKDF-SHA256", e);
    }
  }

  /// The third group begins with `70`, and nothing else is fixed (behaviour reference §2.1).
  private static UUID uuid(long high, long low) {
    return new UUID((high & 0xffff_ffff_ffff_00ffL) | 0x7000L, low);
  }
}
