package dev.gatehouse.token;

import dev.gatehouse.metrics.Counter;
import dev.gatehouse.metrics.Family;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.pool.ClientId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Counts tokens by the client that got them. Bounded: the first clients have a series of their
/// own, all others share one (IN-08). Thread-safe.
final class IssuedTokens {
  private static final String ACCESS = "access";

  private final int clientsMax;
  private final Family<Counter> issued =
      Family.counters("gatehouse_tokens_issued_total", "Issued tokens.", "token_use", "client_id");
  private final Counter ofOthers;
  private final Map<ClientId, Counter> byClient = new ConcurrentHashMap<>();

  /// @param clientsMax how many clients have a series of their own
  IssuedTokens(int clientsMax) {
    this.clientsMax = clientsMax;
    ofOthers = issued.of(ACCESS, Family.OTHER);
  }

  /// An access token. The id is that of the client's record, whose hash is known already.
  void access(ClientId id) {
    var counter = byClient.get(id);
    (counter != null ? counter : first(id)).add();
  }

  private Counter first(ClientId id) {
    return byClient.size() < clientsMax
        ? byClient.computeIfAbsent(id, _ -> issued.of(ACCESS, id.value()))
        : ofOthers;
  }

  void showIn(Meters meters) {
    meters.show(issued);
  }
}
