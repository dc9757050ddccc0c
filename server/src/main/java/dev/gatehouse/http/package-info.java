/// Requests, responses, routes and forms as plain values, the limits every request meets, and the
/// one place that knows the HTTP server library. Knows nothing of identity.
@NullMarked
package dev.gatehouse.http;

import org.jspecify.annotations.NullMarked;
