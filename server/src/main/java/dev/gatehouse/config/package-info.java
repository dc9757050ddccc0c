/// Settings: sources, defaults, limits; unknown keys are refused by name.
@NullMarked
package dev.gatehouse.config;

import org.jspecify.annotations.NullMarked;
