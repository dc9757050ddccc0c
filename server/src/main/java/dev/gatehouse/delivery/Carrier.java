package dev.gatehouse.delivery;

import dev.gatehouse.store.Messages;

/// Delivers messages of one medium. Blocks; ends when its thread is interrupted. Used by several
/// threads at once.
public interface Carrier extends AutoCloseable {
  /// Hands the message over to who brings it further.
  ///
  /// @param row whose id stays the same when it is tried again, for those who want each message
  ///   once
  /// @throws UndeliveredException when nobody took it
  void carry(Messages.Row row, Content content);

  /// Lets go of what it holds between messages.
  @Override
  default void close() {}
}
