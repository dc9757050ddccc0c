/// JSON values, reading and writing, over a streaming library that no other package sees. Input is
/// bounded in depth, string length and number length; duplicate member names are refused.
@NullMarked
package dev.gatehouse.json;

import org.jspecify.annotations.NullMarked;
