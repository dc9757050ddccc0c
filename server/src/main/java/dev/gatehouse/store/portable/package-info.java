/// The whole database as rows that fit either engine: how a backup reads and fills one, and how an
/// installation moves from SQLite to PostgreSQL and back. Tables, columns and keys are asked of the
/// database itself, so that a new table needs nothing here.
@NullMarked
package dev.gatehouse.store.portable;

import org.jspecify.annotations.NullMarked;
