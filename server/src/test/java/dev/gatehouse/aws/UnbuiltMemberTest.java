package dev.gatehouse.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Members that the SDK's classes do not know are refused by name, not dropped.
class UnbuiltMemberTest {
  private static WireApi api;

  @BeforeAll
  static void start() {
    api = new WireApi(TestServer.strict());
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_member_that_is_not_built_is_refused_by_name(UnbuiltMember unbuilt) {
    var rest =
        unbuilt.operation().equals("CreateUserPool")
            ? "\"PoolName\":\"unbuilt\""
            : "\"UserPoolId\":\"" + api.pool + "\"";

    assertThat(answer(unbuilt, rest, "{}"))
        .isEqualTo(
            "501 {\"__type\":\"GatehouseNotBuilt\",\"message\":\""
                + unbuilt.member()
                + " of "
                + unbuilt.operation()
                + " is not built yet. docs/compatibility.md lists what Gatehouse offers.\"}");
    assertThat(answer(unbuilt, rest, "null")).as("null is absent").startsWith("200 ");
  }

  private static String answer(UnbuiltMember unbuilt, String rest, String value) {
    var body = "{" + rest + ",\"" + unbuilt.member() + "\":" + value + "}";
    return api.answer(api.draft(unbuilt.operation(), body).sign(api.signing()));
  }
}
