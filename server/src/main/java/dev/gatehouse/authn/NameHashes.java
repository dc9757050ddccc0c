package dev.gatehouse.authn;

import dev.gatehouse.crypto.KeyedHash;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.crypto.SrpDecoys;
import dev.gatehouse.crypto.SrpDecoys.Decoy;
import dev.gatehouse.pool.UserPoolId;

/// What stands for a name that a caller typed: a keyed hash, the same for every spelling that finds
/// the same user, on every node and after every start. Attempts for names that nobody has are
/// counted under it (EN-10), sessions carry it, and decoys are made from it (SR-08); none of them
/// tells the name.
final class NameHashes {
  private final KeyedHash names;
  private final SrpDecoys decoys;

  NameHashes(Sealer sealer) {
    names = new KeyedHash(sealer, "sign-in-name");
    decoys = new SrpDecoys(sealer.deriveKey("srp-decoy"));
  }

  /// 43 characters.
  ///
  /// @param folded as users are looked up
  String of(UserPoolId poolId, String folded) {
    return names.of(poolId.value(), folded);
  }

  /// What is shown in place of a user whom nobody is.
  ///
  /// @param name what [#of] gave
  Decoy decoy(UserPoolId poolId, String name) {
    return decoys.of(poolId.value(), name);
  }
}
