/// House rules as tests: package direction, third-party types, size, banned calls. Each message
/// names what to do.
@NullMarked
package dev.gatehouse.arch;

import org.jspecify.annotations.NullMarked;
