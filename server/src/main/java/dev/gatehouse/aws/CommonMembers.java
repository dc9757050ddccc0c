package dev.gatehouse.aws;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/// The members that two shapes of the API have in common, by their names on the wire. A setting
/// that a newer SDK adds to requests and to the pool is thus stored without a line of ours.
public final class CommonMembers {
  private CommonMembers() {}

  /// Sets each member of `target` that `source` has too; returns `target`.
  ///
  /// @param target a builder of the SDK
  public static <B extends SdkPojo> B copy(SdkPojo source, B target) {
    for (SdkField<?> member : target.sdkFields()) {
      SdkField<?> origin = source.sdkFieldNameToField().get(member.locationName());
      if (origin != null) {
        member.set(target, origin.getValueOrDefault(source));
      }
    }
    return target;
  }
}
