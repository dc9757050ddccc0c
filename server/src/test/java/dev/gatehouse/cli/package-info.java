/// The command line's contract: arguments, output and exit codes of each command, and the launcher.
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
