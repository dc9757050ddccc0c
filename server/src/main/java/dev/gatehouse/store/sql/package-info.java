/// The statements and row mapping that both databases share: one class of SQL for each table.
/// Instants are milliseconds since the epoch. Statements use only what SQLite and PostgreSQL agree
/// on; the few places where they differ are a [dev.gatehouse.store.sql.Dialect].
@NullMarked
package dev.gatehouse.store.sql;

import org.jspecify.annotations.NullMarked;
