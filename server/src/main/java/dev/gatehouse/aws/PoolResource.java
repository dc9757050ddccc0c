package dev.gatehouse.aws;

import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.Optional;

/// The pool that a request is about, as far as policies see: its `UserPoolId`, or the pool in its
/// `ResourceArn`.
final class PoolResource {
  private static final String ARN_MARK = ":userpool/";

  private PoolResource() {}

  /// The pool that the operation itself will read from `input`. A member that its shape does not
  /// have decides nothing: the operation would not see it.
  static Optional<String> named(Shape.Structure shape, JsonObject input) {
    if (shape.members().containsKey("UserPoolId")) {
      return input.string("UserPoolId");
    }
    if (shape.members().containsKey("ResourceArn")) {
      return input
          .string("ResourceArn")
          .filter(arn -> arn.contains(ARN_MARK))
          .map(arn -> arn.substring(arn.indexOf(ARN_MARK) + ARN_MARK.length()));
    }
    return Optional.empty();
  }

  /// For instance `arn:aws:cognito-idp:us-east-1:000000000000:userpool/us-east-1_a1B2c3D4e`.
  static String arn(Caller caller, String poolId) {
    return "arn:aws:cognito-idp:%s:%s:userpool/%s"
        .formatted(caller.region(), caller.accountId(), poolId);
  }
}
