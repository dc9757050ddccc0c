/// Backups: everything that is stored as one encrypted, authenticated stream, written while the
/// server works, read by either engine. Holds no master key.
@NullMarked
package dev.gatehouse.backup;

import org.jspecify.annotations.NullMarked;
