package dev.gatehouse.pool;

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

  /// An access token that a user presented.
  record TokenNotAccepted(TokenFault fault) implements Refusal {}
}
