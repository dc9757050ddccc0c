/// The records and pure rules, without anything around them.
@NullMarked
package dev.gatehouse.pool;

import org.jspecify.annotations.NullMarked;
