package dev.gatehouse.aws;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import dev.gatehouse.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What an access key may do: every statement allows its actions on its pools, and nothing else is
/// allowed. In both lists `*` stands for any text.
///
/// ```json
/// {"Statements":[{"Actions":["cognito-idp:Describe*"],"Pools":["us-east-1_a1B2c3D4e"]}]}
/// ```
///
/// An action is `cognito-idp:<Operation>` or `gatehouse:<Operation>`, compared without case as in
/// IAM. An operation that names no pool, such as `ListUserPools`, needs the pool `*`.
public final class AccessPolicy {
  private static final int STATEMENTS_MAX = 50;
  private static final int ENTRIES_MAX = 200;
  private static final int ENTRY_LENGTH_MAX = 128;
  private static final Set<String> MEMBERS = Set.of("Actions", "Pools");

  /// Everything: the policy of the administrator's key.
  public static final AccessPolicy ADMINISTRATOR =
      new AccessPolicy(List.of(new Statement(List.of("*"), List.of("*"))));

  private final List<Statement> statements;

  private record Statement(List<String> actions, List<String> pools) {
    boolean names(String action) {
      return actions.stream().anyMatch(a -> isLike(a.toLowerCase(Locale.ROOT), action));
    }

    boolean allows(String action, Optional<String> pool) {
      return names(action)
          && (pool.isPresent()
              ? pools.stream().anyMatch(pattern -> isLike(pattern, pool.get()))
              : pools.contains("*"));
    }
  }

  /// Allows these actions on these pools; the pool `*` is all of them, and none.
  static AccessPolicy of(List<String> actions, List<String> pools) {
    return new AccessPolicy(List.of(new Statement(actions, pools)));
  }

  /// Allows what this one allows, and what `other` does.
  AccessPolicy and(AccessPolicy other) {
    var all = new ArrayList<>(statements);
    all.addAll(other.statements);
    return new AccessPolicy(all);
  }

  private AccessPolicy(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /// The policy that `text` spells, as stored.
  ///
  /// @throws ApiException `MALFORMED_POLICY` when it is none
  public static AccessPolicy parse(String text) {
    try {
      return parse(Json.parseObject(text));
    } catch (MalformedJsonException malformed) {
      throw malformed("it is not a JSON object");
    }
  }

  /// The policy that `json` spells.
  ///
  /// @throws ApiException `MALFORMED_POLICY` when it is none
  public static AccessPolicy parse(JsonObject json) {
    if (!json.members().keySet().equals(Set.of("Statements"))
        || !(json.members().get("Statements") instanceof JsonArray(var elements))) {
      throw malformed("it must have the one member Statements, a list");
    }
    if (elements.isEmpty() || elements.size() > STATEMENTS_MAX) {
      throw malformed("it must have 1 to " + STATEMENTS_MAX + " statements");
    }
    return new AccessPolicy(elements.stream().map(AccessPolicy::statement).toList());
  }

  private static Statement statement(JsonValue element) {
    if (!(element instanceof JsonObject object) || !object.members().keySet().equals(MEMBERS)) {
      throw malformed("a statement must have the members Actions and Pools, and no other");
    }
    var actions = entries(object, "Actions");
    for (var action : actions) {
      if (!action.equals("*") && action.indexOf(':') < 1) {
        throw malformed("an action is * or <service>:<operation>");
      }
    }
    return new Statement(actions, entries(object, "Pools"));
  }

  private static List<String> entries(JsonObject statement, String name) {
    var texts = new ArrayList<String>();
    if (statement.members().get(name) instanceof JsonArray(var elements)) {
      for (var element : elements) {
        if (!(element instanceof JsonString(var text))
            || text.isEmpty()
            || text.length() > ENTRY_LENGTH_MAX) {
          throw malformed(name + " must be strings of 1 to " + ENTRY_LENGTH_MAX + " characters");
        }
        texts.add(text);
      }
    }
    if (texts.isEmpty() || texts.size() > ENTRIES_MAX) {
      throw malformed(name + " must be a list of 1 to " + ENTRIES_MAX + " strings");
    }
    return List.copyOf(texts);
  }

  private static ApiException malformed(String why) {
    return new ApiException(ApiError.MALFORMED_POLICY, why);
  }

  /// Whether some statement allows it.
  ///
  /// @param action for instance `cognito-idp:CreateUserPool`
  /// @param pool the id of the pool that the request names; empty when it names none
  public boolean allows(String action, Optional<String> pool) {
    var lower = action.toLowerCase(Locale.ROOT);
    return statements.stream().anyMatch(statement -> statement.allows(lower, pool));
  }

  /// Whether some statement allows it on some pool.
  boolean allowsSomewhere(String action) {
    var lower = action.toLowerCase(Locale.ROOT);
    return statements.stream().anyMatch(statement -> statement.names(lower));
  }

  /// The policy as it is stored.
  public JsonObject toJson() {
    var elements = new ArrayList<JsonValue>();
    for (var statement : statements) {
      elements.add(
          JsonValue.object()
              .put("Actions", JsonValue.of(statement.actions))
              .put("Pools", JsonValue.of(statement.pools))
              .build());
    }
    return JsonValue.object().put("Statements", new JsonArray(elements)).build();
  }

  /// Whether `text` matches `pattern`, where `*` stands for any text. Linear for one star, never
  /// worse than the product of the lengths.
  static boolean isLike(String pattern, CharSequence text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
