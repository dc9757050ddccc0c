package dev.gatehouse.token;

import dev.gatehouse.json.Json;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.GroupClaims;
import dev.gatehouse.store.GroupMembers;
import dev.gatehouse.store.Groups;
import dev.gatehouse.store.ReadTx;
import dev.gatehouse.store.Users;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
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

  /// A user as everything stands now: attributes, as far as the client may read them, and groups.
  ///
  /// @param session of the sign-in whose tokens are made
  /// @param scopes of the access token
  public static SignedIn of(
      ReadTx tx, AppClient client, Users.Row user, Session session, SequencedSet<String> scopes) {
    var readable = new LinkedHashMap<String, String>(user.attributes());
    readable.keySet().removeIf(name -> !client.mayRead(name));
    var groups =
        tx
            .groupMembers()
            .listGroups(
                user.poolId(), user.sub(), Optional.empty(), GroupMembers.GROUPS_OF_USER_MAX)
            .stream()
            .map(SignedIn::membership)
            .toList();
    return new SignedIn(
        user.sub().value(),
        user.username().value(),
        session,
        scopes,
        GroupClaims.of(groups),
        readable);
  }

  private static GroupClaims.Membership membership(Groups.Row group) {
    var document = Json.parseObject(group.document());
    return new GroupClaims.Membership(
        group.name(),
        document.number("Precedence").map(BigDecimal::intValueExact),
        document.string("RoleArn"));
  }

  /// One sign-in.
  ///
  /// @param originJti names it; revocation goes by this
  /// @param eventId of the sign-in event
  /// @param authenticatedAt when the user proved who he is
  public record Session(UUID originJti, UUID eventId, Instant authenticatedAt) {}
}
