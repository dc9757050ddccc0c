/// What applications do with the server, by client and pool: counted in memory beside the requests,
/// written in the background into a history of seven days that all nodes share, read for charts
/// (decision record 0032).
@NullMarked
package dev.gatehouse.usage;

import org.jspecify.annotations.NullMarked;
