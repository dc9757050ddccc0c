/// What a node knows: loads that race with changes, the change feed, staleness.
@NullMarked
package dev.gatehouse.catalog;

import org.jspecify.annotations.NullMarked;
