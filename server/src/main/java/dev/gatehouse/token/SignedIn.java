package dev.gatehouse.token;

import dev.gatehouse.pool.GroupClaims;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.UUID;

/// A user's sign-in, as far as his tokens tell of it.
///
/// @param session what all tokens of the sign-in share, also after a refresh (TC-20)
/// @param scopes of the access token
/// @param attributes those that the client may read, without `sub` (TC-21), as they are stored
public record SignedIn(
    String sub,
    String username,
    Session session,
    SequencedSet<String> scopes,
    GroupClaims groups,
    SequencedMap<String, String> attributes) {
  /// The only scope of tokens that the user pools API issues (users §3.8).
  public static final String API_SCOPE = "aws.cognito.signin.user.admin";

  public SignedIn {
    scopes = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(scopes));
    attributes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(attributes));
  }

  /// One sign-in.
  ///
  /// @param originJti names it; revocation goes by this
  /// @param eventId of the sign-in event
  /// @param authenticatedAt when the user proved who he is
  public record Session(UUID originJti, UUID eventId, Instant authenticatedAt) {}
}
