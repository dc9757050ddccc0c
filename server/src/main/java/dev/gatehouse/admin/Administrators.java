package dev.gatehouse.admin;

import dev.gatehouse.aws.AccessPolicy;
import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.json.Json;
import dev.gatehouse.store.ReadTx;

/// Who may manage access keys: a key that may do everything. A key that may only make other keys
/// would otherwise make itself one that may do everything.
final class Administrators {
  private Administrators() {}

  /// @throws ApiException `ACCESS_DENIED` when the caller's key is limited by its policy. A key
  ///   that is not stored is one that dev mode believes (design D17), or the command line on a
  ///   stopped server's folder.
  static void require(ReadTx tx, Caller caller, String operation) {
    var isLimited =
        caller
            .accessKeyId()
            .flatMap(tx.accessKeys()::find)
            .filter(
                row -> !Json.parseObject(row.policy()).equals(AccessPolicy.ADMINISTRATOR.toJson()))
            .isPresent();
    if (isLimited) {
      throw new ApiException(
          ApiError.ACCESS_DENIED,
          "arn:aws:iam::" + caller.accountId() + ":user/" + caller.accessKeyId().orElse(""),
          "gatehouse:" + operation,
          "*");
    }
  }
}
