package dev.gatehouse.admin;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.delivery.Content;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Messages;
import java.util.Optional;

/// A message as this API describes it.
final class MessageView {
  private MessageView() {}

  /// Without words where they are not in the inbox, also while somebody still has to deliver them.
  static JsonObject of(Messages.Row row, Sealer sealer) {
    var content = row.inInbox() ? Content.open(sealer, row) : Optional.<Content>empty();
    var view =
        JsonValue.object()
            .put("MessageId", row.id())
            .put("UserPoolId", row.poolId().value())
            .put("Kind", row.kind().name())
            .put("DeliveryMedium", row.medium().name())
            .put("To", content.map(Content::destination).orElse(row.recipient()))
            .put("Sub", row.sub().value())
            .put("CreateDate", Members.date(row.createdAt()))
            .put("Status", row.state().name())
            .put("Attempts", row.attempts());
    row.fault().ifPresent(fault -> view.put("Fault", fault));
    content.ifPresent(words -> {
      view.put("Username", words.username());
      words.from().ifPresent(from -> view.put("From", from));
      words.replyTo().ifPresent(address -> view.put("ReplyTo", address));
      words.subject().ifPresent(subject -> view.put("Subject", subject));
      view.put("Body", words.body());
      words.secret().ifPresent(code -> view.put("Code", code));
    });
    return view.build();
  }
}
