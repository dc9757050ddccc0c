package dev.gatehouse.admin;

import dev.gatehouse.aws.Caller;
import dev.gatehouse.aws.Operation;
import dev.gatehouse.aws.PageToken;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.SortedIds;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonNumber;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.MalformedJsonException;
import dev.gatehouse.store.AuditEvents;
import dev.gatehouse.store.Store;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `ListAuditEvents`: what administrators did, newest first, in pages; of every Region, also of
/// pools that are gone. For administrators alone. A page that looks for what is rare may be short
/// or empty and still have a next one: no call reads more than some thousand events.
final class ListAuditEvents implements Operation<JsonObject, JsonObject> {
  private static final int LIMIT_DEFAULT = 60;
  private static final int SCANNED_AT_ONCE = 500;
  private static final int SCANNED_MAX = 5_000;
  private static final int MILLIS_DIGITS = 3;

  /// The name of an event whose document is no JSON.
  private static final String UNREADABLE = "Unreadable";

  /// Above every id: ids are hexadecimal.
  private static final String ABOVE_ALL_IDS = "g";

  private final Store store;
  private final Administrators administrators;
  private final PageToken pageToken;

  ListAuditEvents(Store store, Sealer sealer, Administrators administrators) {
    this.store = store;
    this.administrators = administrators;
    pageToken = new PageToken(sealer, "ListAuditEvents");
  }

  @Override
  public JsonObject run(JsonObject request, Caller caller) {
    var scope = scope(request);
    var start =
        request
            .string("NextToken")
            .map(token -> pageToken.position(scope, token))
            .orElseGet(() -> id(request, "Before").orElse(ABOVE_ALL_IDS));
    int limit = request.number("Limit").map(BigDecimal::intValue).orElse(LIMIT_DEFAULT);
    store.read(tx -> {
      administrators.require(tx, caller, "ListAuditEvents");
      return true;
    });
    var page = new Page(request, limit);
    var next = page.fill(start);
    var answer = JsonValue.object().put("Events", new JsonArray(page.events));
    next.ifPresent(position -> answer.put("NextToken", pageToken.issue(scope, position)));
    return answer.build();
  }

  private static String scope(JsonObject request) {
    return String.join(
        "|",
        request.string("UserPoolId").orElse(""),
        request.string("EventName").orElse(""),
        request.string("Actor").orElse(""),
        id(request, "After").orElse(""),
        id(request, "Before").orElse(""));
  }

  /// The lowest id of that time.
  private static Optional<String> id(JsonObject request, String date) {
    return request
        .number(date)
        .map(seconds -> Instant.ofEpochMilli(seconds.movePointRight(MILLIS_DIGITS).longValue()))
        .map(SortedIds::lowestAt);
  }

  /// One page on its way.
  private final class Page {
    private final JsonObject request;
    private final int limit;
    private final List<JsonValue> events = new ArrayList<>();

    private Page(JsonObject request, int limit) {
      this.request = request;
      this.limit = limit;
    }

    /// @return where the next page begins; empty where there is none
    private Optional<String> fill(String start) {
      var from = id(request, "After").orElse("");
      var before = start;
      for (int scanned = 0; scanned < SCANNED_MAX; scanned += SCANNED_AT_ONCE) {
        var filter = new AuditEvents.Filter(request.string("UserPoolId"), from, before);
        List<AuditEvents.Row> rows =
            store.read(tx -> tx.auditEvents().list(filter, SCANNED_AT_ONCE));
        for (var row : rows) {
          if (events.size() == limit) {
            return Optional.of(before);
          }
          add(row);
          before = row.id();
        }
        if (rows.size() < SCANNED_AT_ONCE) {
          return Optional.empty();
        }
      }
      return Optional.of(before);
    }

    private void add(AuditEvents.Row row) {
      var document = document(row);
      if (isWanted(document, "EventName") && isOfActor(document)) {
        events.add(JsonValue.object().put("EventId", row.id()).putAll(document.members()).build());
      }
    }

    /// One that cannot be read is shown as that: it must not hide all others.
    private static JsonObject document(AuditEvents.Row row) {
      try {
        return Json.parseObject(row.document());
      } catch (MalformedJsonException unreadable) {
        var millis = SortedIds.timeOf(row.id()).toEpochMilli();
        return JsonValue.object()
            .put("EventTime", new JsonNumber(BigDecimal.valueOf(millis, MILLIS_DIGITS)))
            .put("EventName", UNREADABLE)
            .put("Actor", "")
            .put("SourceAddress", "")
            .put("UserAgent", "")
            .put("RequestId", "")
            .put("RequestParameters", JsonValue.object().put("Document", row.document()).build())
            .build();
      }
    }

    private boolean isWanted(JsonObject document, String name) {
      return request.string(name).isEmpty() || request.string(name).equals(document.string(name));
    }

    /// The whole ARN, the name in it, or the access key.
    private boolean isOfActor(JsonObject document) {
      var wanted = request.string("Actor");
      var actor = document.string("Actor").orElse("");
      return wanted.isEmpty()
          || actor.equals(wanted.get())
          || actor.endsWith("/" + wanted.get())
          || document.string("AccessKeyId").equals(wanted);
    }
  }
}
