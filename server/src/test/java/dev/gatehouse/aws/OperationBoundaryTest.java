package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.TestServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// AP-08, GEN-05, GEN-06 on the real server over HTTP: for every operation that is built and each
/// constrained member, a value just outside is refused in AWS's words, and one just inside is
/// answered by the operation itself: accepted, or refused by another rule of its own that the table
/// [BoundaryRefusals] names. Every answer is compared whole. What an operation that is not built
/// would check is shown by [ConstraintBoundaryTest].
class OperationBoundaryTest {
  private static TestServer server;
  private static BoundaryServer pools;
  private static final List<BoundaryScene> SCENES = new ArrayList<>();

  @BeforeAll
  static void start() {
    server = TestServer.strict("regions=us-east-1,eu-west-1");
    pools = new BoundaryServer(server);
    SCENES.addAll(BoundaryPoolScenes.of(pools));
    SCENES.addAll(BoundaryClientScenes.of(pools));
    SCENES.addAll(BoundaryGroupScenes.of(pools));
    SCENES.addAll(BoundaryUserScenes.of(pools));
    SCENES.addAll(BoundarySignInScenes.of(pools));
    SCENES.addAll(BoundarySelfScenes.of(pools));
    SCENES.addAll(BoundaryTokenScenes.of(pools));
    SCENES.addAll(BoundaryExtensionScenes.of(pools));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @TestFactory
  Stream<DynamicTest> each_operation_answers_each_boundary() {
    return SCENES.stream().map(scene -> DynamicTest.dynamicTest(scene.name(), () -> check(scene)));
  }

  private static void check(BoundaryScene scene) {
    var entry = entry(scene.operation());
    var base = scene.name() + ": the base request";
    if (scene.refusal().isPresent()) {
      refused(entry, base, scene.base(), scene.refusal().get());
    } else {
      accepted(scene, base, scene.base());
    }
    var accepted = new HashSet<>(List.of(scene.base()));
    for (var probe : ConstraintProbes.of(entry.input().orElseThrow(), scene.base())) {
      var where = scene.name() + ": " + probe;
      var refusal = BoundaryRefusals.of(scene.name(), probe).or(scene::refusal);
      if (!probe.violations().isEmpty()) {
        refused(entry, where, probe.request(), error(probe.message()));
      } else if (refusal.isPresent()) {
        refused(entry, where, probe.request(), refusal.get());
      } else if (accepted.add(probe.request())) {
        accepted(scene, where, probe.request());
      }
    }
  }

  private static void refused(
      ApiModel.Entry entry, String where, JsonObject request, JsonValue error) {
    var answer = pools.call(entry, Json.text(request));
    assertThat(answer.status() + " " + answer.body())
        .as("%s", where)
        .isEqualTo(status(error) + " " + Json.text(error));
  }

  private static int status(JsonValue error) {
    var type = ((JsonObject) error).string("__type").orElseThrow();
    return type.equals("GatehouseNotBuilt") ? 501 : 400;
  }

  private static void accepted(BoundaryScene scene, String where, JsonObject probe) {
    var request = scene.before().apply(probe);
    var answer = pools.call(entry(scene.operation()), Json.text(request));
    assertThat(answer.status()).as("%s: %s", where, answer.body()).isEqualTo(200);
    var body = Optional.of(answer.body()).filter(b -> !b.isEmpty()).map(Json::parseObject);
    var expected = Optional.of(request).filter(_ -> !entry(scene.operation()).bodyless());
    assertThat(scene.comparable(body))
        .as("%s", where)
        .isEqualTo(scene.comparable(expected.map(scene.expected())));
    scene.after().accept(request, body.orElse(request));
  }

  private static JsonValue error(String message) {
    return JsonValue.object()
        .put("__type", "InvalidParameterException")
        .put("message", message)
        .build();
  }

  private static ApiModel.Entry entry(String operation) {
    return Stream.of(ApiService.USER_POOLS, ApiService.EXTENSION)
        .flatMap(service -> ApiModel.shared().find(service, operation).stream())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void every_operation_that_is_built_has_a_scene() {
    var built = new TreeSet<String>();
    for (var service : new ApiService[] {ApiService.USER_POOLS, ApiService.EXTENSION}) {
      for (var name : ApiModel.shared().names(service)) {
        // Whether there is an operation is decided before the body is read.
        var isConstrained =
            !entry(name).input().map(shape -> shape.members().isEmpty()).orElse(true);
        if (isConstrained && pools.call(entry(name), "no JSON").status() != 501) {
          built.add(name);
        }
      }
    }
    var probed = new TreeSet<String>();
    SCENES.forEach(scene -> probed.add(scene.operation()));
    assertThat(probed).isEqualTo(built).hasSizeGreaterThanOrEqualTo(67);
  }
}
