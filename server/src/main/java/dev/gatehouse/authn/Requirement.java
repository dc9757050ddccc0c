package dev.gatehouse.authn;

import dev.gatehouse.pool.AuthFlow;
import java.util.Optional;

/// Something that a user may still owe when he has proved who he is: an entry of the machine. They
/// are asked in order, the first one that is due (users §3.2: a new password, then the second
/// factor, then the device).
interface Requirement {
  /// What to ask; empty when nothing of this is due.
  Optional<Step.Ask> due(Step.Proved proved, AuthFlow flow);
}
