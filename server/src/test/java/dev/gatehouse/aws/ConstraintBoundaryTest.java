package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;

/// AP-08, GEN-05, GEN-06: for every operation of the SDK that has a table and each constrained
/// member of its request, a value just inside reaches the operation and one just outside is
/// answered in AWS's words, the whole answer compared. The operations here are stand-ins, so that
/// those not built are covered too; those that are built answer in [OperationBoundaryTest].
class ConstraintBoundaryTest {
  @TempDir static Path folder;
  private static Store store;
  private static AwsFixture aws;

  @BeforeAll
  static void open() {
    store = SqliteStore.open(folder.resolve("gatehouse.db"), ManualClock.atStart());
    var operations = new ArrayList<OperationBinding>();
    for (var operation : SdkOperations.all()) {
      if (hasTable(operation) && !operation.name().equals("DescribeUserPool")) {
        operations.add(operation.answering((SdkPojo) operation.newResponse().build()));
      }
    }
    aws = new AwsFixture(store, false, operations);
  }

  @AfterAll
  static void close() {
    store.close();
  }

  private static boolean hasTable(SdkOperations.SdkOperation operation) {
    return entry(operation.name()).input().isPresent();
  }

  private static ApiModel.Entry entry(String name) {
    return ApiModel.shared().find(ApiService.USER_POOLS, name).orElseThrow();
  }

  @TestFactory
  Stream<DynamicTest> each_operation_checks_each_constraint() {
    return SdkOperations.all().stream()
        .filter(ConstraintBoundaryTest::hasTable)
        .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> check(operation.name())));
  }

  private static void check(String operation) {
    var entry = entry(operation);
    var base = smallest(entry);
    for (var probe : ConstraintProbes.of(entry.input().orElseThrow(), base)) {
      var draft = RequestDraft.userPools(operation, Json.text(probe.request()));
      var answer = aws.answer(draft.sign(aws.signing()));
      if (probe.violations().isEmpty()) {
        assertThat(answer).as("%s: %s", operation, probe).startsWith("200 ");
      } else {
        assertThat(answer)
            .as("%s: %s", operation, probe)
            .isEqualTo("400 " + errorBody(probe.message()));
      }
    }
  }

  private static JsonObject smallest(ApiModel.Entry entry) {
    return (JsonObject) ShapeSamples.minimal(entry.input().orElseThrow());
  }

  private static String errorBody(String message) {
    var error = JsonValue.object().put("__type", "InvalidParameterException");
    return new String(Json.write(error.put("message", message).build()), StandardCharsets.UTF_8);
  }

  @Test
  void the_probes_are_many() {
    var entry = entry("CreateUserPoolClient");
    var names =
        ConstraintProbes.of(entry.input().orElseThrow(), smallest(entry)).stream()
            .map(ConstraintProbes.Probe::name)
            .toList();
    assertThat(names)
        .contains(
            "userPoolId absent", "userPoolId too long", "allowedOAuthFlows element not of the set")
        .hasSizeGreaterThan(60);
    assertThat(List.copyOf(names)).doesNotHaveDuplicates();
  }
}
