package dev.gatehouse.aws.idp.pool;

import dev.gatehouse.aws.ApiError;
import dev.gatehouse.aws.ApiException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StringAttributeConstraintsType;

/// The attributes of a pool's users: 20 standard ones in the service's order, then the custom ones
/// in the order of their creation, which stay forever (UP-12). Behaviour reference 1.4, UP-10 to
/// UP-14.
final class PoolSchema {
  /// Custom attributes of one pool (behaviour reference 1.2).
  static final int CUSTOM_ATTRIBUTES_MAX = 50;

  private static final SequencedMap<String, SchemaAttributeType> STANDARD = standard();

  private PoolSchema() {}

  /// The schema of a new pool: the standard attributes, those that `requested` names as it wants
  /// them, and its custom ones.
  ///
  /// @throws ApiException for each line of the table of schema errors in behaviour reference 1.4
  static List<SchemaAttributeType> create(List<SchemaAttributeType> requested) {
    var standard = new LinkedHashMap<>(STANDARD);
    var custom = new ArrayList<SchemaAttributeType>();
    var named = new HashSet<String>();
    for (var wanted : requested) {
      var known = STANDARD.get(wanted.name());
      var attribute = known == null ? custom(wanted) : adapt(known, wanted);
      if (!named.add(attribute.name())) {
        throw new ApiException(ApiError.DUPLICATE_ATTRIBUTE, attribute.name());
      }
      if (known == null) {
        custom.add(attribute);
      } else {
        standard.put(attribute.name(), attribute);
      }
    }
    var schema = new ArrayList<>(standard.values());
    schema.addAll(custom);
    return Collections.unmodifiableList(schema);
  }

  /// `existing` with the custom attributes of `requested` (UP-12).
  ///
  /// @throws ApiException as [#create], `ATTRIBUTE_EXISTS` for a name that is taken, and
  ///   `TOO_MANY_ATTRIBUTES` above [#CUSTOM_ATTRIBUTES_MAX]
  static List<SchemaAttributeType> add(
      List<SchemaAttributeType> existing, List<SchemaAttributeType> requested) {
    var taken = new HashSet<String>();
    existing.forEach(attribute -> taken.add(attribute.name()));
    var named = new HashSet<String>();
    var schema = new ArrayList<>(existing);
    for (var wanted : requested) {
      var attribute = custom(wanted);
      if (taken.contains(attribute.name())) {
        throw new ApiException(ApiError.ATTRIBUTE_EXISTS, attribute.name(), attribute.name());
      }
      if (!named.add(attribute.name())) {
        throw new ApiException(ApiError.DUPLICATE_ATTRIBUTE, attribute.name());
      }
      schema.add(attribute);
    }
    if (schema.stream().filter(a -> !STANDARD.containsKey(a.name())).count()
        > CUSTOM_ATTRIBUTES_MAX) {
      throw new ApiException(ApiError.TOO_MANY_ATTRIBUTES, CUSTOM_ATTRIBUTES_MAX);
    }
    return Collections.unmodifiableList(schema);
  }

  /// A standard attribute that the request names. What it leaves out is false, not the default: the
  /// service reads a missing flag so, and `email` thus becomes immutable. `sub` stays as it is.
  private static SchemaAttributeType adapt(SchemaAttributeType known, SchemaAttributeType wanted) {
    var type = wanted.attributeDataTypeAsString();
    if ((type != null && !type.equals(known.attributeDataTypeAsString()))
        || isSet(wanted.developerOnlyAttribute())) {
      throw new ApiException(ApiError.STANDARD_ATTRIBUTE_TYPE, known.name());
    }
    if (known.name().equals("sub")) {
      return known;
    }
    var attribute =
        known.toBuilder().mutable(isSet(wanted.mutable())).required(isSet(wanted.required()));
    // UP-14: without a type the constraints of the entry count for nothing.
    if (type != null) {
      AttributeConstraints.apply(wanted, known.attributeDataType(), attribute);
    }
    return AttributeConstraints.require(attribute.build());
  }

  private static SchemaAttributeType custom(SchemaAttributeType wanted) {
    if (isSet(wanted.required())) {
      throw new ApiException(ApiError.REQUIRED_CUSTOM_ATTRIBUTE);
    }
    if (wanted.attributeDataTypeAsString() == null) {
      throw new ApiException(ApiError.ATTRIBUTE_DATA_TYPE);
    }
    if (wanted.name() == null) {
      throw new ApiException(ApiError.ATTRIBUTE_WITHOUT_NAME);
    }
    var developerOnly = isSet(wanted.developerOnlyAttribute());
    var attribute =
        SchemaAttributeType.builder()
            .name((developerOnly ? "dev:custom:" : "custom:") + wanted.name())
            .attributeDataType(wanted.attributeDataTypeAsString())
            .developerOnlyAttribute(developerOnly)
            .mutable(isSet(wanted.mutable()))
            .required(false);
    AttributeConstraints.applyOrEmpty(wanted, wanted.attributeDataType(), attribute);
    return AttributeConstraints.require(attribute.build());
  }

  private static boolean isSet(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  private static SequencedMap<String, SchemaAttributeType> standard() {
    var attributes = new LinkedHashMap<String, SchemaAttributeType>();
    put(attributes, text("sub", "1", "2048").mutable(false).required(true));
    for (var name :
        List.of(
            "name",
            "given_name",
            "family_name",
            "middle_name",
            "nickname",
            "preferred_username",
            "profile",
            "picture",
            "website",
            "email")) {
      put(attributes, text(name, "0", "2048"));
    }
    put(attributes, attribute("email_verified", AttributeDataType.BOOLEAN));
    put(attributes, text("gender", "0", "2048"));
    put(attributes, text("birthdate", "10", "10"));
    for (var name : List.of("zoneinfo", "locale", "phone_number")) {
      put(attributes, text(name, "0", "2048"));
    }
    put(attributes, attribute("phone_number_verified", AttributeDataType.BOOLEAN));
    put(attributes, text("address", "0", "2048"));
    put(
        attributes,
        attribute("updated_at", AttributeDataType.NUMBER)
            .numberAttributeConstraints(constraints -> constraints.minValue("0")));
    return Collections.unmodifiableSequencedMap(attributes);
  }

  private static void put(
      SequencedMap<String, SchemaAttributeType> attributes, SchemaAttributeType.Builder builder) {
    var attribute = builder.build();
    attributes.put(attribute.name(), attribute);
  }

  private static SchemaAttributeType.Builder text(String name, String minimum, String maximum) {
    var constraints =
        StringAttributeConstraintsType.builder().minLength(minimum).maxLength(maximum).build();
    return attribute(name, AttributeDataType.STRING).stringAttributeConstraints(constraints);
  }

  private static SchemaAttributeType.Builder attribute(String name, AttributeDataType type) {
    return SchemaAttributeType.builder()
        .name(name)
        .attributeDataType(type)
        .developerOnlyAttribute(false)
        .mutable(true)
        .required(false);
  }
}
