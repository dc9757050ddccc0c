package dev.gatehouse.pool;

import java.util.Optional;
import java.util.regex.Pattern;

/// An AWS Region, for instance `us-east-1`. State is separate by Region; a pool id begins with it.
public record Region(String name) {
  private static final Pattern SHAPE = Pattern.compile("[a-z]{2}(-[a-z]{2,9}){1,3}-\\d{1,2}");

  public Region {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException("not a Region: " + name);
    }
  }

  /// The Region when `text` has the shape of one, otherwise empty.
  public static Optional<Region> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new Region(text)) : Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}
