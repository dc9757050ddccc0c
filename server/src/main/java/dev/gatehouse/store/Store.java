package dev.gatehouse.store;

import dev.gatehouse.metrics.Meters;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Durable state. All access happens inside a transaction; nothing slow (HTTP, e-mail, key
/// generation, hashing) may run inside one. Calls block: not for inline routes.
public interface Store extends AutoCloseable {
  /// Runs `work` on one consistent snapshot.
  ///
  /// @throws StoreUnavailableException when the database cannot be reached or does not answer in
  ///   time
  <T> T read(Function<ReadTx, T> work);

  /// Runs `work` and commits; the result is durable when this returns. Rolls back when `work`
  /// throws, and passes the exception on. `work` may run more than once (serialization failure,
  /// failover): it mints, hashes and reads the clock outside.
  ///
  /// After the commit and before this returns, the listeners of [#onChange] have run for the
  /// changes of this transaction: a caller that has its answer never meets its own stale cache.
  ///
  /// @throws StoreUnavailableException when nothing was committed because the database cannot be
  ///   reached or refuses; or when it is unknown whether it was (the message says which)
  <T> T write(Function<WriteTx, T> work);

  /// Calls `listener` with the changes of every transaction that this process commits.
  void onChange(Consumer<List<Change>> listener);

  /// What the database is, for logs and health: `sqlite` or `postgresql`.
  String engine();

  /// Why an acknowledged change might be lost all the same, as the database was set up when it was
  /// opened (RL-07); one sentence each.
  default List<String> risks() {
    return List.of();
  }

  /// Why the database refused the last change that it was asked for, in words that may be shown;
  /// empty when it took it. The engine does not try again by itself.
  default Optional<String> refusal() {
    return Optional.empty();
  }

  /// Looks through the whole database for damage, unless that was done when it was opened; what is
  /// found, the listener of [#onLoss] hears.
  default void examine() {}

  /// Tells `listener` when nothing from the database can be believed any more (RL-04, RL-12): why,
  /// in a sentence without a full stop. From then on every transaction fails.
  default void onLoss(Consumer<String> listener) {}

  /// Shows what the engine counts, where it counts.
  default void showIn(Meters meters) {}

  @Override
  void close();
}
