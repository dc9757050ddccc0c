/// Messages to users: their words, the outbox that survives a restart, who sends them, and the
/// local inbox. A message is rendered outside of a transaction and posted inside of one, so that it
/// exists exactly when what it speaks of does. Must not know who wants to say something, or how an
/// edge words a refusal.
@NullMarked
package dev.gatehouse.delivery;

import org.jspecify.annotations.NullMarked;
