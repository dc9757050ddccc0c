package dev.gatehouse.aws;

import dev.gatehouse.pool.Region;
import java.util.Optional;

/// Who calls, as the signature proved, and where.
///
/// @param region of the SigV4 scope; for an unsigned operation the first configured one (the
///   operation itself finds the Region of its client or token, design D18)
/// @param accountId twelve digits
/// @param accessKeyId the key that signed; empty for an unsigned operation
/// @param peer address of the client
public record Caller(Region region, String accountId, Optional<String> accessKeyId, String peer) {}
