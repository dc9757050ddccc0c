package dev.gatehouse.administrators;

import dev.gatehouse.crypto.Digests;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/// The one-time link of a dev server that only this machine reaches (S-6). It is in memory alone,
/// and there is one at a time: a new one takes the place of the one before. Thread-safe.
public final class SignInLink {
  private final RandomGenerator random;
  private final String consoleUrl;
  private final AtomicReference<Optional<String>> hash = new AtomicReference<>(Optional.empty());

  /// @param consoleUrl see [SetUpLinkMint]
  public SignInLink(RandomGenerator random, String consoleUrl) {
    this.random = random;
    this.consoleUrl = consoleUrl;
  }

  /// A new link, to be shown once.
  public String mint() {
    var token = OpaqueToken.mint(random);
    hash.set(Optional.of(token.hash()));
    return consoleUrl + "/console/#/link?token=" + token.value();
  }

  /// Uses the link up; true for the first who has it.
  public boolean take(String sent) {
    var waiting = hash.get();
    return waiting.filter(own -> Digests.isEqual(own, OpaqueToken.hash(sent))).isPresent()
        && hash.compareAndSet(waiting, Optional.empty());
  }
}
