package dev.gatehouse.aws.idp.user;

import dev.gatehouse.catalog.ClientEntry;
import dev.gatehouse.catalog.Lookups;
import dev.gatehouse.delivery.Letter;
import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.SecretHash;
import dev.gatehouse.users.Named;
import dev.gatehouse.users.NamedUsers;
import dev.gatehouse.users.SentCode;
import dev.gatehouse.users.Source;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;

/// What the operations share that take no signature and no token, only a client and a name: the
/// client, its proof, and whom the name means. The Region is that of the client (design D18).
///
/// `AnalyticsMetadata`, `ClientMetadata` and `UserContextData` are for statistics, triggers and
/// threat protection; without these they change nothing. `Session`, which chains them to a sign-in
/// with `USER_AUTH`, is never handed out.
///
/// @param catalog may block
record NamedCalls(Lookups catalog, NamedUsers users) {
  /// @throws RefusedException with `UnknownClient`
  private ClientEntry client(String id) {
    var entry =
        ClientId.parse(id)
            .flatMap(catalog::client)
            .orElseThrow(() -> new RefusedException(new Refusal.UnknownClient(id)));
    entry.note();
    return entry;
  }

  /// The client of somebody who will be a user: of a confidential one the proof is over the name
  /// that it sends (SR-16).
  ///
  /// @throws RefusedException with `UnknownClient`, `MissingSecretHash` or `WrongSecretHash`
  AppClient requireClient(String id, String name, @Nullable String secretHash) {
    var entry = client(id);
    requireProof(entry, List.of(name), secretHash);
    return entry.client();
  }

  /// Whom the call means.
  ///
  /// @param peer the address of the client
  /// @throws RefusedException as [#requireClient]
  Named require(String id, String name, @Nullable String secretHash, String peer) {
    var entry = client(id);
    var named = users.find(entry.client(), name, Source.of(entry.client(), peer));
    requireProof(entry, named.provable(), secretHash);
    return named;
  }

  private static void requireProof(
      ClientEntry entry, List<String> names, @Nullable String secretHash) {
    SecretHash.require(
        entry.client().id(), entry.secrets(), Optional.ofNullable(secretHash).orElse(""), names);
  }

  static CodeDeliveryDetailsType details(SentCode sent) {
    return CodeDeliveryDetailsType.builder()
        .destination(sent.maskedDestination())
        .deliveryMedium(sent.medium().name())
        .attributeName(sent.medium().attribute())
        .build();
  }

  static CodeDeliveryDetailsType details(Letter sent) {
    return details(SentCode.of(sent));
  }
}
