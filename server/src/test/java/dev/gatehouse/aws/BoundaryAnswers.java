package dev.gatehouse.aws;

import static dev.gatehouse.aws.BoundaryScene.json;
import static dev.gatehouse.aws.BoundaryScene.merged;
import static dev.gatehouse.aws.BoundaryScene.with;
import static dev.gatehouse.aws.BoundaryScene.without;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the API answers to a request that it accepts: the request itself with the defaults of the
/// behaviour reference. Written a second time here, on plain JSON, not taken from the product.
final class BoundaryAnswers {
  private static final List<String> TEXT_TYPES = List.of("String", "Number");

  private BoundaryAnswers() {}

  /// The pool of a CreateUserPool request (behaviour reference 1.3 and 1.4).
  ///
  /// @param plain the pool that a request with nothing but a name makes
  static JsonObject pool(JsonObject plain, JsonObject request) {
    var settings = without(request, "PoolName", "Schema");
    var pool =
        with(merged(plain, distinct(settings)), "Name", request.member("PoolName").orElseThrow());
    pool = passwords(pool, request);
    pool = messages(pool, request);
    var addOns = request.object("UserPoolAddOns").flatMap(a -> a.string("AdvancedSecurityMode"));
    if (request.string("UserPoolTier").isEmpty()
        && addOns.filter(m -> !m.equals("OFF")).isPresent()) {
      pool = with(pool, "UserPoolTier", JsonValue.of("PLUS"));
    }
    if (pool.string("UserPoolTier").equals(Optional.of("LITE"))) {
      var policies = pool.object("Policies").orElseThrow();
      pool = with(pool, "Policies", without(policies, "SignInPolicy"));
    }
    var attributes = new ArrayList<>(array(plain, "SchemaAttributes"));
    array(request, "Schema").forEach(a -> attributes.add(attribute((JsonObject) a)));
    return with(pool, "SchemaAttributes", new JsonArray(attributes));
  }

  /// A given policy's missing flags are false; the two settings of a temporary password's life
  /// agree.
  private static JsonObject passwords(JsonObject pool, JsonObject request) {
    var policy = request.object("Policies").flatMap(p -> p.object("PasswordPolicy"));
    var plainDays = JsonValue.of(7);
    var unused =
        request
            .object("AdminCreateUserConfig")
            .flatMap(c -> c.member("UnusedAccountValidityDays"))
            .filter(days -> !days.equals(JsonValue.of(0)));
    var days =
        policy
            .flatMap(p -> p.member("TemporaryPasswordValidityDays"))
            .or(() -> unused)
            .orElse(plainDays);
    var flags =
        json(
            policy.isPresent()
                ? "{'RequireUppercase':false,'RequireLowercase':false,'RequireNumbers':false,"
                    + "'RequireSymbols':false}"
                : "{}");
    var passwordPolicy =
        with(
            policy.map(p -> merged(flags, p)).orElse(flags), "TemporaryPasswordValidityDays", days);
    var change =
        JsonValue.object()
            .put("Policies", JsonValue.object().put("PasswordPolicy", passwordPolicy).build())
            .put(
                "AdminCreateUserConfig",
                JsonValue.object().put("UnusedAccountValidityDays", days).build())
            .build();
    return merged(pool, change);
  }

  /// The three older messages and the template agree.
  private static JsonObject messages(JsonObject pool, JsonObject request) {
    var template =
        request.object("VerificationMessageTemplate").orElseGet(() -> JsonValue.object().build());
    var names =
        Map.of(
            "SmsVerificationMessage", "SmsMessage",
            "EmailVerificationMessage", "EmailMessage",
            "EmailVerificationSubject", "EmailSubject");
    var changed = pool;
    for (var name : names.entrySet()) {
      var value = template.member(name.getValue()).or(() -> request.member(name.getKey()));
      if (value.isPresent()) {
        var inTemplate = JsonValue.object().put(name.getValue(), value.get()).build();
        var change =
            JsonValue.object()
                .put(name.getKey(), value.get())
                .put("VerificationMessageTemplate", inTemplate)
                .build();
        changed = merged(changed, change);
      }
    }
    return changed;
  }

  /// A custom attribute (behaviour reference 1.4): constraints that do not fit the type are gone.
  private static JsonObject attribute(JsonObject wanted) {
    var type = wanted.string("AttributeDataType").orElseThrow();
    var attribute =
        JsonValue.object()
            .put("Name", "custom:" + wanted.string("Name").orElseThrow())
            .put("AttributeDataType", type)
            .put("DeveloperOnlyAttribute", false)
            .put("Mutable", false)
            .put("Required", false);
    if (TEXT_TYPES.contains(type)) {
      var name = type + "AttributeConstraints";
      attribute.put(name, wanted.object(name).orElseGet(() -> JsonValue.object().build()));
    }
    return attribute.build();
  }

  /// The client of a CreateUserPoolClient or UpdateUserPoolClient request (AC-06 to AC-11).
  ///
  /// @param plain the client that a request with nothing but a name makes
  static JsonObject client(JsonObject plain, JsonObject request) {
    var client = merged(plain, distinct(request));
    if (request.member("RefreshTokenValidity").equals(Optional.of(JsonValue.of(0)))) {
      client = with(client, "RefreshTokenValidity", JsonValue.of(30));
    }
    return JsonValue.object().put("UserPoolClient", client).build();
  }

  /// A resource server (RS-05), its scopes in the order of a `HashMap` (RS-06).
  static JsonObject resourceServer(JsonObject request) {
    var byName = new HashMap<String, JsonValue>();
    array(request, "Scopes")
        .forEach(
            scope -> byName.put(((JsonObject) scope).string("ScopeName").orElseThrow(), scope));
    var scopes = new JsonArray(List.copyOf(byName.values()));
    return JsonValue.object().put("ResourceServer", with(request, "Scopes", scopes)).build();
  }

  private static List<JsonValue> array(JsonObject object, String name) {
    return object.member(name).map(array -> ((JsonArray) array).elements()).orElse(List.of());
  }

  /// A text that is sent twice comes back once.
  private static JsonObject distinct(JsonObject request) {
    var changed = JsonValue.object();
    request
        .members()
        .forEach((name, value) ->
            changed.put(
                name,
                value instanceof JsonArray(var elements)
                    ? new JsonArray(List.copyOf(new LinkedHashSet<>(elements)))
                    : value));
    return changed.build();
  }
}
