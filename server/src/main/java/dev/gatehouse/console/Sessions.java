package dev.gatehouse.console;

import dev.gatehouse.administrators.OpaqueToken;
import dev.gatehouse.administrators.SessionLimits;
import dev.gatehouse.aws.AccessKeyMint;
import dev.gatehouse.aws.AccessPolicy;
import dev.gatehouse.aws.RolePolicy;
import dev.gatehouse.env.Env;
import dev.gatehouse.store.AccessKeys;
import dev.gatehouse.store.Administrators;
import dev.gatehouse.store.ConsoleSessions;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.WriteTx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Begins, renews and ends sessions (UI-06). A session has a token of its own, never one that was
/// sent; what its page signs with are children of the session's access key, good for an hour.
final class Sessions {
  private static final Duration KEY_TTL = Duration.ofHours(1);

  /// How exactly the last use is noted.
  private static final Duration USE_INTERVAL = Duration.ofMinutes(1);

  /// Sessions of one administrator, and keys of one session; of more the oldest ends.
  private static final int SESSIONS_MAX = 20;

  private static final int KEYS_MAX = 20;

  private final Store store;
  private final Env env;
  private final AccessKeyMint mint;
  private final SessionLimits limits;

  Sessions(Store store, Env env, AccessKeyMint mint, SessionLimits limits) {
    this.store = store;
    this.env = env;
    this.mint = mint;
    this.limits = limits;
  }

  /// A session that was just made, to be stored by [#begin].
  ///
  /// @param token for the cookie
  /// @param root its access key
  /// @param keys for the page
  record Made(
      OpaqueToken token,
      ConsoleSessions.Row session,
      AccessKeys.Row root,
      AccessKeyMint.Minted keys) {}

  /// A session that goes on.
  record Living(Administrators.Row administrator, ConsoleSessions.Row session) {}

  /// Makes a session; outside of a transaction.
  Made make(Administrators.Row who) {
    var now = env.now();
    var end = now.plus(limits.max());
    var policy = RolePolicy.of(who.role(), who.pools());
    var name = who.name().value();
    var token = OpaqueToken.mint(env.random());
    var root = mint.rootOfSession(name, policy, end);
    return new Made(
        token,
        new ConsoleSessions.Row(token.hash(), who.name(), root.id(), now, now, end),
        root,
        mint.temporary(root.id(), name, policy, ttl(now, end)));
  }

  private static Duration ttl(Instant now, Instant end) {
    var left = Duration.between(now, end);
    return left.compareTo(KEY_TTL) < 0 ? left : KEY_TTL;
  }

  /// Stores a session whose administrator this transaction has locked.
  void begin(WriteTx tx, Made made) {
    var own =
        tx.consoleSessions().list().stream()
            .filter(session -> session.name().key().equals(made.session.name().key()))
            .toList();
    own.stream()
        .limit(Math.max(0, own.size() - SESSIONS_MAX + 1))
        .forEach(oldest -> tx.consoleSessions().end(oldest.tokenHash()));
    tx.accessKeys().insert(made.root);
    tx.consoleSessions().insert(made.session);
    tx.accessKeys().insert(made.keys.row());
  }

  /// The session of a token. One that is over ends here, with its keys.
  Optional<Living> find(String token) {
    var hash = OpaqueToken.hash(token);
    var now = env.now();
    var found =
        store.<Optional<Living>>read(tx ->
            tx.consoleSessions()
                .find(hash)
                .flatMap(session ->
                    tx.administrators()
                        .find(session.name())
                        .map(administrator -> new Living(administrator, session))));
    if (found.filter(living -> limits.isOver(living.session, now)).isPresent()) {
      end(token);
      return Optional.empty();
    }
    return found;
  }

  /// New keys for the page of a session.
  ///
  /// @throws ConsoleException `NO_SESSION` when it has ended meanwhile
  AccessKeyMint.Minted renew(Living living) {
    var session = living.session;
    var now = env.now();
    var policy = policy(living);
    var keys =
        mint.temporary(
            session.rootKeyId(),
            living.administrator.name().value(),
            policy,
            ttl(now, session.expiresAt()));
    store.write(tx -> {
      if (!now.isBefore(session.lastUsedAt().plus(USE_INTERVAL))) {
        tx.consoleSessions().touch(session.tokenHash(), now);
      }
      if (tx.consoleSessions().find(session.tokenHash()).isEmpty()) {
        throw new ConsoleException(ConsoleError.NO_SESSION);
      }
      var held = tx.accessKeys().listChildren(session.rootKeyId());
      held.stream()
          .limit(Math.max(0, held.size() - KEYS_MAX + 1))
          .forEach(oldest -> tx.accessKeys().deleteIfThere(oldest.id()));
      tx.accessKeys().insert(keys.row());
      return true;
    });
    return keys;
  }

  private static AccessPolicy policy(Living living) {
    return RolePolicy.of(living.administrator.role(), living.administrator.pools());
  }

  /// Ends the session of a token, if it is one. True, always.
  boolean end(String token) {
    var hash = OpaqueToken.hash(token);
    return store.write(tx -> {
      tx.consoleSessions().end(hash);
      return true;
    });
  }

  /// Ends it in a transaction that begins another one.
  static void end(WriteTx tx, Optional<String> token) {
    token.map(OpaqueToken::hash).ifPresent(tx.consoleSessions()::end);
  }

  Duration idle() {
    return limits.idle();
  }
}
