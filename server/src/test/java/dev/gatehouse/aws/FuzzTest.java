package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.Fuzzing;
import dev.gatehouse.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;

/// Random damage to good requests: whatever arrives is answered, never with a 500 (AP-01, SV-17).
class FuzzTest {
  private static final int ROUNDS = 8_000;
  private static final List<String> JSON_PARTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "null",
          "true",
          "1e99",
          "-",
          "\\u0000",
          "\\uD800",
          "{}",
          "[]",
          "\"UserPoolId\"",
          "9999999999999999999",
          "0.1",
          "\u0000",
          "\u00ff",
          "\"a\":1,");
  private static final List<String> HEADER_PARTS =
      List.of(
          "AWS4-HMAC-SHA256",
          "Credential=",
          "SignedHeaders=",
          "Signature=",
          ",",
          "/",
          ";",
          "=",
          " ",
          "host",
          "aws4_request",
          "us-east-1",
          "\t",
          "%",
          "\u00ff",
          "0000",
          "AKIA");

  @TempDir static Path folder;
  private static Store store;
  private static AwsFixture aws;
  private static List<SdkOperations.SdkOperation> operations;

  @BeforeAll
  static void open() {
    store = SqliteStore.open(folder.resolve("gatehouse.db"), ManualClock.atStart());
    operations = new ArrayList<>(SdkOperations.all());
    var model = ApiModel.shared();
    operations.removeIf(each ->
        each.name().equals("DescribeUserPool")
            || model.find(ApiService.USER_POOLS, each.name()).orElseThrow().input().isEmpty());
    aws =
        new AwsFixture(
            store,
            false,
            operations.stream()
                .map(each -> each.answering((SdkPojo) each.newResponse().build()))
                .toList());
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Test
  void damaged_json_is_never_a_fault() {
    var fuzzing = Fuzzing.of(ROUNDS);
    var model = ApiModel.shared();
    int answered = 0;
    while (fuzzing.next()) {
      var name = operations.get(fuzzing.random().nextInt(operations.size())).name();
      var shape = model.find(ApiService.USER_POOLS, name).orElseThrow().input().orElseThrow();
      var good =
          Json.write(
              fuzzing.round() % 2 == 0 ? ShapeSamples.full(shape) : ShapeSamples.minimal(shape));
      var draft = RequestDraft.userPools(name, "");
      draft.body = fuzzing.damaged(good, JSON_PARTS);
      var status = aws.send(draft.sign(aws.signing())).status();
      assertThat(status)
          .as("%s: %s", fuzzing, new String(draft.body, StandardCharsets.UTF_8))
          .isIn(200, 400);
      answered += status == 200 ? 1 : 0;
    }
    assertThat(answered).as("some damage is harmless").isPositive();
  }

  @Test
  void a_damaged_authorization_header_is_never_a_fault_and_never_accepted() {
    var fuzzing = Fuzzing.of(ROUNDS);
    while (fuzzing.next()) {
      var draft = RequestDraft.userPools("DescribeUserPool", AwsFixture.POOL).sign(aws.signing());
      var good = draft.first("Authorization");
      var bad =
          new String(
              fuzzing.damaged(good.getBytes(StandardCharsets.ISO_8859_1), HEADER_PARTS),
              StandardCharsets.ISO_8859_1);
      var response = aws.send(draft.set("Authorization", bad));
      var isSame = bad.replace(" ", "").equals(good.replace(" ", ""));
      assertThat(response.status())
          .as("%s: %s", fuzzing, bad)
          .isEqualTo(response.status() == 200 && isSame ? 200 : 400);
    }
  }

  @Test
  void a_damaged_presigned_query_is_never_a_fault_and_never_accepted() {
    var fuzzing = Fuzzing.of(ROUNDS);
    while (fuzzing.next()) {
      var draft = RequestDraft.userPools("DescribeUserPool", AwsFixture.POOL);
      var good = draft.presign(aws.signing(), "900").query;
      draft.query =
          new String(
              fuzzing.damaged(good.getBytes(StandardCharsets.ISO_8859_1), HEADER_PARTS),
              StandardCharsets.ISO_8859_1);
      var response = aws.send(draft);
      // An empty parameter between two ampersands is none, before the signature and after it.
      var isSame = normal(draft.query).equals(normal(good));
      assertThat(response.status())
          .as("%s: %s", fuzzing, draft.query)
          .isEqualTo(response.status() == 200 && isSame ? 200 : 400);
    }
  }

  private static List<String> normal(String query) {
    return Arrays.stream(query.replace("%2f", "%2F").replace("%3b", "%3B").split("&", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> part.replace("/", "%2F").replace(";", "%3B"))
        .sorted()
        .toList();
  }
}
