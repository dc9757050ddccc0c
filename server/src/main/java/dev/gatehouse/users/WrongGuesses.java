package dev.gatehouse.users;

import dev.gatehouse.env.WindowCounts;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Wrong passwords and codes of one source, of whichever users, counted on this node (BF-06): who
/// tries one password with many names is under the limit of each user and over this one. Names that
/// nobody has count as others do, so that the answers tell nothing of them (EN-10).
///
/// A source without room is refused before anybody looks, also with what is right. As many as are
/// being looked at when the last one turns out to be wrong are answered still. Thread-safe.
public final class WrongGuesses {
  private final WindowCounts<Source> counts;

  /// @param max wrong ones of one source in a window; 0 never refuses
  /// @param window begins with the first wrong one
  public WrongGuesses(int max, Duration window, InstantSource clock) {
    counts = new WindowCounts<>(max, window, clock);
  }

  /// Does what may turn out to be a wrong guess, and counts it then. What is wrong otherwise, or
  /// not looked at because the user is locked, does not count.
  ///
  /// @throws RefusedException with [Refusal.TooManyWrongGuesses]; whatever `guess` throws
  public <T> T watch(Source source, Supplier<T> guess) {
    if (source.network().isEmpty()) {
      return guess.get();
    }
    if (!counts.hasRoom(source)) {
      throw new RefusedException(new Refusal.TooManyWrongGuesses());
    }
    try {
      return guess.get();
    } catch (RefusedException refused) {
      if (isWrong(refused.refusal())) {
        counts.note(source);
      }
      throw refused;
    }
  }

  /// As [#watch], where nothing but a name can be wrong: a client that hides whom there is not is
  /// asked for none, and its users get their codes however many others have guessed (BF-07).
  <T> T watchNames(Named who, Supplier<T> asked) {
    return watch(who.hidesUsers() ? Source.OF_MANY : who.source(), asked);
  }

  /// A client that tells whom there is not is asked for names in the same way as for passwords.
  private static boolean isWrong(Refusal refusal) {
    return refusal instanceof Refusal.WrongPassword
        || refusal instanceof Refusal.WrongCode
        || refusal instanceof Refusal.UnknownUser
        || refusal instanceof Refusal.UnknownUsername;
  }
}
