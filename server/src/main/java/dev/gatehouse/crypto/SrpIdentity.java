package dev.gatehouse.crypto;

/// Whose verifier it is, as it is hashed (§3.3).
///
/// @param group the part of the pool's id after the underscore; of a device its group's key
/// @param userId `USER_ID_FOR_SRP`: the username as it is stored, whatever name was typed; of a
///   device its key
public record SrpIdentity(String group, String userId) {
  String text() {
    return group + userId;
  }
}
