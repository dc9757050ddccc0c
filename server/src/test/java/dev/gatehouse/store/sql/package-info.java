/// SQL that SQLite and PostgreSQL share, without a server.
@NullMarked
package dev.gatehouse.store.sql;

import org.jspecify.annotations.NullMarked;
