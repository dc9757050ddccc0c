package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import dev.gatehouse.pool.Region;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LambdaConfigType;

/// The rules on a pool's Lambda functions (behaviour reference 1.5).
final class TriggerRules {
  private TriggerRules() {}

  /// @param config null when absent
  /// @param region the pool's
  static void require(LambdaConfigType config, Region region) {
    if (config == null) {
      return;
    }
    if (functions(config)
        .map(arn -> PoolRules.arnPart(arn, PoolRules.ARN_REGION))
        .anyMatch(other -> !other.equals(region.name()))) {
      throw new ApiException(ApiError.CROSS_REGION_LAMBDA);
    }
    var versioned = config.preTokenGenerationConfig();
    if (versioned != null
        && config.preTokenGeneration() != null
        && !config.preTokenGeneration().equals(versioned.lambdaArn())) {
      throw new ApiException(ApiError.TWO_PRE_TOKEN_LAMBDAS);
    }
  }

  /// Every function's ARN: each member is one or has one as `LambdaArn`; only `KMSKeyID` names a
  /// key.
  private static Stream<String> functions(LambdaConfigType config) {
    return config.sdkFields().stream()
        .filter(member -> !member.locationName().equals("KMSKeyID"))
        .map(member -> member.getValueOrDefault(config))
        .flatMap(TriggerRules::arn);
  }

  private static Stream<String> arn(@Nullable Object member) {
    return switch (member) {
      case String arn -> Stream.of(arn);
      case SdkPojo versioned ->
          versioned.sdkFields().stream()
              .filter(part -> part.locationName().equals("LambdaArn"))
              .map(part -> part.getValueOrDefault(versioned))
              .flatMap(TriggerRules::arn);
      case null, default -> Stream.empty();
    };
  }
}
