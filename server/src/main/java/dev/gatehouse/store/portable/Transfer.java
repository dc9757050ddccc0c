package dev.gatehouse.store.portable;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Copies everything from one place to another and proves it.
public final class Transfer {
  private Transfer() {}

  /// Copies all tables, then reads what has arrived and compares it (RL-66). The caller commits.
  ///
  /// @return what each table holds
  /// @throws IllegalStateException when something else has arrived than was sent
  public static SequencedMap<String, Tally> copy(RowSource from, SqlLoad to) {
    var inside = to.inside();
    if (from.schemaVersion() != inside.schemaVersion() || !from.tables().equals(inside.tables())) {
      throw new IllegalStateException("the two sides have different tables");
    }
    var sent = new LinkedHashMap<String, Tally>();
    for (var table : from.tables()) {
      sent.put(table.name(), to.fill(table, from));
    }
    var arrived = tallies(inside);
    if (!arrived.equals(sent)) {
      throw new IllegalStateException("sent were " + sent + ", but " + arrived + " have arrived");
    }
    return sent;
  }

  /// Reads all tables.
  ///
  /// @return what each holds
  public static SequencedMap<String, Tally> tallies(RowSource source) {
    var tallies = new LinkedHashMap<String, Tally>();
    for (var table : source.tables()) {
      tallies.put(table.name(), source.read(table, _ -> {}));
    }
    return tallies;
  }
}
