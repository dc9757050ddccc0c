package dev.gatehouse.aws.idp.user;

import dev.gatehouse.store.Store;
import dev.gatehouse.token.UserAccess;
import dev.gatehouse.users.AddressCodes;

/// Who asks for codes to his own addresses, by his access token (§5.1).
record OwnAddresses(Store store, TokenUsers users) {
  /// @param peer the address of the client
  /// @throws dev.gatehouse.pool.RefusedException as [TokenUsers#require]
  AddressCodes.Asked asked(UserAccess access, String peer) {
    var source = users.source(access, peer);
    return store.read(tx -> {
      var signed = users.require(tx, access);
      return new AddressCodes.Asked(signed.row(), signed.pool(), signed.user(), source);
    });
  }
}
