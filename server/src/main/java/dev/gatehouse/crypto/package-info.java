/// Sealing of secrets, digests, constant-time comparison, RSA with the fastest provider of the
/// platform, the server's half of SRP, and hashing of passwords.
@NullMarked
package dev.gatehouse.crypto;

import org.jspecify.annotations.NullMarked;
