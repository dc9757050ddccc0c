package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.PoolScope;
import dev.gatehouse.pool.UserPoolId;
import java.util.regex.Pattern;

/// The ARN of a pool, `arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_a1B2c3D4e`
/// (UP-03).
final class UserPoolArn {
  private static final Pattern SHAPE =
      Pattern.compile("arn:aws:cognito-idp:([^:]*):([^:]*):userpool/([^:/]+)");

  private UserPoolArn() {}

  static String of(UserPoolId id, String accountId) {
    return "arn:aws:cognito-idp:" + id.region() + ":" + accountId + ":userpool/" + id;
  }

  /// The pool that `arn` names, in the Region and account of `caller`.
  ///
  /// @throws ApiException `NOT_A_POOL_ARN` when it names another kind of resource, `POOL_NOT_FOUND`
  ///   when no pool of that Region and account can have it
  static UserPoolId require(Caller caller, String arn) {
    var matcher = SHAPE.matcher(arn);
    if (!matcher.matches()) {
      throw new ApiException(ApiError.NOT_A_POOL_ARN, arn);
    }
    var id = PoolScope.require(caller, matcher.group(3));
    if (!arn.equals(of(id, caller.accountId()))) {
      throw new ApiException(ApiError.POOL_NOT_FOUND, id);
    }
    return id;
  }
}
