package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// What every operation answers when something breaks inside of it: the id of the request and
/// nothing of what broke (AP-11), under the name that the API declares for it (AC-47).
class FaultTest {
  private static final Set<String> OF_SECRETS =
      Set.of("AddUserPoolClientSecret", "ListUserPoolClientSecrets", "DeleteUserPoolClientSecret");

  @TempDir Path folder;

  @Test
  void ap_11_ac_47_a_fault_of_any_operation_says_its_request_id_and_nothing_else() {
    try (var store = SqliteStore.open(folder.resolve("gatehouse.db"), ManualClock.atStart())) {
      var operations = new ArrayList<OperationBinding>();
      for (var operation : SdkOperations.all()) {
        // The fixture has one of that name already.
        if (hasTable(operation.name()) && !operation.name().equals("DescribeUserPool")) {
          operations.add(breaking(operation));
        }
      }
      var aws = new AwsFixture(store, false, operations);

      operations.forEach(operation -> check(aws, operation.name()));

      assertThat(operations).hasSizeGreaterThan(100);
    }
  }

  private static void check(AwsFixture aws, String operation) {
    var shape = ApiModel.shared().find(ApiService.USER_POOLS, operation).orElseThrow().input();
    var text = Json.text(ShapeSamples.minimal(shape.orElseThrow()));
    var response = aws.send(RequestDraft.userPools(operation, text).sign(aws.signing()));
    var type =
        OF_SECRETS.contains(operation) ? "InternalServerException" : "InternalErrorException";
    var message =
        "Something went wrong on the server. Request id: "
            + response.headers().first("x-amzn-RequestId").orElseThrow();
    assertThat(AwsFixture.text(response))
        .as(operation)
        .isEqualTo("500 {\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
    assertThat(response.headers().first("x-amzn-ErrorType")).contains(type + ":");
    assertThat(response.headers().first("x-amzn-ErrorMessage")).contains(message);
  }

  private static boolean hasTable(String operation) {
    return ApiModel.shared()
        .find(ApiService.USER_POOLS, operation)
        .orElseThrow()
        .input()
        .isPresent();
  }

  @SuppressWarnings("unchecked")
  private static OperationBinding breaking(SdkOperations.SdkOperation operation) {
    return OperationBinding.of(
        operation.name(),
        () -> (SdkBuilder<?, SdkPojo>) operation.newRequest(),
        (SdkPojo request, Caller caller) -> {
          throw new BrokenException();
        });
  }

  /// Without a stack trace, because the log gets one of each operation.
  private static final class BrokenException extends RuntimeException {
    BrokenException() {
      super("SELECT secret FROM access_key -- /data/gatehouse.db", null, false, false);
    }
  }
}
