/// Tests of copies from engine to engine.
@NullMarked
package dev.gatehouse.store.portable;

import org.jspecify.annotations.NullMarked;
