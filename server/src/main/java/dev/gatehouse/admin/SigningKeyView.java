package dev.gatehouse.admin;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.SigningKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The signing keys of a pool as this API describes them: never the private halves.
final class SigningKeyView {
  private SigningKeyView() {}

  /// The answer of both operations on signing keys.
  ///
  /// @param rows all keys of the pool
  static JsonObject answer(List<SigningKeys.Row> rows, Instant now) {
    var views = new ArrayList<JsonValue>();
    for (var row : rows) {
      if (row.retiresAt().filter(end -> !now.isBefore(end)).isEmpty()) {
        views.add(of(row, status(row, rows, now)));
      }
    }
    return JsonValue.object().put("SigningKeys", new JsonArray(views)).build();
  }

  private static JsonObject of(SigningKeys.Row row, String status) {
    var view =
        JsonValue.object()
            .put("Kid", row.kid())
            .put("Use", row.use().name())
            .put("Algorithm", "RS256")
            .put("Status", status)
            .put("CreateDate", Members.date(row.createdAt()))
            .put("ActivationDate", Members.date(row.activatesAt()));
    row.retiresAt().ifPresent(end -> view.put("RetirementDate", Members.date(end)));
    return view.build();
  }

  /// `NEXT` before it signs, `SIGNING`, and `PUBLISHED` afterwards, until it is withdrawn.
  private static String status(SigningKeys.Row row, List<SigningKeys.Row> rows, Instant now) {
    if (row.activatesAt().isAfter(now)) {
      return "NEXT";
    }
    var isReplaced =
        rows.stream()
            .anyMatch(other ->
                other.use() == row.use()
                    && other.activatesAt().isAfter(row.activatesAt())
                    && !other.activatesAt().isAfter(now));
    return isReplaced ? "PUBLISHED" : "SIGNING";
  }
}
