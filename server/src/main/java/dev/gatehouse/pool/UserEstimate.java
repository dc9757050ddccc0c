package dev.gatehouse.pool;

/// How many users a pool has, from where a few of them are: subs are random (§2.1), so that the
/// users up to one of them are as great a part of all as that sub is of all subs. Costs the same
/// for ten users and for ten million, and nothing where users are made.
public final class UserEstimate {
  /// Subs looked at: up to so many users are counted, and the error beyond is about 3 % (one part
  /// in the square root of them).
  public static final int SAMPLE = 1_000;

  /// Hexadecimal digits of a sub that say where it is.
  private static final int DIGITS = 8;

  private static final double ALL = 0x1p32;

  private UserEstimate() {}

  /// @param count how many users there are up to `last`, itself among them; at least one
  /// @return at least `count`
  public static int of(int count, UserSub last) {
    var place = Long.parseLong(last.value(), 0, DIGITS, 16);
    return (int) Math.max(count, Math.min(Integer.MAX_VALUE, count * ALL / (place + 1)));
  }
}
