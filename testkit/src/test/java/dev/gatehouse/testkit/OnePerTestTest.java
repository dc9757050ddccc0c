package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/// In a field of the instance: each test begins with nothing.
class OnePerTestTest {
  private static final Set<String> KEYS = new HashSet<>();

  @RegisterExtension private final GatehouseExtension gatehouse = GatehouseExtension.create();

  @RepeatedTest(3)
  void every_test_begins_with_nothing(CognitoIdentityProviderClient cognito) {
    assertThat(cognito.listUserPools(r -> r.maxResults(60)).userPools()).isEmpty();
    cognito.createUserPool(r -> r.poolName("a"));
    assertThat(cognito.listUserPools(r -> r.maxResults(60)).userPools()).hasSize(1);
    KEYS.add(gatehouse.running().administrator().secretAccessKey());
  }

  @AfterAll
  static void every_test_had_its_own() {
    assertThat(KEYS).hasSize(3);
    KEYS.clear();
  }
}
