/// Tokens, byte for byte.
@NullMarked
package dev.gatehouse.token;

import org.jspecify.annotations.NullMarked;
