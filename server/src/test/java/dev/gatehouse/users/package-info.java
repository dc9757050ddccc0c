/// The rules of users, without an edge.
@NullMarked
package dev.gatehouse.users;

import org.jspecify.annotations.NullMarked;
