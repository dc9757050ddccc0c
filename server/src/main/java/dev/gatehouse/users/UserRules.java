package dev.gatehouse.users;

import dev.gatehouse.json.Json;
import dev.gatehouse.pool.PasswordPolicy;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.UserPools;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// What a pool's document says of its users, read once ([RuleBook] keeps it).
///
/// @param names by which its users are found
/// @param attributes its schema
/// @param passwordPolicy the same wherever a password is set (SR-12)
/// @param passwordHistory how many of a user's last passwords are refused; 0 for none (SR-13)
/// @param temporaryPasswordValidity how long a temporary password is one (§2.4)
/// @param firstFactors `AllowedFirstAuthFactors`, for instance `PASSWORD`, `EMAIL_OTP`
/// @param autoVerified attributes whose change sends a code: `email`, `phone_number`
/// @param verifiedBeforeUpdate attributes whose new value is in force only once it is verified
///   (§2.7)
/// @param triggers the names of the triggers that the pool has, for instance `PreSignUp`
/// @param selfService what users may do before they can sign in
/// @param requiresMfa `MfaConfiguration` is `ON`
public record UserRules(
    UserPoolId poolId,
    SignInNames names,
    Attributes attributes,
    PasswordPolicy passwordPolicy,
    int passwordHistory,
    Duration temporaryPasswordValidity,
    Set<String> firstFactors,
    Set<String> autoVerified,
    Set<String> verifiedBeforeUpdate,
    Set<String> triggers,
    SelfService selfService,
    boolean requiresMfa) {
  public UserRules {
    firstFactors = Set.copyOf(firstFactors);
    autoVerified = Set.copyOf(autoVerified);
    verifiedBeforeUpdate = Set.copyOf(verifiedBeforeUpdate);
    triggers = Set.copyOf(triggers);
  }

  /// The rules of the pool. Reads the whole document: [RuleBook#of] does so once.
  static UserRules read(UserPools.Row pool) {
    var document = Json.parseObject(pool.document());
    var updates = document.object("UserAttributeUpdateSettings");
    var signIn = document.object("Policies").flatMap(policies -> policies.object("SignInPolicy"));
    return new UserRules(
        pool.id(),
        SignInNames.read(document),
        Attributes.read(document),
        PasswordPolicies.read(document),
        PasswordPolicies.history(document),
        PasswordPolicies.temporaryValidity(document),
        signIn
            .map(policy -> Set.copyOf(policy.strings("AllowedFirstAuthFactors")))
            .orElse(Set.of()),
        Set.copyOf(document.strings("AutoVerifiedAttributes")),
        updates
            .map(settings -> settings.strings("AttributesRequireVerificationBeforeUpdate"))
            .map(Set::copyOf)
            .orElse(Set.of()),
        document.object("LambdaConfig").map(all -> all.members().keySet()).orElse(Set.of()),
        SelfService.read(document),
        document.string("MfaConfiguration").equals(Optional.of("ON")));
  }

  /// Refuses a pool that has one of these triggers: it asks for a decision, or for words, that
  /// nobody would give (AT-17).
  ///
  /// @param names as of `LambdaConfig`
  /// @throws RefusedException with [Refusal.NotBuilt]
  void requireNoTrigger(String... names) {
    for (var name : names) {
      if (triggers.contains(name)) {
        throw new RefusedException(
            new Refusal.NotBuilt("The trigger " + name + " of the user pool"));
      }
    }
  }

  /// Refuses a pool whose messages a trigger words or sends (§7.2).
  ///
  /// @throws RefusedException with [Refusal.NotBuilt]
  public void requireOwnMessages() {
    requireNoTrigger("CustomMessage", "CustomEmailSender", "CustomSMSSender");
  }

  /// Whether a user can sign in with a code alone, so that he needs no password (§2.4).
  public boolean isPasswordless() {
    return firstFactors.contains("EMAIL_OTP") || firstFactors.contains("SMS_OTP");
  }
}
