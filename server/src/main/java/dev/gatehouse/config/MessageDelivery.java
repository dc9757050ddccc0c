package dev.gatehouse.config;

/// Where messages to users go (`messages.delivery`).
public enum MessageDelivery {
  /// Into the local inbox.
  INBOX,
  /// To the users.
  DELIVER,
  BOTH;

  /// Whether administrators may read them.
  public boolean isToInbox() {
    return this != DELIVER;
  }

  /// Whether they are sent.
  public boolean isToUsers() {
    return this != INBOX;
  }
}
