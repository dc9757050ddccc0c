package dev.gatehouse.aws;

import dev.gatehouse.aws.Shape.Bounds;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// The operations that the services have, built or not, with the shapes of their requests: the
/// table `constraints-*.json` made by `scripts/make-constraints.py` (design D6).
final class ApiModel {
  private final Map<ApiService, Map<String, Entry>> services = new EnumMap<>(ApiService.class);

  /// An operation of the model.
  ///
  /// @param signed needs a signature (users §1.2)
  /// @param bodyless has no output shape: its answer has an empty body (users §1.3)
  /// @param input the shape of the request, where the table has it
  record Entry(
      ApiService service,
      String name,
      boolean signed,
      boolean bodyless,
      Optional<Shape.Structure> input) {
    /// As in a policy, for instance `cognito-idp:CreateUserPool`.
    String action() {
      return service.signingName() + ":" + name;
    }
  }

  /// Read when it is first asked for: a node that only issues tokens never needs it.
  private static final class Shared {
    static final ApiModel MODEL = load();
  }

  /// The one model; the tables are part of the program.
  static ApiModel shared() {
    return Shared.MODEL;
  }

  /// Reads the tables from the class path.
  private static ApiModel load() {
    var model = new ApiModel();
    model.add(ApiService.USER_POOLS, "constraints-cognito-idp.json");
    model.add(ApiService.USER_POOLS, "constraints-cognito-idp-additions.json");
    model.add(ApiService.IDENTITY_POOLS, "constraints-cognito-identity.json");
    model.add(ApiService.EXTENSION, "constraints-gatehouse.json");
    return model;
  }

  Optional<Entry> find(ApiService service, String name) {
    return Optional.ofNullable(services.getOrDefault(service, Map.of()).get(name));
  }

  /// The names of all operations of a service, sorted.
  Set<String> names(ApiService service) {
    return new TreeSet<>(services.getOrDefault(service, Map.of()).keySet());
  }

  private void add(ApiService service, String resource) {
    var table = read(resource);
    var shapes = new ShapeReader(table.object("shapes").orElseThrow());
    var entries = services.computeIfAbsent(service, _ -> new HashMap<>());
    table
        .object("operations")
        .orElseThrow()
        .members()
        .forEach((name, value) -> {
          var operation = (JsonObject) value;
          entries.put(
              name,
              new Entry(
                  service,
                  name,
                  !operation.bool("unsigned").orElse(false),
                  operation.bool("bodyless").orElse(false),
                  operation.string("in").map(shapes::structure)));
        });
  }

  private static JsonObject read(String resource) {
    try (var stream = ApiModel.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("missing on the class path: " + resource);
      }
      return Json.parseObject(stream.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Builds shapes from their entries; a shape that several members use is built once.
  private static final class ShapeReader {
    private final JsonObject table;
    private final Map<String, Shape> built = new HashMap<>();

    ShapeReader(JsonObject table) {
      this.table = table;
    }

    Shape.Structure structure(String name) {
      return (Shape.Structure) shape(name);
    }

    private Shape shape(String name) {
      var known = built.get(name);
      if (known != null) {
        return known;
      }
      var entry =
          table
              .object(name)
              .orElseThrow(() -> new IllegalStateException("no shape is named " + name));
      var shape = build(name, entry, entry.bool("sensitive").orElse(false));
      built.put(name, shape);
      return shape;
    }

    private Shape build(String name, JsonObject entry, boolean sensitive) {
      var bounds = bounds(entry);
      var type = entry.string("type").orElseThrow();
      return switch (type) {
        case "string" ->
            new Shape.Text(
                name,
                sensitive,
                bounds,
                entry.string("pattern").map(TextPattern::new),
                entry.strings("enum"));
        case "integer", "long" -> new Shape.Numeric(name, sensitive, bounds, false);
        case "double", "float" -> new Shape.Numeric(name, sensitive, bounds, true);
        case "blob" -> new Shape.Blob(name, sensitive, bounds);
        case "boolean" -> new Shape.Bool(name, sensitive);
        case "timestamp" -> new Shape.Timestamp(name, sensitive);
        case "document" -> new Shape.Anything(name, sensitive);
        case "list" -> new Shape.ListOf(name, sensitive, bounds, used(entry, "member"));
        case "map" ->
            new Shape.MapOf(
                name, sensitive, bounds, (Shape.Text) used(entry, "key"), used(entry, "value"));
        case "structure" -> new Shape.Structure(name, sensitive, members(entry));
        default -> throw new IllegalStateException("no shape has type " + type);
      };
    }

    private SequencedMap<String, Shape.Member> members(JsonObject entry) {
      var required = Set.copyOf(entry.strings("required"));
      var members = new LinkedHashMap<String, Shape.Member>();
      entry
          .object("members")
          .orElseThrow()
          .members()
          .forEach((name, use) -> {
            var shape = shape(((JsonString) use).value());
            members.put(name, new Shape.Member(name, required.contains(name), shape));
          });
      return members;
    }

    private Shape used(JsonObject entry, String role) {
      return shape(entry.string(role).orElseThrow());
    }

    private static Bounds bounds(JsonObject entry) {
      var min = entry.number("min").map(BigDecimal::longValueExact);
      var max = entry.number("max").map(BigDecimal::longValueExact);
      return min.isEmpty() && max.isEmpty() ? Bounds.NONE : new Bounds(min, max);
    }
  }
}
