/// The user-pool domain: pools, app clients, resource servers, scopes, domains and keys as records,
/// their pure rules, and every way to say no. No SQL, no HTTP, no JSON.
@NullMarked
package dev.gatehouse.pool;

import org.jspecify.annotations.NullMarked;
