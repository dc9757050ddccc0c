package dev.gatehouse.aws.idp.pool;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolSchemaTest {
  @RegisterExtension final PoolApi api = PoolApi.strict();

  /// Behaviour reference 1.4: the elements of `SchemaAttributes`, in order.
  static String standardSchema() {
    return Stream.of(
            text("sub", false, true, "1", "2048"),
            texts(
                "name",
                "given_name",
                "family_name",
                "middle_name",
                "nickname",
                "preferred_username",
                "profile",
                "picture",
                "website",
                "email"),
            attribute("email_verified", "Boolean", true, false) + "}",
            texts("gender"),
            text("birthdate", true, false, "10", "10"),
            texts("zoneinfo", "locale", "phone_number"),
            attribute("phone_number_verified", "Boolean", true, false) + "}",
            texts("address"),
            attribute("updated_at", "Number", true, false)
                + ",\"NumberAttributeConstraints\":{\"MinValue\":\"0\"}}")
        .collect(joining(","));
  }

  private static String texts(String... names) {
    return Stream.of(names).map(name -> text(name, true, false, "0", "2048")).collect(joining(","));
  }

  private static String text(
      String name, boolean mutable, boolean required, String least, String most) {
    return attribute(name, "String", mutable, required)
        + ",\"StringAttributeConstraints\":{\"MinLength\":\"%s\",\"MaxLength\":\"%s\"}}"
            .formatted(least, most);
  }

  private static String attribute(String name, String type, boolean mutable, boolean required) {
    return """
    {"Name":"%s","AttributeDataType":"%s","DeveloperOnlyAttribute":false,"Mutable":%s,"Required":%s\
    """
        .formatted(name, type, mutable, required);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'Name':'email','Required':true}                                 | {"Name":"email","AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":false,"Required":true,"StringAttributeConstraints":{"MinLength":"0","MaxLength":"2048"}}
          {'Name':'email','AttributeDataType':'String','Mutable':true,'StringAttributeConstraints':{'MinLength':'5','MaxLength':'40'}} | {"Name":"email","AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":true,"Required":false,"StringAttributeConstraints":{"MinLength":"5","MaxLength":"40"}}
          {'Name':'email','StringAttributeConstraints':{'MinLength':'5'}}  | {"Name":"email","AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":false,"Required":false,"StringAttributeConstraints":{"MinLength":"0","MaxLength":"2048"}}
          {'Name':'sub','Mutable':true}                                    | {"Name":"sub","AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":false,"Required":true,"StringAttributeConstraints":{"MinLength":"1","MaxLength":"2048"}}
          """)
  void up_13_adapts_a_standard_attribute_in_its_place(String wanted, String expected) {
    var created = schema(api.create(",'Schema':[" + wanted + "]"));

    assertThat(created.elements()).hasSize(20);
    var name = Json.parseObject(expected).string("Name");
    assertThat(created.elements())
        .filteredOn(attribute -> ((JsonObject) attribute).string("Name").equals(name))
        .map(Json::text)
        .containsExactly(expected);
    assertThat(((JsonObject) created.elements().get(10)).string("Name")).hasValue("email");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'Name':'a','AttributeDataType':'String'}   | {"Name":"custom:a","AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":false,"Required":false,"StringAttributeConstraints":{}}
          {'Name':'a','AttributeDataType':'Number'}   | {"Name":"custom:a","AttributeDataType":"Number","DeveloperOnlyAttribute":false,"Mutable":false,"Required":false,"NumberAttributeConstraints":{}}
          {'Name':'a','AttributeDataType':'DateTime','Mutable':true} | {"Name":"custom:a","AttributeDataType":"DateTime","DeveloperOnlyAttribute":false,"Mutable":true,"Required":false}
          {'Name':'a','AttributeDataType':'Boolean','DeveloperOnlyAttribute':true} | {"Name":"dev:custom:a","AttributeDataType":"Boolean","DeveloperOnlyAttribute":true,"Mutable":false,"Required":false}
          {'Name':'a','AttributeDataType':'Number','NumberAttributeConstraints':{'MinValue':'-1.5','MaxValue':'3'}} | {"Name":"custom:a","AttributeDataType":"Number","DeveloperOnlyAttribute":false,"Mutable":false,"Required":false,"NumberAttributeConstraints":{"MinValue":"-1.5","MaxValue":"3"}}
          {'Name':'a','AttributeDataType':'String','StringAttributeConstraints':{'MinLength':'2048','MaxLength':'2048'}} | {"Name":"custom:a","AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":false,"Required":false,"StringAttributeConstraints":{"MinLength":"2048","MaxLength":"2048"}}
          {'Name':'a','AttributeDataType':'String','NumberAttributeConstraints':{'MinValue':'1'}} | {"Name":"custom:a","AttributeDataType":"String","DeveloperOnlyAttribute":false,"Mutable":false,"Required":false,"StringAttributeConstraints":{}}
          """)
  @DisplayName("UP-10, UP-11: custom attributes, at creation and added later")
  void adds_a_custom_attribute_after_the_standard_ones(String wanted, String expected) {
    var id = api.create(",'Schema':[" + wanted + "]");
    assertThat(Json.text(schema(id))).isEqualTo("[" + standardSchema() + "," + expected + "]");

    var other = api.create("");
    assertThat(
            api.call(
                "AddCustomAttributes",
                "{'UserPoolId':'%s','CustomAttributes':[" + wanted + "]}",
                other))
        .isEqualTo("{}");
    assertThat(Json.text(schema(other))).isEqualTo("[" + standardSchema() + "," + expected + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'Name':'a','AttributeDataType':'String','Required':true} | Required custom attributes are not supported currently.
          {'AttributeDataType':'String'}                            | A custom attribute must have a name.
          {'Name':'a'}                                              | Invalid AttributeDataType input, consider using the provided AttributeDataType enum.
          {'Name':'a','AttributeDataType':'String'},{'Name':'a','AttributeDataType':'Number'} | Duplicate custom attribute names custom:a are not allowed in a user pool schema.
          {'Name':'a','AttributeDataType':'Number','NumberAttributeConstraints':{'MinValue':'5','MaxValue':'4'}} | Attribute custom:a cannot have a max value smaller than it's min value
          {'Name':'a','AttributeDataType':'String','StringAttributeConstraints':{'MinLength':'5','MaxLength':'4'}} | Attribute custom:a cannot have a max length shorter than it's min length
          {'Name':'a','AttributeDataType':'String','StringAttributeConstraints':{'MaxLength':'2049'}} | user.custom:a: String attributes cannot have a length of more than 2048
          {'Name':'a','AttributeDataType':'String','StringAttributeConstraints':{'MinLength':'-1'}} | Attribute custom:a has an invalid constraint.
          {'Name':'a','AttributeDataType':'Number','NumberAttributeConstraints':{'MinValue':'1e9'}} | Attribute custom:a has an invalid constraint.
          """)
  @DisplayName("UP 1.4: schema errors, at creation and when attributes are added")
  void refuses_an_attribute_that_cannot_be(String wanted, String message) {
    assertThat(api.refusal("CreateUserPool", "{'PoolName':'p','Schema':[" + wanted + "]}"))
        .isEqualTo("InvalidParameterException: " + message);

    var id = api.create("");
    assertThat(
            api.refusal(
                "AddCustomAttributes",
                "{'UserPoolId':'%s','CustomAttributes':[" + wanted + "]}",
                id))
        .isEqualTo("InvalidParameterException: " + message);
    assertThat(Json.text(schema(id))).isEqualTo("[" + standardSchema() + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'Name':'email','AttributeDataType':'Number'}    | You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute email
          {'Name':'name','DeveloperOnlyAttribute':true}    | You can not change AttributeDataType or set developerOnlyAttribute for standard schema attribute name
          {'Name':'email','Required':true},{'Name':'email'} | Duplicate custom attribute names email are not allowed in a user pool schema.
          {'Name':'email','AttributeDataType':'String','StringAttributeConstraints':{'MinLength':'3','MaxLength':'2'}} | Attribute email cannot have a max length shorter than it's min length
          """)
  void up_13_refuses_to_make_another_thing_of_a_standard_attribute(String wanted, String message) {
    assertThat(api.refusal("CreateUserPool", "{'PoolName':'p','Schema':[" + wanted + "]}"))
        .isEqualTo("InvalidParameterException: " + message);
  }

  @Test
  void refuses_to_add_an_attribute_that_exists() {
    var id = api.create(",'Schema':[{'Name':'a','AttributeDataType':'String'}]");

    assertThat(
            api.refusal(
                "AddCustomAttributes",
                "{'UserPoolId':'%s','CustomAttributes':[{'Name':'a','AttributeDataType':'Number'}]}",
                id))
        .isEqualTo(
            "InvalidParameterException: custom:a: Existing attribute already has name custom:a.");
  }

  @Test
  void takes_a_standard_name_as_a_custom_attribute_when_added_later() {
    var id = api.create("");
    api.call(
        "AddCustomAttributes",
        "{'UserPoolId':'%s','CustomAttributes':[{'Name':'email','AttributeDataType':'String'}]}",
        id);

    assertThat(Json.text(schema(id)))
        .endsWith(
            attribute("custom:email", "String", false, false)
                + ",\"StringAttributeConstraints\":{}}]");
  }

  @Test
  void ap_15_refuses_the_custom_attribute_after_the_fiftieth() {
    var id = api.create("");
    add(id, 0, 25);
    add(id, 25, 50);

    assertThat(api.refusal("AddCustomAttributes", attributes(id, 50, 51)))
        .isEqualTo(
            "LimitExceededException: A user pool cannot have more than 50 custom attributes.");
    assertThat(schema(id).elements()).hasSize(70);
  }

  @Test
  void up_12_keeps_the_schema_and_sets_the_date_of_modification() {
    var id = api.create("");
    api.advance(60);
    add(id, 0, 1);

    assertThat(api.described(id, "LastModifiedDate")).isEqualTo("1795600860.125");
    assertThat(api.described(id, "CreationDate")).isEqualTo("1795600800.125");
  }

  private void add(String id, int from, int to) {
    assertThat(api.call("AddCustomAttributes", attributes(id, from, to))).isEqualTo("{}");
  }

  private static String attributes(String id, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "{'Name':'a%d','AttributeDataType':'String'}".formatted(i))
        .collect(joining(",", "{'UserPoolId':'" + id + "','CustomAttributes':[", "]}"));
  }

  private JsonArray schema(String id) {
    return (JsonArray) api.describe(id).member("SchemaAttributes").orElseThrow();
  }
}
