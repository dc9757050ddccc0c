package dev.gatehouse.users;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// The attributes that the users of a pool have, and what may become of them (§2.6, §2.7).
public final class Attributes {
  /// Which flag says that an address is verified.
  static final Map<String, String> FLAGS =
      Map.of("email", "email_verified", "phone_number", "phone_number_verified");

  private static final String SUB = "sub";

  private final SequencedMap<String, SchemaAttribute> schema;

  private Attributes(SequencedMap<String, SchemaAttribute> schema) {
    this.schema = schema;
  }

  static Attributes read(JsonObject document) {
    var schema = new LinkedHashMap<String, SchemaAttribute>();
    if (document.member("SchemaAttributes").orElse(JsonValue.NULL)
        instanceof JsonArray(var elements)) {
      for (var element : elements) {
        var attribute = SchemaAttribute.read((JsonObject) element);
        schema.put(attribute.name(), attribute);
      }
    }
    return new Attributes(schema);
  }

  /// `email_verified` of `email`.
  ///
  /// @param address an attribute that holds one
  static String flag(String address) {
    return Optional.ofNullable(FLAGS.get(address)).orElseThrow();
  }

  /// An attribute as a caller sends it.
  ///
  /// @param value empty when the member is missing; an empty text deletes the attribute (§2.7)
  public record Given(String name, Optional<String> value) {
    /// Without the value, which is the user's own.
    @Override
    public String toString() {
      return "Given[" + name + "]";
    }
  }

  /// Whether every pool has it.
  static boolean isStandard(String name) {
    return !name.startsWith("custom:") && !name.startsWith("dev:");
  }

  /// Whether the pool's users can have it.
  public boolean contains(String name) {
    return schema.containsKey(name);
  }

  /// Whether every user of the pool must have it.
  public boolean isRequired(String name) {
    return Optional.ofNullable(schema.get(name)).filter(SchemaAttribute::required).isPresent();
  }

  /// Those that the pool requires and that are missing in `attributes`, in the schema's order;
  /// `sub`, which nobody gives, is none of them.
  public List<String> missing(Map<String, String> attributes) {
    return schema.values().stream()
        .filter(SchemaAttribute::required)
        .map(SchemaAttribute::name)
        .filter(name -> !name.equals(SUB) && !attributes.containsKey(name))
        .toList();
  }

  /// The attributes of a new user. Required ones may be missing (§2.4).
  ///
  /// @throws RefusedException with [Refusal.MissingAttributeValue] or
  ///   [Refusal.NonMutableAttribute]; with [Refusal.NonConformingAttributes] naming all that the
  ///   pool does not have; with [Refusal.UnwritableAttribute], with the refusal of a value, or with
  ///   [Refusal.FlagWithoutAddress]
  public SortedMap<String, String> create(List<Given> given, AttributeAccess access) {
    requireValues(given);
    requireNotSub(given);
    var unknown = given.stream().map(Given::name).filter(name -> !schema.containsKey(name));
    var unknownNames = unknown.distinct().toList();
    if (!unknownNames.isEmpty()) {
      throw new RefusedException(new Refusal.NonConformingAttributes(List.of(), unknownNames));
    }
    var attributes = new TreeMap<String, String>();
    for (var each : given) {
      var attribute = writable(each.name(), access);
      put(attributes, attribute, each.value().orElseThrow());
    }
    requireAddresses(attributes);
    return attributes;
  }

  /// The attributes of a new user who signs himself up: required ones must be there (§2.6).
  ///
  /// @throws RefusedException as [#create], but with [Refusal.NonConformingAttributes] naming also
  ///   all that are missing
  SortedMap<String, String> signUp(List<Given> given, AttributeAccess access) {
    requireValues(given);
    requireNotSub(given);
    var values = new TreeMap<String, String>();
    given.forEach(each -> values.put(each.name(), each.value().orElseThrow()));
    values.values().removeIf(String::isEmpty);
    var missing = missing(values);
    if (!missing.isEmpty()) {
      var unknown = given.stream().map(Given::name).filter(name -> !contains(name)).distinct();
      throw new RefusedException(new Refusal.NonConformingAttributes(missing, unknown.toList()));
    }
    return create(given, access);
  }

