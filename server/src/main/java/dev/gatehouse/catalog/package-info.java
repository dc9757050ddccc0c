/// What a node knows without asking the database: cached pools, app clients and domains, kept fresh
/// by the change feed, and how stale they may be (design D11).
@NullMarked
package dev.gatehouse.catalog;

import org.jspecify.annotations.NullMarked;
