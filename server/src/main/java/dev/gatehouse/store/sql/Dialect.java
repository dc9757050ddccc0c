package dev.gatehouse.store.sql;

/// Where the two databases differ.
///
/// @param forUpdate appended to a query that holds the row it finds until the end of the
///   transaction; empty where writes are serialised anyway
/// @param forKeyShare appended to a query that keeps the row it finds from being deleted
public record Dialect(String forUpdate, String forKeyShare) {
  public static final Dialect SQLITE = new Dialect("", "");
  public static final Dialect POSTGRES = new Dialect(" FOR UPDATE", " FOR KEY SHARE");

  /// As `forUpdate`, and passes over a row that another transaction holds.
  String forUpdateUnlessHeld() {
    return serialisesWrites() ? "" : forUpdate + " SKIP LOCKED";
  }

  /// Whether one transaction that writes begins after the other has ended.
  boolean serialisesWrites() {
    return forUpdate.isEmpty();
  }
}
