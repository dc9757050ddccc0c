package dev.gatehouse.delivery;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.Sealed;
import java.util.Optional;

/// A message as its recipient gets it, and what an administrator may want to pick out of it. Sealed
/// at rest, bound to its row (KS-01, KS-05):
///
/// ```json
/// {"Destination":"jane@example.com","Subject":"Your verification code",
///  "Body":"Your confirmation code is 123456","Code":"123456","Username":"jane"}
/// ```
///
/// @param subject of an e-mail; one line
/// @param body of an e-mail HTML, of an SMS plain text
/// @param secret the code or temporary password in it
/// @param from of an e-mail, as the pool wants it: an address, or a name with an address
/// @param replyTo of an e-mail, as the pool wants it
public record Content(
    String destination,
    Optional<String> subject,
    String body,
    Optional<String> secret,
    String username,
    Optional<String> from,
    Optional<String> replyTo) {
  Sealed seal(Sealer sealer, UserPoolId poolId, String messageId) {
    return Sealed.of(sealer.seal(Json.write(toJson()), context(poolId, messageId)));
  }

  /// What is in the row; empty where its words were dropped.
  ///
  /// @throws dev.gatehouse.crypto.UnsealException when they were not sealed for this row, under
  ///   this master key
  public static Optional<Content> open(Sealer sealer, Messages.Row row) {
    return row.content()
        .map(sealed ->
            Json.parseObject(sealer.open(sealed.bytes(), context(row.poolId(), row.id()))))
        .map(Content::read);
  }

  private static String context(UserPoolId poolId, String messageId) {
    return "message|" + poolId + "|" + messageId;
  }

  private JsonValue toJson() {
    var json = JsonValue.object().put("Destination", destination).put("Body", body);
    json.put("Username", username);
    subject.ifPresent(text -> json.put("Subject", text));
    secret.ifPresent(text -> json.put("Code", text));
    from.ifPresent(text -> json.put("From", text));
    replyTo.ifPresent(text -> json.put("ReplyTo", text));
    return json.build();
  }

  private static Content read(JsonValue.JsonObject json) {
    return new Content(
        json.string("Destination").orElseThrow(),
        json.string("Subject"),
        json.string("Body").orElseThrow(),
        json.string("Code"),
        json.string("Username").orElseThrow(),
        json.string("From"),
        json.string("ReplyTo"));
  }

  /// Says nothing of it: contents must not reach a log (BF-15).
  @Override
  public String toString() {
    return "Content[…]";
  }
}
