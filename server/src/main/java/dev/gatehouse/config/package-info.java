/// Settings: what can be set, where values come from, what is allowed, and the table in the
/// documentation. Knows nothing of ours.
@NullMarked
package dev.gatehouse.config;

import org.jspecify.annotations.NullMarked;
