/// The OAuth endpoints, whole answer by whole answer.
@NullMarked
package dev.gatehouse.oauth;

import org.jspecify.annotations.NullMarked;
