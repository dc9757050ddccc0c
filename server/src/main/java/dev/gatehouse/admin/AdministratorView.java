package dev.gatehouse.admin;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Administrators.Row;
import dev.gatehouse.store.Administrators.Totp;
import dev.gatehouse.store.ReadTx;
import java.time.Instant;
import java.util.List;

/// An administrator as this API describes him, without password and second factor.
///
/// @param sessions that are not over
/// @param isPending whether a link waits for him to choose his password
record AdministratorView(Row row, long sessions, boolean isPending) {
  static AdministratorView of(ReadTx tx, Row row, Instant now) {
    var key = row.name().key();
    return new AdministratorView(
        row,
        tx.consoleSessions().list().stream()
            .filter(
                session -> session.name().key().equals(key) && now.isBefore(session.expiresAt()))
            .count(),
        tx.setUpLinks()
            .findOf(row.name())
            .filter(link -> now.isBefore(link.expiresAt()))
            .isPresent());
  }

  JsonObject json() {
    var view =
        JsonValue.object()
            .put("Name", row.name().value())
            .put("Role", row.role().title())
            .put("Pools", JsonValue.of(List.copyOf(row.pools())))
            .put("TotpEnabled", row.totp().filter(Totp::enabled).isPresent())
            .put("CreateDate", Members.date(row.createdAt()));
    row.lastSignInAt().ifPresent(time -> view.put("LastSignInDate", Members.date(time)));
    return view.put("Sessions", sessions).put("SetUpPending", isPending).build();
  }
}
