package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkPojo;

/// Random damage to good requests: whatever arrives is answered, never with a 500 (AP-01, SV-17). A
/// failure prints its seed; the system property `fuzz.seed` repeats it, `fuzz.rounds` runs longer.
class FuzzTest {
  private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 8_000);
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_125L);
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
    var random = new SeededRandom(SEED);
    var model = ApiModel.shared();
    int answered = 0;
    for (int round = 0; round < ROUNDS; round++) {
      var name = operations.get(random.nextInt(operations.size())).name();
      var shape = model.find(ApiService.USER_POOLS, name).orElseThrow().input().orElseThrow();
      var good =
          Json.write(round % 2 == 0 ? ShapeSamples.full(shape) : ShapeSamples.minimal(shape));
      var draft = RequestDraft.userPools(name, "");
      draft.body = damaged(good, random, JSON_PARTS);
      var status = aws.send(draft.sign(aws.signing())).status();
      assertThat(status)
          .as("seed %d, round %d: %s", SEED, round, new String(draft.body, StandardCharsets.UTF_8))
          .isIn(200, 400);
      answered += status == 200 ? 1 : 0;
    }
    assertThat(answered).as("some damage is harmless").isPositive();
  }

  @Test
  void a_damaged_authorization_header_is_never_a_fault_and_never_accepted() {
    var random = new SeededRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var draft = RequestDraft.userPools("DescribeUserPool", AwsFixture.POOL).sign(aws.signing());
      var good = draft.first("Authorization");
      var bad =
          new String(
              damaged(good.getBytes(StandardCharsets.ISO_8859_1), random, HEADER_PARTS),
              StandardCharsets.ISO_8859_1);
      var response = aws.send(draft.set("Authorization", bad));
      var isSame = bad.replace(" ", "").equals(good.replace(" ", ""));
      assertThat(response.status())
          .as("seed %d, round %d: %s", SEED, round, bad)
          .isEqualTo(response.status() == 200 && isSame ? 200 : 400);
    }
  }

  @Test
  void a_damaged_presigned_query_is_never_a_fault_and_never_accepted() {
    var random = new SeededRandom(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var draft = RequestDraft.userPools("DescribeUserPool", AwsFixture.POOL);
      var good = draft.presign(aws.signing(), "900").query;
      draft.query =
          new String(
              damaged(good.getBytes(StandardCharsets.ISO_8859_1), random, HEADER_PARTS),
              StandardCharsets.ISO_8859_1);
      var response = aws.send(draft);
      // An empty parameter between two ampersands is none, before the signature and after it.
      var isSame = normal(draft.query).equals(normal(good));
      assertThat(response.status())
          .as("seed %d, round %d: %s", SEED, round, draft.query)
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

  /// One to three damages: a byte changed, a stretch cut, doubled, or a foreign part put in.
  private static byte[] damaged(byte[] good, RandomGenerator random, List<String> parts) {
    var bytes = good;
    for (int damage = random.nextInt(1, 4); damage > 0 && bytes.length > 0; damage--) {
      var at = random.nextInt(bytes.length);
      var end = Math.min(bytes.length, at + random.nextInt(1, 12));
      var head = Arrays.copyOf(bytes, at);
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> join(head, new byte[] {(byte) random.nextInt(256)}, tail(bytes, at + 1));
            case 1 -> join(head, new byte[0], tail(bytes, end));
            case 2 -> join(head, Arrays.copyOfRange(bytes, at, end), tail(bytes, at));
            default -> {
              var part = parts.get(random.nextInt(parts.size()));
              yield join(head, part.getBytes(StandardCharsets.ISO_8859_1), tail(bytes, at));
            }
          };
    }
    return bytes;
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, Math.min(from, bytes.length), bytes.length);
  }

  private static byte[] join(byte[] head, byte[] middle, byte[] tail) {
    var joined = Arrays.copyOf(head, head.length + middle.length + tail.length);
    System.arraycopy(middle, 0, joined, head.length, middle.length);
    System.arraycopy(tail, 0, joined, head.length + middle.length, tail.length);
    return joined;
  }
}
