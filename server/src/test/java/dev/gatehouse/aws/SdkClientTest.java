package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.aws.SdkOperations.SdkOperation;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClientBuilder;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;

/// A real client, the AWS SDK for Java with its own signer and its own marshalling, calls every
/// operation: what it sends arrives as it is, and what is answered it reads as it was.
class SdkClientTest {
  @TempDir static Path folder;
  private static Store store;
  private static AwsFixture aws;
  private static CognitoIdentityProviderClient client;
  private static CognitoIdentityProviderClient stranger;
  private static final List<SdkPojo> RECEIVED = new ArrayList<>();

  @BeforeAll
  static void open() {
    store = SqliteStore.open(folder.resolve("gatehouse.db"), ManualClock.atStart());
    var operations = new ArrayList<OperationBinding>();
    for (var operation : SdkOperations.all()) {
      if (hasTable(operation) && !operation.name().equals("DescribeUserPool")) {
        operations.add(operation.noting(RECEIVED, answer(operation)));
      }
    }
    aws = new AwsFixture(store, false, operations);
    aws.clock.set(Instant.now()); // the SDK signs with the real time
    client = client(aws.admin.secret()).build();
    stranger = client("wrong").build();
  }

  @AfterAll
  static void close() {
    client.close();
    stranger.close();
    store.close();
  }

  private static CognitoIdentityProviderClientBuilder client(String secret) {
    var credentials = AwsBasicCredentials.create(aws.admin.row().id(), secret);
    return CognitoIdentityProviderClient.builder()
        .httpClient(new DispatcherHttpClient(aws.dispatcher))
        .endpointOverride(URI.create("http://localhost:9229"))
        .region(software.amazon.awssdk.regions.Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .overrideConfiguration(c -> c.retryStrategy(s -> s.maxAttempts(1)));
  }

  private static boolean hasTable(SdkOperation operation) {
    return entry(operation).input().isPresent();
  }

  private static ApiModel.Entry entry(SdkOperation operation) {
    return ApiModel.shared().find(ApiService.USER_POOLS, operation.name()).orElseThrow();
  }

  /// An answer with every member set.
  private static SdkPojo answer(SdkOperation operation) {
    var example = operation.newResponse();
    var random = new SeededRandom(operation.name().hashCode());
    return (SdkPojo) SdkCodec.decode(new SdkSamples(random).json((SdkPojo) example), example);
  }

  @TestFactory
  Stream<DynamicTest> every_operation_reaches_us_and_its_answer_reaches_the_client() {
    return SdkOperations.all().stream()
        .filter(each -> hasTable(each) && !each.name().equals("DescribeUserPool"))
        .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> call(operation)));
  }

  private static void call(SdkOperation operation) {
    var shape = entry(operation).input().orElseThrow();
    var json = (JsonObject) ShapeSamples.full(shape);
    var request = (SdkPojo) SdkCodec.decode(json, operation.newRequest());
    RECEIVED.clear();
    var response = send(client, operation, request);
    assertThat(RECEIVED).hasSize(1);
    assertThat(SdkCodec.encode(RECEIVED.getFirst())).isEqualTo(json);
    if (!entry(operation).bodyless()) {
      assertThat(SdkCodec.encode(response)).isEqualTo(SdkCodec.encode(answer(operation)));
    }
  }

  private static SdkPojo send(
      CognitoIdentityProviderClient sender, SdkOperation operation, SdkPojo request) {
    try {
      return (SdkPojo) operation.method().invoke(sender, request);
    } catch (InvocationTargetException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed);
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void the_client_knows_a_modelled_error_as_its_class_and_reads_message_and_request_id() {
    assertThatThrownBy(() -> client.describeUserPool(r -> r.userPoolId("string")))
        .isInstanceOfSatisfying(
            InvalidParameterException.class,
            error -> {
              assertThat(error.awsErrorDetails().errorCode())
                  .isEqualTo("InvalidParameterException");
              assertThat(error.awsErrorDetails().errorMessage())
                  .startsWith("1 validation error detected: Value 'string' at 'userPoolId'");
              assertThat(error.statusCode()).isEqualTo(400);
              assertThat(error.requestId()).hasSize(36);
            });
  }

  @Test
  void the_client_reads_errors_of_the_protocol() {
    assertThatThrownBy(() -> stranger.describeUserPool(r -> r.userPoolId("us-east-1_a")))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            error ->
                assertThat(error.awsErrorDetails().errorCode())
                    .isEqualTo("InvalidSignatureException"));
    assertThatThrownBy(
            () -> client.adminDeleteSoftwareToken(r -> r.userPoolId("us-east-1_a").username("u")))
        .isInstanceOfSatisfying(
            AwsServiceException.class,
            error -> {
              assertThat(error.awsErrorDetails().errorCode()).isEqualTo("GatehouseNotBuilt");
              assertThat(error.statusCode()).isEqualTo(501);
            });
  }
}
