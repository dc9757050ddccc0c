/// The storage contract on SQLite.
@NullMarked
package dev.gatehouse.store.sqlite;

import org.jspecify.annotations.NullMarked;
