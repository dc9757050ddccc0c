/// Sealing of secrets, digests, constant-time comparison, and RSA with the fastest provider of the
/// platform.
@NullMarked
package dev.gatehouse.crypto;

import org.jspecify.annotations.NullMarked;
