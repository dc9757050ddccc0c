package dev.gatehouse.store.sql;

import static dev.gatehouse.store.Rows.NOW;
import static dev.gatehouse.store.Rows.POOL;

import dev.gatehouse.pool.AttemptKind;
import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Sealed;
import dev.gatehouse.store.WriteTx;
import java.util.List;

/// Everything that can be asked and written of what sign-in keeps; and many such rows.
final class SignInStatements {
  /// Rows of ten thousand users, in PostgreSQL.
  static final List<String> FILL =
      List.of(
          "INSERT INTO spent_session SELECT pool_id, username, created_at FROM pool_user",
          """
          INSERT INTO user_code
          SELECT pool_id, sub, 'sign-up', 'hash', 'email', username, 0, 0, 0 FROM pool_user
          """,
          """
          INSERT INTO attempt
          SELECT pool_id, username, 'password', 1, 0, 1, 0, 0 FROM pool_user
          """,
          """
          INSERT INTO refresh_family
          SELECT pool_id, sub, sub, 'client', sub, 0, 'openid', 'hash', 1, 0, 0, 0, 0 FROM pool_user
          """,
          "INSERT INTO sign_out SELECT pool_id, sub, 0 FROM pool_user",
          "INSERT INTO password_history SELECT pool_id, sub, 1, 'hash' FROM pool_user");

  private SignInStatements() {}

  static void use(WriteTx tx, UserSub sub) {
    var purpose = CodePurpose.CONFIRM_SIGN_UP;
    tx.spentSessions().spend(POOL, "a", NOW);
    tx.spentSessions().isSpent(POOL, "a");
    tx.spentSessions().deleteExpired(POOL, NOW, 60);
    tx.userCodes().put(Rows.code(sub, purpose, "hash"));
    tx.userCodes().find(POOL, sub, purpose);
    tx.userCodes().guess(POOL, sub, purpose);
    tx.userCodes().take(Rows.code(sub, purpose, "hash"));
    tx.userCodes().delete(POOL, sub, purpose);
    tx.userCodes().deleteExpired(POOL, NOW, 60);
    tx.attempts().reserve(POOL, sub.value(), AttemptKind.PASSWORD, NOW);
    tx.attempts().increase(POOL, "hash", AttemptKind.RESET_CODE);
    tx.attempts().replace(tx.attempts().lock(POOL, "hash", AttemptKind.RESET_CODE, NOW));
    tx.attempts().find(POOL, sub.value(), AttemptKind.PASSWORD);
    tx.attempts().delete(POOL, sub.value(), AttemptKind.PASSWORD);
    tx.attempts().deleteExpired(POOL, NOW, 60);
    var family = Rows.family(sub, 1);
    tx.refreshFamilies().insert(family);
    tx.refreshFamilies().find(POOL, family.originJti());
    tx.refreshFamilies().rotate(family.rotated(NOW));
    tx.refreshFamilies().revoke(POOL, family.originJti(), NOW);
    tx.refreshFamilies().revokeAllOf(POOL, sub, NOW);
    tx.refreshFamilies().deleteExpired(POOL, NOW, 60);
    tx.signOuts().put(POOL, sub, NOW);
    tx.signOuts().find(POOL, sub);
    tx.signOuts().deleteBefore(POOL, NOW, 60);
    tx.passwordHistory().add(POOL, sub, new Sealed("hash"), 1);
    tx.passwordHistory().newest(POOL, sub, 60);
  }
}
