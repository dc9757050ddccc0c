package dev.gatehouse.http;

/// Where a handler is reached. The handler itself refuses methods it does not know: what a wrong
/// method is answered differs by protocol.
///
/// @param path exact, or with whole segments as variables: `/{poolId}/.well-known/jwks.json`; the
///   last one may stand for all that follows: `/console/{file*}`. Exact paths win, then the order
///   of the list
/// @param bodyMax the largest body in bytes; a larger one is 413 and never read to its end
public record Route(String path, int bodyMax, Handler handler) {}
