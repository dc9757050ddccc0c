/// The storage contract on PostgreSQL, also with its tables divided by pool.
@NullMarked
package dev.gatehouse.store.postgres;

import org.jspecify.annotations.NullMarked;
