/// Tests of the settings: defaults, sources, refusals, documentation.
@NullMarked
package dev.gatehouse.config;

import org.jspecify.annotations.NullMarked;
