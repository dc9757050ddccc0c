/// SQLite: opening with its pragmas, one writer that commits in groups, a pool of readers,
/// migrations.
@NullMarked
package dev.gatehouse.store.sqlite;

import org.jspecify.annotations.NullMarked;
