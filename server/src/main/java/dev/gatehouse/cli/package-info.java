/// The command line (a contract, see docs): arguments, output and exit codes of each command.
@NullMarked
package dev.gatehouse.cli;

import org.jspecify.annotations.NullMarked;
