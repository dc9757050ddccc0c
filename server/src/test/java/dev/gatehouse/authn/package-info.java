/// The machine of sign-ins, as far as it needs no server.
@NullMarked
package dev.gatehouse.authn;

import org.jspecify.annotations.NullMarked;
