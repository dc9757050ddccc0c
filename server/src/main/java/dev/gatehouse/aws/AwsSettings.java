package dev.gatehouse.aws;

import dev.gatehouse.pool.Region;
import java.time.Duration;
import java.util.List;

/// What the AWS edge is told by the installation's settings.
///
/// @param regions those that a signature may be scoped to, the default one first (design D18)
/// @param accountId twelve digits
/// @param dev accepts access key ids that it does not know, and any Region (design D17)
/// @param stepUpMax how old the sign-in of a console's page may be for what needs a second proof;
///   zero asks for none
public record AwsSettings(List<Region> regions, String accountId, boolean dev, Duration stepUpMax) {
  public AwsSettings {
    regions = List.copyOf(regions);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("at least one Region is needed");
    }
  }

  /// Without a second proof.
  public AwsSettings(List<Region> regions, String accountId, boolean dev) {
    this(regions, accountId, dev, Duration.ZERO);
  }

  /// The Region of a request that carries none.
  public Region defaultRegion() {
    return regions.getFirst();
  }
}
