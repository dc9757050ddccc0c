/// What can be stored and asked: transactions and one interface for each table. Configuration is
/// kept as the API's own JSON document beside key columns and a version (compare and set). Every
/// write of what nodes cache also writes the change feed, so that no caller can forget it. Users
/// and groups are rows that nobody caches: they are read where they are needed.
@NullMarked
package dev.gatehouse.store;

import org.jspecify.annotations.NullMarked;
