package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.gatehouse.env.RequestContext;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import dev.gatehouse.store.AuditEvents;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.LogLines;
import dev.gatehouse.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// IN-07: a marked secret in every sensitive member of every operation, through success, refusal
/// and fault, with all logging on, appears in no log line and in no answer.
class SecretsCanaryTest {
  private static final String CANARY = "CANARYsecret0123456789";

  /// With white space and a control character, so that patterns break.
  private static final String BAD_CANARY = CANARY + " \u0001";

  @TempDir Path folder;
  private Store store;
  private AwsFixture aws;
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
  private final List<String> outputs = new ArrayList<>();
  private Level before = Level.INFO;

  @BeforeEach
  void setUp() {
    store = SqliteStore.open(folder.resolve("gatehouse.db"), ManualClock.atStart());
    var operations = new ArrayList<OperationBinding>();
    for (var operation : SdkOperations.all()) {
      if (!operation.name().equals("DescribeUserPool")) {
        operations.add(failing(operation));
      }
    }
    aws = new AwsFixture(store, false, operations);
    before = root.getLevel();
    root.setLevel(Level.TRACE);
    appender.start();
    root.addAppender(appender);
  }

  @AfterEach
  void tearDown() {
    root.detachAppender(appender);
    root.setLevel(before);
    store.close();
  }

  @SuppressWarnings("unchecked")
  private static OperationBinding failing(SdkOperations.SdkOperation operation) {
    return OperationBinding.of(
        operation.name(),
        () -> (SdkBuilder<?, SdkPojo>) operation.newRequest(),
        (SdkPojo request, Caller caller) -> {
          throw new IllegalStateException("fault of " + operation.name());
        });
  }

  @Test
  void in_07_no_secret_reaches_a_log_or_an_answer() {
    int sent = 0;
    for (var name : ApiModel.shared().names(ApiService.USER_POOLS)) {
      var input = ApiModel.shared().find(ApiService.USER_POOLS, name).orElseThrow().input();
      if (input.isPresent()) {
        for (var secret : List.of(CANARY, BAD_CANARY)) {
          var body = (JsonObject) marked(input.get(), ShapeSamples.full(input.get()), secret);
          sent += Json.text(body).contains(CANARY) ? 1 : 0;
          var draft = RequestDraft.userPools(name, Json.text(body));
          draft.add("Cookie", CANARY);
          send(draft.sign(aws.signing().with(CANARY)));
          send(draft.remove("Authorization").sign(aws.signing()));
          send(draft.set("Authorization", "Bearer " + CANARY));
          send(draft.body(Json.text(body) + "}").remove("Authorization").sign(aws.signing()));
        }
      }
    }
    assertThat(sent).isGreaterThan(100);
    outputs.addAll(events());
    assertThat(outputs).hasSizeGreaterThan(900);
    var layout = new PatternLayout();
    layout.setContext(root.getLoggerContext());
    layout.setPattern("%m %ex");
    layout.start();
    var logged = LogLines.lines(appender);
    assertThat(logged).isNotEmpty();
    logged.forEach(event -> outputs.add(layout.doLayout(event)));
    assertThat(outputs).noneMatch(text -> text.contains(CANARY));
    assertThat(outputs).noneMatch(text -> text.contains(aws.admin.secret()));
  }

  /// AU-2 of the console: what the audit log says of all those that were refused.
  private List<String> events() {
    aws.audit.flush();
    var filter = new AuditEvents.Filter(Optional.empty(), "", "g");
    List<AuditEvents.Row> rows = store.read(tx -> tx.auditEvents().list(filter, 10_000));
    assertThat(rows).hasSizeGreaterThan(50);
    return rows.stream().map(AuditEvents.Row::document).toList();
  }

  /// With what the request log would say of it.
  private void send(RequestDraft draft) {
    var context = new RequestContext("00000000-0000-4000-8000-000000000000", "127.0.0.1");
    var response = context.call(() -> aws.send(draft));
    outputs.add(context.notes().errorCode() + " " + context.notes().reasons());
    outputs.add(AwsFixture.headers(response));
    outputs.add(new String(response.body(), StandardCharsets.UTF_8));
  }

  /// The value with every sensitive text replaced.
  private static JsonValue marked(Shape shape, JsonValue value, String secret) {
    if (value instanceof JsonString && shape instanceof Shape.Text && shape.sensitive()) {
      return JsonValue.of(secret);
    }
    if (shape instanceof Shape.MapOf map && value instanceof JsonObject object) {
      var members = new LinkedHashMap<String, JsonValue>();
      object
          .members()
          .forEach((k, v) ->
              members.put(
                  k, map.sensitive() ? JsonValue.of(secret) : marked(map.value(), v, secret)));
      return new JsonObject(members);
    }
    if (shape instanceof Shape.ListOf list && value instanceof JsonArray(var elements)) {
      return new JsonArray(
          elements.stream().map(element -> marked(list.member(), element, secret)).toList());
    }
    if (shape instanceof Shape.Structure structure && value instanceof JsonObject object) {
      var members = new LinkedHashMap<String, JsonValue>();
      object
          .members()
          .forEach((k, v) ->
              members.put(
                  k,
                  structure.members().containsKey(k)
                      ? marked(structure.members().get(k).shape(), v, secret)
                      : v));
      return new JsonObject(members);
    }
    return value;
  }
}
