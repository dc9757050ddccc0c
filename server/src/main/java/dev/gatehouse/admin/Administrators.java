package dev.gatehouse.admin;

import dev.gatehouse.aws.AccessPolicy;
import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.json.Json;
import dev.gatehouse.store.AccessKeys;
import dev.gatehouse.store.ReadTx;

/// Who may manage access keys: a key that may do everything. A key that may only make other keys
/// would otherwise make itself one that may do everything.
///
/// The key is asked for again in the transaction: a node goes on believing for up to a second what
/// another one has deleted or disabled (SV-23), long enough for it to make its own successor.
///
/// @param believing dev mode, in which an access key that is not stored is believed (design D17)
record Administrators(boolean believing) {
  /// @throws ApiException `UNRECOGNIZED_CLIENT` when the caller's key is gone or disabled
  ///   meanwhile, `ACCESS_DENIED` when it is limited by its policy. The command line on a stopped
  ///   server's folder has no key and may.
  void require(ReadTx tx, Caller caller, String operation) {
    if (caller.accessKeyId().isEmpty()) {
      return;
    }
    var id = caller.accessKeyId().get();
    var row = tx.accessKeys().find(id);
    if (row.isEmpty() && believing) {
      return;
    }
    if (row.filter(key -> isLive(tx, key)).isEmpty()) {
      throw new ApiException(ApiError.UNRECOGNIZED_CLIENT);
    }
    if (!Json.parseObject(row.get().policy()).equals(AccessPolicy.ADMINISTRATOR.toJson())) {
      throw new ApiException(
          ApiError.ACCESS_DENIED,
          "arn:aws:iam::" + caller.accountId() + ":user/" + id,
          "gatehouse:" + operation,
          "*");
    }
  }

  /// A temporary key lives no longer than the key that made it.
  private static boolean isLive(ReadTx tx, AccessKeys.Row key) {
    return key.enabled()
        && key.parent()
            .map(id -> tx.accessKeys().find(id).filter(AccessKeys.Row::enabled).isPresent())
            .orElse(true);
  }
}
