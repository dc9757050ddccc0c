package dev.gatehouse.aws.idp.user;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.aws.UserError;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.pool.LinkedIdentity;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.store.UserIdentities;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.WriteTx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ProviderUserIdentifierType;

/// Who a user is at identity providers, as requests name it and as his attribute `identities` shows
/// it (§2.8, §6.6).
final class ProviderLinks {
  /// The pool's own users.
  static final String OWN = "Cognito";

  /// The subject, whatever a provider's claim for it is called.
  static final String SUBJECT = "Cognito_Subject";

  private static final String ATTRIBUTE = "identities";
  private static final int CLAIM_MAX = 256;

  /// Providers whose name is their type.
  private static final Set<String> SOCIAL =
      Set.of("Facebook", "Google", "LoginWithAmazon", "SignInWithApple");

  private ProviderLinks() {}

  /// @param member of the request, for instance `SourceUser`
  /// @throws ApiException `IDENTITY_SHAPE` when the request does not name somebody of a provider
  static LinkedIdentity identity(ProviderUserIdentifierType user, String member) {
    return LinkedIdentity.parse(text(user.providerName()), text(user.providerAttributeValue()))
        .orElseThrow(() -> new ApiException(UserError.IDENTITY_SHAPE, member));
  }

  /// The claim that holds the subject.
  ///
  /// @throws ApiException `IDENTITY_SHAPE` when no claim has such a name (*assumed*)
  static String attributeName(ProviderUserIdentifierType user, String member) {
    var name = text(user.providerAttributeName());
    if (name.length() > CLAIM_MAX) {
      throw new ApiException(UserError.IDENTITY_SHAPE, member);
    }
    return name.isEmpty() ? SUBJECT : name;
  }

  private static String text(@Nullable String member) {
    return member == null ? "" : member;
  }

  /// Writes into the user's attributes what the table says, with the next version of his row.
  ///
  /// @param user as stored and held by this transaction
  static void show(WriteTx tx, Users.Row user, Instant now) {
    var elements = new ArrayList<JsonValue>();
    for (var row : tx.userIdentities().list(user.poolId(), user.sub())) {
      elements.add(describe(row, isHimself(user, row.identity())));
    }
    var attributes = new TreeMap<>(user.attributes());
    if (elements.isEmpty()) {
      attributes.remove(ATTRIBUTE);
    } else {
      attributes.put(ATTRIBUTE, Json.text(new JsonArray(elements)));
    }
    tx.users().update(user.withAttributes(attributes).next(now));
  }

  /// A user whom a provider made is called as he is there: `Google_108…`, in lower case where the
  /// pool ignores case (§6.6). A user who has no password any more is not.
  private static boolean isHimself(Users.Row user, LinkedIdentity identity) {
    return user.status() == UserStatus.EXTERNAL_PROVIDER
        && user.username().value().equalsIgnoreCase(identity.provider() + "_" + identity.subject());
  }

  /// Without an issuer; the type of a provider that is not a social one is not known before there
  /// are providers, and is left out.
  private static JsonValue describe(UserIdentities.Row row, boolean isPrimary) {
    var provider = row.identity().provider();
    var identity =
        JsonValue.object().put("userId", row.identity().subject()).put("providerName", provider);
    if (SOCIAL.contains(provider)) {
      identity.put("providerType", provider);
    }
    return identity
        .put("issuer", JsonValue.NULL)
        .put("primary", isPrimary)
        .put("dateCreated", row.createdAt().toEpochMilli())
        .build();
  }
}
