package dev.gatehouse.delivery;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.DeliveryMedium;
import dev.gatehouse.pool.MessageKind;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.Rows;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.util.Optional;

/// Writes letters.
final class Desk {
  final ManualClock clock = ManualClock.atStart();
  final Env env = new Env(clock, new SeededRandom(1));
  final Sealer sealer = new AesGcmSealer(MasterKey.mint(env.random()), env.random());

  static Draft draft(MessageKind kind, DeliveryMedium medium, String secret) {
    return draft(kind, medium, "jane", Optional.of(secret));
  }

  static Draft draft(
      MessageKind kind, DeliveryMedium medium, String username, Optional<String> secret) {
    var destination = medium == DeliveryMedium.EMAIL ? "Jane@Example.com" : "+12065550100";
    return new Draft(Rows.POOL, kind, medium, destination, Rows.sub(1), username, secret);
  }

  Postbox postbox(Ways ways) {
    return new Postbox(env, sealer, ways);
  }

  Messages.Row row(String pool, Draft draft, Ways ways) {
    return postbox(ways).render(pool, draft).row().orElseThrow();
  }

  /// The words that a pool with these settings has for it.
  Content words(String pool, Draft draft) {
    return Content.open(sealer, row(pool, draft, Ways.INBOX)).orElseThrow();
  }
}
