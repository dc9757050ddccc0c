package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.store.Administrators.Row;
import dev.gatehouse.store.ConsoleSessions;
import dev.gatehouse.store.ReadTx;

/// Whose page of the console a call comes from.
record OwnSession(Row administrator, ConsoleSessions.Row session) {
  /// @throws RefusedException with [Refusal.NotInConsole] when its key is no session's
  static OwnSession require(ReadTx tx, Caller caller) {
    var session =
        caller
            .accessKeyId()
            .flatMap(tx.accessKeys()::find)
            .flatMap(key -> key.parent())
            .flatMap(tx.consoleSessions()::findByRootKey)
            .orElseThrow(() -> new RefusedException(new Refusal.NotInConsole()));
    return new OwnSession(
        tx.administrators()
            .find(session.name())
            .orElseThrow(() -> new RefusedException(new Refusal.NotInConsole())),
        session);
  }
}
