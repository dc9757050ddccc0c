package dev.gatehouse.pool;

import java.math.BigDecimal;
import java.time.Duration;
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

  /// The pool or the request asks for something that this server does not have yet.
  ///
  /// @param what in words, the subject of a sentence, for instance `The flow USER_AUTH`
  record NotBuilt(String what) implements Refusal {}

  record UnknownAccessKey(String accessKeyId) implements Refusal {}

  record UnknownSecretId(String secretId) implements Refusal {}

  record UnknownSigningKey(String kid) implements Refusal {}

  /// What is said of those who administer the server, and to them: no request of a machine or of a
  /// user meets it.
  sealed interface OfAdministrator extends Refusal {}

  record UnknownAdministrator(String name) implements OfAdministrator {}

  /// The name is taken; case makes no difference.
  record AdministratorExists(String name) implements OfAdministrator {}

  /// Nobody would be left who may do everything.
  record LastAdministrator() implements OfAdministrator {}

  /// The role is for named pools, and none is named.
  record PoolsMissing(AdministratorRole role) implements OfAdministrator {}

  /// The role is for all pools, and some are named.
  record PoolsNotPossible(AdministratorRole role) implements OfAdministrator {}

  record WeakAdministratorPassword(AdministratorPassword.Fault fault) implements OfAdministrator {}

  /// There is an administrator: nobody makes the first one any more (UI-01).
  record SetUpDone() implements OfAdministrator {}

  /// The link is none that waits for anybody: wrong, used or ended (S-2).
  record UnknownSetUpLink() implements OfAdministrator {}

  /// He has chosen his password: a link alone does not take it from him.
  record AdministratorIsSetUp(String name) implements OfAdministrator {}

  /// Who asks is nobody who is signed in to the console.
  record NotInConsole() implements OfAdministrator {}

  /// Name or password is wrong, nobody is told which.
  record WrongAdministratorPassword() implements OfAdministrator {}

  /// The name and password are right, and a code is to be given as well.
  record TotpNeeded() implements OfAdministrator {}

  /// The code is another one, or was used already (RFC 6238 §5.2).
  record WrongTotp() implements OfAdministrator {}

  /// The second factor is on already.
  record TotpEnabled() implements OfAdministrator {}

  /// No second factor waits for its first code.
  record TotpNotBegun() implements OfAdministrator {}

  /// Too many wrong passwords and codes for one name, or of one source (BF-01, BF-06).
  record AdministratorLocked(Duration remaining) implements OfAdministrator {}

  /// What is said of users, their groups and what they present: no request of a machine meets it.
  sealed interface OfUser extends Refusal {}

  /// What is said of the attributes that a user has or is to have.
  sealed interface OfAttribute extends OfUser {}

  /// What only a sign-in meets.
  sealed interface OfSignIn extends OfUser {}

  /// What is said of sign-up, of codes and the messages that carry them.
  sealed interface OfCode extends OfUser {}

  /// An access token that a user presented.
  record TokenNotAccepted(TokenFault fault) implements OfUser {}

  /// `SRP_A` is not a value that a client computes (SR-01).
  record InvalidSrpValue() implements OfUser {}

  /// The password is another one, or there is no such user: nobody is told which.
  record WrongPassword() implements OfUser {}

  /// The client may not use the flow (SR-15).
  record FlowNotEnabled(AuthFlow flow) implements OfSignIn {}

  /// The flow is not one of this operation: an administrator's for a user, or the reverse.
  record FlowNotOffered() implements OfSignIn {}

  /// @param name of the parameter, for instance `USERNAME`
  record MissingParameter(String name) implements OfSignIn {}

  record UserNotConfirmed() implements OfSignIn {}

  record PasswordResetRequired() implements OfSignIn {}

  record TemporaryPasswordExpired() implements OfSignIn {}

  record SessionNotAccepted(SessionFault fault) implements OfSignIn {}

  /// No such device is remembered (§4.6).
  record UnknownDevice() implements OfSignIn {}

  /// A required attribute that has a value cannot be given another one with a new password.
  record ProvidedAttribute(String name) implements OfSignIn {}

  /// The password does not conform to its pool's policy.
  ///
  /// @param atSignUp the user signs up; elsewhere the service words it differently
  record WeakPassword(PasswordFault fault, boolean atSignUp) implements OfUser {}

  /// The password is one of the user's last ones (SR-13).
  record ReusedPassword() implements OfUser {}

  /// The client has a secret, and the request has no `SECRET_HASH`.
  record MissingSecretHash(ClientId id) implements OfUser {}

  record WrongSecretHash(ClientId id) implements OfUser {}

  record InvalidEmail() implements OfAttribute {}

  record InvalidPhoneNumber() implements OfAttribute {}

  /// @param name with its prefix: `custom:team`
  record AttributeTooShort(String name, int min) implements OfAttribute {}

  record AttributeTooLong(String name, int max) implements OfAttribute {}

  record AttributeNotANumber(String name) implements OfAttribute {}

  /// An attribute whose value is not in the request.
  record MissingAttributeValue(String name) implements OfAttribute {}

  /// An attribute that the service alone sets: `sub`.
  record NonMutableAttribute(String name) implements OfAttribute {}

  /// An attribute that was given once and for ever.
  record ImmutableAttribute(String name) implements OfAttribute {}

  /// An attribute to be changed that the pool does not have.
  record UnknownAttribute(String name) implements OfAttribute {}

  /// An attribute by which the user signs in, and which therefore cannot be deleted.
  record SignInAttribute(String name) implements OfAttribute {}

  record AttributeNotABoolean(String name) implements OfAttribute {}

  record AttributeNotADate(String name) implements OfAttribute {}

  record AttributeTooSmall(String name, BigDecimal min) implements OfAttribute {}

  record AttributeTooLarge(String name, BigDecimal max) implements OfAttribute {}

  /// `flag` says of an `address` that the user does not have that it is verified.
  record FlagWithoutAddress(String address, String flag) implements OfAttribute {}

  /// Attributes of a new user that the pool requires and that are missing, and ones that it does
  /// not have.
  record NonConformingAttributes(List<String> missing, List<String> unknown)
      implements OfAttribute {
    public NonConformingAttributes {
      missing = List.copyOf(missing);
      unknown = List.copyOf(unknown);
    }
  }

  /// An attribute that the client may not write.
  record UnwritableAttribute(String name) implements OfAttribute {}

  /// More is to be done first than can be within the time that a caller waits: passwords hashed on
  /// this node, or rows deleted of what had the name before. Later it goes.
  record Overloaded() implements OfUser {}

  /// No such user in the pool. `name` is what was asked for: a sub, a username or an alias;
  /// private.
  record UnknownUser(String name) implements OfUser {}

  /// The pool's users sign in with an address, and what was given is none that it takes.
  record UsernameNotAnAddress(boolean email, boolean phoneNumber) implements OfUser {}

  /// The username looks like an alias of the pool.
  record UsernameLikeAlias(LoginKind kind) implements OfUser {}

  /// An invitation can be sent again only while its temporary password holds.
  record NotInvited(String username) implements OfUser {}

  /// What only a user who has not confirmed his sign-up can be asked for.
  record NotUnconfirmed(UserStatus status) implements OfUser {}

  /// The identity belongs to another user of the pool.
  record IdentityOfAnother() implements OfUser {}

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

  /// This server has no way to deliver a message of that medium (users §8.3).
  record CodeNotDelivered(DeliveryMedium medium) implements OfCode {}

  /// The pool verifies addresses by link, for which there is no page yet (users §8.1).
  record LinkNotBuilt() implements OfCode {}

  /// An administrator has switched the user off.
  record UserDisabled() implements OfUser {}

  /// Too many wrong passwords: none is looked at for a while (BF-01).
  record PasswordAttemptsExceeded() implements OfUser {}

  /// Too many guesses of a code, or messages, in an hour or over a long time (users §2.13).
  record AttemptLimitExceeded() implements OfUser {}

  /// Too many messages to one address in an hour, of whichever users (BF-10).
  record TooManyMessagesToRecipient() implements OfUser {}

  /// Too many messages for one source in an hour (BF-10).
  record TooManyMessagesOfSource() implements OfUser {}

  /// Too many wrong passwords and codes of one source, of whichever users (BF-06).
  record TooManyWrongGuesses() implements OfUser {}

  /// A refresh token that was presented.
  record RefreshTokenNotAccepted(RefreshFault fault) implements OfUser {}

  /// The client's tokens cannot be revoked (TC-23).
  record RevocationNotEnabled(ClientId id) implements OfUser {}

  /// What was to be revoked is no refresh token.
  record NotARefreshToken() implements OfUser {}

  /// What was to be revoked is another client's.
  record ForeignRefreshToken(ClientId id) implements OfUser {}

  /// Only administrators make users in this pool.
  record SignUpNotAllowed() implements OfCode {}

  /// A user who signs up without a password, in a pool where no code is enough to sign in.
  record PasswordMissing() implements OfCode {}

  /// An alias that a user may only give himself when he is confirmed: `preferred_username`.
  record AliasAtSignUp(LoginKind kind) implements OfCode {}

  /// Nobody has the name with which somebody acts who has not signed in.
  record UnknownUsername() implements OfCode {}

  /// The code is another one.
  record WrongCode() implements OfCode {}

  /// There is no code, or not any more: it is old, was used, or was guessed too often.
  record ExpiredCode() implements OfCode {}

  /// What was asked for is only for users who have not confirmed their sign-up.
  record AlreadyConfirmed() implements OfCode {}

  /// The pool verifies no address that the user has.
  record NothingToVerify() implements OfCode {}

  /// The user's password cannot be reset as his status is (users §2.5).
  record NotResettable() implements OfCode {}

  /// The user has no address by which he could reset his password.
  record NoRecoveryAddress() implements OfCode {}

  /// Only an administrator resets passwords in this pool.
  record RecoveryByAdministrator() implements OfCode {}

  /// An attribute that is no address, and cannot be verified.
  record NotAnAddress(String name) implements OfCode {}

  /// The user has no such address.
  record MissingAddress(String name) implements OfCode {}
}
