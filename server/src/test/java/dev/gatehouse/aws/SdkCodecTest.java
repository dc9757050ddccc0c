package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.aws.SdkOperations.SdkOperation;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.SeededRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;

/// The codec between JSON and the SDK's classes (D5, GEN-09).
class SdkCodecTest {
  @TestFactory
  Stream<DynamicTest> every_request_and_response_of_the_sdk_makes_the_round_trip() {
    return SdkOperations.all().stream()
        .map(operation -> DynamicTest.dynamicTest(operation.name(), () -> roundTrip(operation)));
  }

  private static void roundTrip(SdkOperation operation) {
    var seed = operation.name().hashCode();
    for (var example : List.of(operation.newRequest(), operation.newResponse())) {
      var json = new SdkSamples(new SeededRandom(seed)).json((SdkPojo) example);
      var pojo = (SdkPojo) SdkCodec.decode(json, example);
      assertThat(SdkCodec.encode(pojo)).as("seed %d", seed).isEqualTo(json);
      var text = Json.write(SdkCodec.encode(pojo));
      assertThat(Json.parseObject(text)).as("seed %d", seed).isEqualTo(json);
    }
  }

  @Test
  void every_member_of_the_table_is_one_of_the_sdk_s_and_of_its_type() {
    for (var operation : SdkOperations.all()) {
      var input = ApiModel.shared().find(ApiService.USER_POOLS, operation.name()).orElseThrow();
      if (input.input().isPresent()) {
        var json = (JsonObject) ShapeSamples.full(input.input().get());
        var decoded = (SdkPojo) SdkCodec.decode(json, operation.newRequest());
        assertThat(SdkCodec.encode(decoded).members().keySet())
            .as(operation.name())
            .containsExactlyInAnyOrderElementsOf(json.members().keySet());
      }
    }
  }

  @Test
  void every_wrong_type_in_every_member_is_a_serialization_exception() {
    var values =
        List.of(
            JsonValue.of("x!"),
            JsonValue.of(true),
            JsonValue.of(1),
            Json.parse("1.5"),
            Json.parse("1e30"),
            Json.parse("[null]"),
            Json.parse("[[1]]"),
            Json.parse("{\"a\":null}"),
            Json.parse("{\"a\":[1]}"));
    int refused = 0;
    for (var operation : SdkOperations.all()) {
      for (var name : ((SdkPojo) operation.newRequest()).sdkFieldNameToField().keySet()) {
        for (var value : values) {
          try {
            SdkCodec.decode(JsonValue.object().put(name, value).build(), operation.newRequest());
          } catch (ApiException expected) {
            refused++;
            assertThat(expected.error()).isEqualTo(ApiError.SERIALIZATION);
          }
        }
      }
    }
    assertThat(refused).isGreaterThan(3_000);
  }

  @ParameterizedTest
  @CsvSource({
    "2018-05-31T17:07:23.052Z, 1527786443.052",
    "2023-07-10T23:03:01.630Z, 1689030181.63",
    "2024-05-07T15:59:02Z, 1715097542",
    "2001-09-09T01:46:40Z, 1000000000",
    "2018-05-31T17:07:23.0529Z, 1527786443.052",
    "1970-01-01T00:00:00Z, 0"
  })
  void gen_09_dates_are_epoch_seconds_with_up_to_three_decimals(Instant time, String text) {
    var pool = UserPoolDescriptionType.builder().creationDate(time).build();
    assertThat(Json.text(SdkCodec.encode(pool))).isEqualTo("{\"CreationDate\":" + text + "}");
  }

  @Test
  void dates_are_read_in_either_notation() {
    for (var text : List.of("1527786443.052", "1.527786443052E9")) {
      var json = Json.parseObject("{\"CreationDate\":" + text + "}");
      assertThat(SdkCodec.decode(json, UserPoolDescriptionType.builder()).creationDate())
          .isEqualTo(Instant.parse("2018-05-31T17:07:23.052Z"));
    }
    assertThatThrownBy(() ->
            SdkCodec.decode(
                Json.parseObject("{\"CreationDate\":1e300}"), UserPoolDescriptionType.builder()))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void what_is_not_set_is_left_out_and_an_empty_list_is_kept() {
    var client = UserPoolClientType.builder().clientName("a").callbackURLs(List.of()).build();
    assertThat(Json.text(SdkCodec.encode(client)))
        .isEqualTo("{\"ClientName\":\"a\",\"CallbackURLs\":[]}");
  }

  @Test
  void null_counts_as_absent_and_an_unknown_member_is_ignored() {
    var json = Json.parseObject("{\"ClientName\":null,\"UserPoolId\":\"x\",\"Nothing\":[1]}");
    assertThat(SdkCodec.decode(json, CreateUserPoolClientRequest.builder()))
        .isEqualTo(CreateUserPoolClientRequest.builder().userPoolId("x").build());
  }

  @Test
  void an_integer_may_be_written_with_a_fraction_of_zero_and_must_fit() {
    var five = Json.parseObject("{\"RefreshTokenValidity\":5.0}");
    assertThat(SdkCodec.decode(five, CreateUserPoolClientRequest.builder()).refreshTokenValidity())
        .isEqualTo(5);
    for (var wrong : List.of("5.5", "2147483648", "-2147483649", "\"5\"")) {
      assertThatThrownBy(() ->
              SdkCodec.decode(
                  Json.parseObject("{\"RefreshTokenValidity\":" + wrong + "}"),
                  CreateUserPoolClientRequest.builder()))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("can not be converted to Integer");
    }
  }
}
