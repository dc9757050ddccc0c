/// Drills: faults on purpose, against a running Gatehouse, and what must hold after them. Each
/// prints its seed and what it counted, and fails loudly when its target is down.
@NullMarked
package dev.gatehouse.drill;

import org.jspecify.annotations.NullMarked;
