/// Sealing, digests and RSA.
@NullMarked
package dev.gatehouse.crypto;

import org.jspecify.annotations.NullMarked;
