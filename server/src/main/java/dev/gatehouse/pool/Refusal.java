package dev.gatehouse.pool;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Every way the domain says no. It carries no wire vocabulary: each edge (AWS API, OAuth
/// endpoints) turns it into its own error in one exhaustive `switch`.
public sealed interface Refusal {
  /// Where a word begins within a name.
  Pattern WORD = Pattern.compile("(?<=[a-z])(?=[A-Z])");

  /// The name of a kind of refusal in metrics, for instance `wrong_secret`.
  static String name(Class<? extends Refusal> type) {
    return WORD.matcher(type.getSimpleName()).replaceAll("_").toLowerCase(Locale.ROOT);
  }

  /// The request itself is malformed; `detail` is private, for the log.
  record Malformed(String detail) implements Refusal {}

  record UnknownPool(UserPoolId id) implements Refusal {}

  /// No client of that id in that pool. `id` is what the caller sent.
  record UnknownClient(String id) implements Refusal {}

  /// The client exists; the proof it presented is wrong or missing.
  record WrongSecret(ClientId id) implements Refusal {}

  /// Too many wrong secrets for this client from this source (TE-24).
  record TooManyWrongSecrets(ClientId id) implements Refusal {}

  /// The client asked for more tokens a second than the operator allows one client.
  record TooManyRequests(ClientId id) implements Refusal {}

  /// A grant type that this server does not offer.
  record UnknownGrant() implements Refusal {}

  record GrantNotAllowed(ClientId id, GrantType type) implements Refusal {}

  record ScopeNotAllowed(ClientId id) implements Refusal {}

  record UnknownResourceServer(String identifier) implements Refusal {}

  record ResourceServerExists(UserPoolId poolId, String identifier) implements Refusal {}

  /// The prefix or host belongs to a pool already.
  record DomainTaken(String domain) implements Refusal {}

  record UnknownDomain(String domain) implements Refusal {}

  /// The aggregate changed between reading and writing it.
  record Conflict() implements Refusal {}

  /// The id is in use already (fixed ids of dev mode).
  record IdTaken(String id) implements Refusal {}

  record UnknownAccessKey(String accessKeyId) implements Refusal {}

  record UnknownSecretId(String secretId) implements Refusal {}

  record UnknownSigningKey(String kid) implements Refusal {}

  /// What is said of users, their groups and what they present: no request of a machine meets it.
  sealed interface OfUser extends Refusal {}

  /// An access token that a user presented.
  record TokenNotAccepted(TokenFault fault) implements OfUser {}

  /// `SRP_A` is not a value that a client computes (SR-01).
  record InvalidSrpValue() implements OfUser {}

  /// The password does not conform to its pool's policy.
  ///
  /// @param atSignUp the user signs up; elsewhere the service words it differently
  record WeakPassword(PasswordFault fault, boolean atSignUp) implements OfUser {}

  /// The password is one of the user's last ones (SR-13).
  record ReusedPassword() implements OfUser {}

  /// The client has a secret, and the request has no `SECRET_HASH`.
  record MissingSecretHash(ClientId id) implements OfUser {}

  record WrongSecretHash(ClientId id) implements OfUser {}

  record InvalidEmail() implements OfUser {}

  record InvalidPhoneNumber() implements OfUser {}

  /// @param name with its prefix: `custom:team`
  record AttributeTooShort(String name, int min) implements OfUser {}

  record AttributeTooLong(String name, int max) implements OfUser {}

  record AttributeNotANumber(String name) implements OfUser {}

  /// Attributes of a new user that the pool requires and that are missing, and ones that it does
  /// not have.
  record NonConformingAttributes(List<String> missing, List<String> unknown) implements OfUser {
    public NonConformingAttributes {
      missing = List.copyOf(missing);
      unknown = List.copyOf(unknown);
    }
  }

  /// An attribute that the client may not write.
  record UnwritableAttribute(String name) implements OfUser {}

  /// More passwords are to be hashed than this node can within the time that a caller waits.
  record Overloaded() implements OfUser {}

  /// No such user in the pool. `name` is what was asked for: a sub, a username or an alias;
  /// private.
  record UnknownUser(String name) implements OfUser {}

  /// The username belongs to another user of the pool.
  record UsernameExists() implements OfUser {}

  /// The alias belongs to another user of the pool.
  record AliasExists(LoginKind kind) implements OfUser {}

  record UnknownGroup(String name) implements OfUser {}

  record GroupExists(String name) implements OfUser {}

  /// The pool has `max` groups already.
  record TooManyGroups(int max) implements OfUser {}

  /// The user is in `max` groups already.
  record TooManyGroupsOfUser(int max) implements OfUser {}

  /// The identity is linked to a user of the pool already.
  record IdentityLinked() implements OfUser {}

  /// The user has `max` linked identities already.
  record TooManyIdentities(int max) implements OfUser {}
}
