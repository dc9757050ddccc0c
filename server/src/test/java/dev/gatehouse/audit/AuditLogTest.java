package dev.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.crypto.Sealer;
import dev.gatehouse.env.Env;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.metrics.Meters;
import dev.gatehouse.metrics.exposition.PrometheusText;
import dev.gatehouse.store.AuditEvents;
import dev.gatehouse.store.Rows;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.StoreUnavailableException;
import dev.gatehouse.store.WriteTx;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.NoStore;
import dev.gatehouse.testing.PassingStore;
import dev.gatehouse.testing.RunsTwice;
import dev.gatehouse.testing.SeededRandom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One event for each call, with its transaction (UI-19).
class AuditLogTest {
  private static final UnaryOperator<JsonObject> AS_IT_IS = UnaryOperator.identity();

  @TempDir Path folder;
  private final ManualClock clock = ManualClock.atStart();
  private final Env env = new Env(clock, new SeededRandom(1));
  private final Sealer sealer = new AesGcmSealer(MasterKey.mint(env.random()), env.random());
  private Store plain = new NoStore();
  private Store store = new AuditedStore(plain);
  private AuditLog log = new AuditLog(plain, sealer, env);

  @BeforeEach
  void open() {
    plain = new RunsTwice(SqliteStore.open(folder.resolve("gatehouse.db"), clock));
    store = new AuditedStore(plain);
    log = new AuditLog(store, sealer, env);
  }

  @AfterEach
  void close() {
    plain.close();
  }

  private static AuditFacts facts(String name) {
    return new AuditFacts(
        name,
        Optional.empty(),
        "arn:aws:iam::000000000000:user/me",
        Optional.of("AKIA"),
        "127.0.0.1",
        "agent",
        "id",
        "us-east-1",
        Json.parseObject("{\"A\":1}"));
  }

  private List<JsonObject> events() {
    var filter = new AuditEvents.Filter(Optional.empty(), "", "g");
    return plain.<List<AuditEvents.Row>>read(tx -> tx.auditEvents().list(filter, 10_000)).stream()
        .map(row -> Json.parseObject(row.document()))
        .toList();
  }

  private boolean insert(String client) {
    return store.write(tx -> {
      tx.accessKeys().insert(Rows.accessKey(client));
      return true;
    });
  }

  @Test
  void ui_19_the_event_is_in_the_first_transaction_and_there_is_one() {
    var call = log.begin(facts("Create"), AS_IT_IS);
    call.run(() -> insert("AKIA1") && insert("AKIA2"));
    assertThat(events()).as("before the call is over").hasSize(1);
    log.succeeded(call);

    assertThat(events().stream().map(Json::text))
        .containsExactly(
            "{\"EventTime\":1767323045.678,\"EventName\":\"Create\",\"Actor\":\"arn:aws:iam::000000000000:user/me\",\"AccessKeyId\":\"AKIA\",\"SourceAddress\":\"127.0.0.1\",\"UserAgent\":\"agent\",\"RequestId\":\"id\",\"Region\":\"us-east-1\",\"RequestParameters\":{\"A\":1}}");
  }

  @Test
  void what_is_rolled_back_leaves_no_event_of_success() {
    var call = log.begin(facts("Create"), AS_IT_IS);
    assertThatThrownBy(() ->
            call.run(() ->
                store.write(tx -> {
                  tx.accessKeys().insert(Rows.accessKey("AKIA1"));
                  throw new IllegalStateException("refused");
                })))
        .hasMessage("refused");
    assertThat(events()).isEmpty();

    log.refused(facts("Create"), "Code", "why");
    log.flush();
    assertThat(events()).hasSize(1);
    assertThat(Json.text(events().getFirst()))
        .endsWith(
            "\"RequestParameters\":{\"A\":1},\"ErrorCode\":\"Code\",\"ErrorMessage\":\"why\"}");
  }

  @Test
  void a_call_without_a_write_leaves_one_too() {
    var call = log.begin(facts("Nothing"), AS_IT_IS);
    assertThat(call.run(() -> "done")).isEqualTo("done");
    log.succeeded(call);

    assertThat(events()).hasSize(1);
  }

