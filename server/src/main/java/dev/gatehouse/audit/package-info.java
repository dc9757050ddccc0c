/// The audit log: one event for each administrative write, in the transaction of the write, in a
/// chain that shows what somebody has changed in the database (record 29).
@NullMarked
package dev.gatehouse.audit;

import org.jspecify.annotations.NullMarked;
