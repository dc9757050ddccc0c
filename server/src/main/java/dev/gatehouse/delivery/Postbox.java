package dev.gatehouse.delivery;

import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.env.SortedIds;
import dev.gatehouse.json.Json;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.Messages.State;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.WriteTx;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where messages to users are posted.
///
/// ```java
/// var letter = postbox.render(pool.document(), draft); // outside: it renders and seals
/// store.write(tx -> {
///   …
///   postbox.post(tx, letter); // inside: one insert
/// });
/// letter.requireWay(); // after: the user stays, the caller is told
/// ```
public final class Postbox {
  private static final String NO_WAY = "this server has no way to deliver it";

  private final Env env;
  private final Sealer sealer;
  private final Ways ways;
  private final SortedIds ids;

  public Postbox(Env env, Sealer sealer, Ways ways) {
    this.env = env;
    this.sealer = sealer;
    this.ways = ways;
    ids = new SortedIds(env);
  }

  /// The words of a message, in the pool's templates or the service's (behaviour reference users
  /// §8.1).
  ///
  /// @param poolDocument the pool's settings as stored: `UserPools.Row.document()`
  /// @throws RefusedException with `LinkNotBuilt` when the pool verifies by link
  public Letter render(String poolDocument, Draft draft) {
    var templates = new Templates(Json.parseObject(poolDocument));
    var template = templates.of(draft.kind(), draft.medium());
    var row =
        isSent(template, draft)
            ? Optional.of(row(draft, content(templates, template, draft)))
            : Optional.<Messages.Row>empty();
    return new Letter(
        draft.medium(), draft.medium().mask(draft.destination()), ways.reach(draft.medium()), row);
  }

  /// §2.4: an invitation whose template has no place for the password is not sent to a user who has
  /// one. Templates of codes always have a place (API reference: `EmailVerificationMessageType`).
  private static boolean isSent(Template template, Draft draft) {
    return draft.secret().isEmpty() || template.showsSecret();
  }

  private static Content content(Templates templates, Template template, Draft draft) {
    var isEmail = draft.medium() == DeliveryMedium.EMAIL;
    var username =
        draft.kind() == MessageKind.INVITATION
            ? Optional.of(draft.username())
            : Optional.<String>empty();
    return new Content(
        draft.destination(),
        template.subject(),
        template.filled(username, draft.secret(), isEmail ? Template::html : text -> text),
        draft.secret(),
        draft.username(),
        isEmail ? templates.from() : Optional.empty(),
        isEmail ? templates.replyTo() : Optional.empty());
  }

  /// Words that nobody is to see or to send are not kept at all.
  private Messages.Row row(Draft draft, Content content) {
    var id = ids.next();
    var now = env.now();
    var state = ways.firstState(draft.medium());
    var isNeeded = ways.inbox() || state == State.PENDING;
    return new Messages.Row(
        draft.poolId(),
        id,
        draft.kind(),
        draft.medium(),
        draft.sub(),
        recipient(draft.destination()),
        isNeeded ? Optional.of(content.seal(sealer, draft.poolId(), id)) : Optional.<Sealed>empty(),
        ways.inbox(),
        state,
        0,
        now,
        state == State.PENDING ? now : now.plus(ways.keep()),
        now.plus(draft.kind().usefulFor()),
        state == State.FAILED ? Optional.of(NO_WAY) : Optional.empty());
  }

  /// An address as messages are found by it.
  public static String recipient(String destination) {
    return destination.toLowerCase(Locale.ROOT);
  }

  /// Puts the letter into the outbox, and into the inbox where there is one. A letter without a way
  /// is put there too, as one that failed: nothing is dropped without a trace.
  ///
  /// @throws RefusedException with `UnknownPool` when the pool is gone
  public void post(WriteTx tx, Letter letter) {
    letter.row().ifPresent(tx.messages()::insert);
  }

  /// What [#post] costs, and no letter: for whom there is not (EN-06).
  ///
  /// @throws RefusedException as [#post]
  public void pretend(WriteTx tx, Letter letter) {
    post(tx, letter);
    letter.row().ifPresent(tx.messages()::withdraw);
  }

  /// Those of the media over which a letter gets anywhere; all of them where none does. For answers
  /// that must not tell whether there is a user (EN-02): one medium must not fail for him, and
  /// another one work for nobody.
  public List<DeliveryMedium> working(List<DeliveryMedium> media) {
    var working = media.stream().filter(ways::reach).toList();
    return working.isEmpty() ? media : working;
  }
}
