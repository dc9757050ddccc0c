package dev.gatehouse.cli;

/// Finds the Region that a request has to be signed for.
final class Regions {
  private Regions() {}

  /// The Region that a pool's id begins with.
  ///
  /// @throws CommandFailure with exit code 3 when no pool can have such an id
  static String ofPool(String pool) {
    int end = pool.indexOf('_');
    if (end < 1) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "there is no user pool " + pool);
    }
    return pool.substring(0, end);
  }
}