  @Test
  void what_was_there_before_is_in_the_event_of_a_second_run_once() {
    var call = log.begin(facts("Update"), AS_IT_IS);
    call.about("us-east-1_a1B2c3D4e");
    call.run(() -> {
      var audit = AuditedCall.current();
      return store.write(tx -> {
        audit.changed(
            Json.parseObject("{\"A\":{\"B\":1,\"C\":[1]},\"D\":\"x\"}"),
            Json.parseObject("{\"A\":{\"B\":2,\"C\":[1]},\"E\":\"y\"}"));
        audit.created("Id", "7");
        return true;
      });
    });
    log.succeeded(call);

    assertThat(events()).hasSize(1);
    assertThat(Json.text(events().getFirst()))
        .contains("\"UserPoolId\":\"us-east-1_a1B2c3D4e\"")
        .endsWith(
            "\"Changes\":[{\"Member\":\"A.B\",\"Before\":1,\"After\":2},{\"Member\":\"D\",\"Before\":\"x\"},{\"Member\":\"E\",\"After\":\"y\"},{\"Member\":\"Id\",\"After\":\"7\"}]}");
  }

  @Test
  void a_transaction_that_only_looks_leaves_the_event_to_the_next() {
    var call = log.begin(facts("Update"), AS_IT_IS);
    call.run(() -> {
      var audit = AuditedCall.current();
      store.write(tx -> {
        audit.pending();
        return true;
      });
      assertThat(events()).isEmpty();
      return store.write(tx -> {
        audit.changed(List.of("email"));
        return true;
      });
    });
    log.succeeded(call);

    assertThat(events()).hasSize(1);
    assertThat(Json.text(events().getFirst())).endsWith("\"Changes\":[{\"Member\":\"email\"}]}");
  }

  @Test
  void what_no_administrator_does_leaves_none() {
    insert("AKIA1");
    assertThat(events()).isEmpty();
  }

  @Test
  void ui_08_who_is_shown_the_same_secret_again_is_one_event_a_minute() {
    for (int i = 0; i < 10; i++) {
      log.revealed(facts("Describe"));
      log.revealed(facts("Other"));
    }
    clock.advance(Duration.ofMinutes(1));
    log.revealed(facts("Describe"));
    log.flush();

    assertThat(events().stream().map(event -> event.string("EventName").orElse("")))
        .containsExactly("Describe", "Other", "Describe");
  }

  private static String counts(AuditLog log) {
    var meters = new Meters();
    log.showIn(meters);
    return new PrometheusText(meters).page("text/plain").text();
  }

  /// Commits the first transaction, and does not come to know it.
  private static final class UnknownOutcome extends PassingStore {
    private boolean isKnown;

    UnknownOutcome(Store store) {
      super(store);
    }

    @Override
    public <T> T write(Function<WriteTx, T> work) {
      T result = super.write(work);
      if (!isKnown) {
        isKnown = true;
        throw new StoreUnavailableException("away", new IllegalStateException("away"));
      }
      return result;
    }
  }

  @Test
  void what_was_written_without_its_being_known_is_written_once() {
    var unsure = new AuditLog(new UnknownOutcome(plain), sealer, env);
    unsure.refused(facts("First"), "Code", "why");
    assertThatThrownBy(unsure::flush).isInstanceOf(StoreUnavailableException.class);
    unsure.refused(facts("Second"), "Code", "why");

    unsure.flush();

    assertThat(events().stream().map(event -> event.string("EventName").orElse("")))
        .containsExactly("Second", "First");
    assertThat(counts(unsure)).contains("{written=\"in_background\"} 2").contains("\"lost\"} 0");
  }

  @Test
  void what_the_database_does_not_take_is_counted_as_lost() {
    var refusing =
        new PassingStore(plain) {
          @Override
          public <T> T write(Function<WriteTx, T> work) {
            throw new IllegalStateException("no");
          }
        };
    var failing = new AuditLog(refusing, sealer, env);
    failing.refused(facts("First"), "Code", "why");
    failing.refused(facts("Second"), "Code", "why");

    assertThatThrownBy(failing::flush).hasMessage("no");

    assertThat(counts(failing)).contains("{written=\"lost\"} 2");
  }

