/// PostgreSQL: opening, a small connection pool with short waits, transactions without session
/// state (so that a transaction pooler may stand between), repetition of what lost a race,
/// migrations.
@NullMarked
package dev.gatehouse.store.postgres;

import org.jspecify.annotations.NullMarked;
