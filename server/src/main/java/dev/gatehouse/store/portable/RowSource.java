package dev.gatehouse.store.portable;

import java.util.List;
import java.util.function.Consumer;

/// Everything that is stored, as of one moment: a snapshot of a database, or a backup of one.
public interface RowSource {
  /// The version of the schema that the rows are of.
  int schemaVersion();

  /// The tables, those that are referred to before those that refer to them.
  List<TableShape> tables();

  /// Hands each row of the table to `sink`, in the order of the key. The tables are read in the
  /// order of [#tables()], each once.
  ///
  /// @return what was handed out
  Tally read(TableShape table, Consumer<byte[]> sink);
}
