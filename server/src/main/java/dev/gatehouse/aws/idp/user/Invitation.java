package dev.gatehouse.aws.idp.user;

import dev.gatehouse.delivery.Draft;
import dev.gatehouse.delivery.Letter;
import dev.gatehouse.delivery.Postbox;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.store.UserPools;
import dev.gatehouse.store.Users;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/// The message to a user whom an administrator makes: what he is called and, where he has one, his
/// temporary password (§2.4).
///
/// @param media over which it goes; none when nothing is to be sent
record Invitation(Set<DeliveryMedium> media) {
  /// Over the media that the request wants, SMS when it names none, as far as the user has an
  /// address for them: without any the call succeeds and nothing is sent.
  static Invitation of(AdminCreateUserRequest request, Map<String, String> attributes) {
    var media = new LinkedHashSet<DeliveryMedium>();
    if (request.messageAction() != MessageActionType.SUPPRESS) {
      var wanted = request.desiredDeliveryMediums();
      if (wanted.isEmpty()) {
        media.add(DeliveryMedium.SMS);
      }
      wanted.forEach(medium ->
          media.add(
              medium == DeliveryMediumType.EMAIL ? DeliveryMedium.EMAIL : DeliveryMedium.SMS));
    }
    media.removeIf(medium -> !attributes.containsKey(medium.attribute()));
    return new Invitation(media);
  }

  boolean isSent() {
    return !media.isEmpty();
  }

  /// The letters, to be posted.
  ///
  /// @param called what the administrator calls the user
  List<Letter> letters(
      Postbox postbox,
      UserPools.Row pool,
      Users.Row user,
      String called,
      Optional<String> password) {
    return media.stream()
        .map(medium ->
            postbox.render(
                pool.document(),
                new Draft(
                    pool.id(),
                    MessageKind.INVITATION,
                    medium,
                    user.attributes().getOrDefault(medium.attribute(), ""),
                    user.sub(),
                    called,
                    password)))
        .toList();
  }
}
