/// Messages to users: their words, how they are sent, and what becomes of them.
@NullMarked
package dev.gatehouse.delivery;

import org.jspecify.annotations.NullMarked;
