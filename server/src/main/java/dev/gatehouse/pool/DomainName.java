package dev.gatehouse.pool;

/// A pool's address for OAuth and pages: a prefix (unique in its Region) or a custom host (unique
/// everywhere; it has a dot, which a prefix cannot have). Behaviour reference DO-01, DO-04.
///
/// @param name `lobster1234` or `auth.example.com`, lower case
/// @param region where the pool is
public record DomainName(String name, Region region) {
  /// Whether it is a custom host, not a prefix.
  public boolean isCustom() {
    return name.indexOf('.') >= 0;
  }

  /// The key that must be unique in the installation: `us-east-1/lobster1234` or the host alone.
  public String directoryKey() {
    return isCustom() ? name : region.name() + "/" + name;
  }
}