  /// What `before` becomes. A new address that is not said to be verified is not any more.
  ///
  /// @throws RefusedException as [#create], but with [Refusal.UnknownAttribute] for the first
  ///   attribute that the pool does not have, with [Refusal.ImmutableAttribute], and with
  ///   [Refusal.NonConformingAttributes] when a required one would be deleted
  public SortedMap<String, String> update(
      Map<String, String> before, List<Given> given, AttributeAccess access) {
    requireValues(given);
    requireNotSub(given);
    var attributes = new TreeMap<>(before);
    var flagged = new ArrayList<String>();
    for (var each : given) {
      put(attributes, mutable(each.name(), access), each.value().orElseThrow());
      flagged.add(each.name());
    }
    FLAGS.forEach((address, flag) -> {
      if (!flagged.contains(flag) && !sameValue(before, attributes, address)) {
        withdraw(attributes, address, flag);
      }
    });
    requireKept(before, attributes);
    requireAddresses(attributes);
    return attributes;
  }

  /// `before` without some; names that the user does not have are no fault.
  ///
  /// @throws RefusedException as [#update]
  public SortedMap<String, String> delete(
      Map<String, String> before, List<String> names, AttributeAccess access) {
    return update(
        before, names.stream().map(name -> new Given(name, Optional.of(""))).toList(), access);
  }

  /// Before anything of the schema (§1.5).
  private static void requireValues(List<Given> given) {
    for (var each : given) {
      if (each.value().isEmpty()) {
        throw new RefusedException(new Refusal.MissingAttributeValue(each.name()));
      }
    }
  }

  private static void requireNotSub(List<Given> given) {
    if (given.stream().anyMatch(each -> each.name().equals(SUB))) {
      throw new RefusedException(new Refusal.NonMutableAttribute(SUB));
    }
  }

  private SchemaAttribute mutable(String name, AttributeAccess access) {
    if (!schema.containsKey(name)) {
      throw new RefusedException(new Refusal.UnknownAttribute(name));
    }
    var attribute = writable(name, access);
    if (!attribute.mutable()) {
      throw new RefusedException(new Refusal.ImmutableAttribute(name));
    }
    return attribute;
  }

  private SchemaAttribute writable(String name, AttributeAccess access) {
    var attribute = schema.get(name);
    if (attribute == null || !access.mayWrite(name, attribute.required())) {
      throw new RefusedException(new Refusal.UnwritableAttribute(name));
    }
    return attribute;
  }

  private static void put(
      SortedMap<String, String> attributes, SchemaAttribute attribute, String value) {
    if (value.isEmpty()) {
      attributes.remove(attribute.name());
    } else {
      attributes.put(attribute.name(), attribute.accept(value));
    }
  }

  private static boolean sameValue(Map<String, String> one, Map<String, String> two, String name) {
    return Optional.ofNullable(one.get(name)).equals(Optional.ofNullable(two.get(name)));
  }

  private static void withdraw(SortedMap<String, String> attributes, String address, String flag) {
    if (attributes.containsKey(address)) {
      attributes.put(flag, "false");
    } else {
      attributes.remove(flag);
    }
  }

  /// A required attribute can be changed, not deleted (§2.7, AT-06).
  private void requireKept(Map<String, String> before, Map<String, String> after) {
    var lost = missing(after).stream().filter(before::containsKey).toList();
    if (!lost.isEmpty()) {
      throw new RefusedException(new Refusal.NonConformingAttributes(lost, List.of()));
    }
  }

  /// Each flag needs its address (§2.4).
  private static void requireAddresses(Map<String, String> attributes) {
    FLAGS.forEach((address, flag) -> {
      if (attributes.containsKey(flag) && !attributes.containsKey(address)) {
        throw new RefusedException(new Refusal.FlagWithoutAddress(address, flag));
      }
    });
  }
}