  private static final String ADA = "arn:aws:iam::000000000000:user/ada";

  private static AuditFacts signIn(String actor, String address) {
    return new AuditFacts(
        "ConsoleSignIn",
        Optional.empty(),
        actor,
        Optional.empty(),
        address,
        "agent",
        "id",
        "us-east-1",
        Json.parseObject("{}"));
  }

  private void refusedAtTheDoor(String actor, int address) {
    log.refusedAtTheDoor(signIn(actor, "10.0.0." + address), "WrongPassword", "why");
  }

  private List<String> errors() {
    return events().stream().map(event -> event.string("ErrorCode").orElse("")).toList();
  }

  @Test
  void ui_19_a_flood_of_one_error_hides_no_other_and_none_hides_who_knows_the_password() {
    for (int address = 1; address < 50; address++) {
      refusedAtTheDoor(ADA, address);
    }
    log.refusedAtTheDoor(signIn(ADA, "10.0.1.1"), "TooManyAttempts", "why");
    for (int address = 1; address <= 12; address++) {
      log.refusedWithPassword(signIn(ADA, "10.0.2." + address), "CodeNeeded", "why");
      log.refusedWithPassword(signIn(ADA, "10.0.2." + address), "CodeNeeded", "again");
    }
    log.flush();

    assertThat(Collections.frequency(errors(), "WrongPassword")).isEqualTo(10);
    assertThat(Collections.frequency(errors(), "TooManyAttempts")).isEqualTo(1);
    assertThat(Collections.frequency(errors(), "CodeNeeded")).isEqualTo(12);
    assertThat(counts(log)).contains("{written=\"left_out\"} 51");
  }

  /// A host has all of an IPv6 /64 to send from.
  @Test
  void bf_06_the_same_is_what_comes_from_one_network() {
    for (int host = 1; host <= 3; host++) {
      log.refusedAtTheDoor(signIn("anonymous", "2001:db8::" + host), "WrongPassword", "why");
    }
    log.refusedAtTheDoor(signIn("anonymous", "2001:db8:0:1::1"), "WrongPassword", "why");
    log.flush();

    assertThat(events().stream().map(event -> event.string("SourceAddress").orElse("")))
        .containsExactly("2001:db8:0:1::1", "2001:db8::1");
  }

  @Test
  void ui_19_a_flood_of_refused_sign_ins_does_not_fill_the_log_nor_hide_those_of_a_known_name() {
    for (int n = 0; n < 3; n++) {
      refusedAtTheDoor("anonymous", 1);
    }
    for (int address = 2; address < 200; address++) {
      refusedAtTheDoor("anonymous", address);
    }
    refusedAtTheDoor("arn:aws:iam::000000000000:user/ada", 1);
    log.flush();

    assertThat(events()).hasSize(11);
    assertThat(events().getFirst().string("Actor")).contains("arn:aws:iam::000000000000:user/ada");
    assertThat(counts(log))
        .contains("{written=\"in_background\"} 11")
        .contains("{written=\"left_out\"} 191");

    clock.advance(Duration.ofMinutes(1));
    refusedAtTheDoor("anonymous", 1);
    log.flush();
    assertThat(events()).hasSize(12);
  }

  @Test
  void what_does_not_fit_while_the_database_is_away_is_lost_and_counted() {
    var away = new AuditLog(new NoStore(), sealer, env);
    var meters = new Meters();
    away.showIn(meters);
    for (int i = 0; i < 5_000; i++) {
      away.refused(facts("Create"), "Code", "why");
    }
    assertThatThrownBy(away::flush).isInstanceOf(StoreUnavailableException.class);

    assertThat(new PrometheusText(meters).page("text/plain").text())
        .contains("{written=\"lost\"} 904");
    var call = away.begin(facts("Nothing"), AS_IT_IS);
    assertThatThrownBy(() -> away.succeeded(call)).isInstanceOf(StoreUnavailableException.class);
  }
}
