/// Tokens: claims, their order on the wire, assembly and signature.
@NullMarked
package dev.gatehouse.token;

import org.jspecify.annotations.NullMarked;
