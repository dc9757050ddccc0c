package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/// In a static field: what one test made, the next one finds.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnePerClassTest {
  @RegisterExtension static final GatehouseExtension GATEHOUSE = GatehouseExtension.create();

  private static final Set<InProcessGatehouse> SEEN = new HashSet<>();
  private static int nested;

  @BeforeAll
  static void prepare(CognitoIdentityProviderClient cognito) {
    cognito.createUserPool(r -> r.poolName("prepared"));
  }

  private static long pools(CognitoIdentityProviderClient cognito) {
    return cognito.listUserPools(r -> r.maxResults(60)).userPools().size();
  }

  @Test
  @Order(1)
  void the_first_test_makes_a_pool(CognitoIdentityProviderClient cognito) {
    SEEN.add(GATEHOUSE.running());
    assertThat(pools(cognito)).isEqualTo(1);
    cognito.createUserPool(r -> r.poolName("a"));
  }

  @Test
  @Order(2)
  void the_second_test_finds_it(CognitoIdentityProviderClient cognito) {
    SEEN.add(GATEHOUSE.running());
    assertThat(pools(cognito)).isEqualTo(2);
  }

  /// Nested classes run after the tests of the class around them.
  @Nested
  class Inside {
    @Test
    void a_nested_class_finds_it_too(CognitoIdentityProviderClient cognito) {
      SEEN.add(GATEHOUSE.running());
      nested++;
      assertThat(pools(cognito)).isEqualTo(2);
    }
  }

  /// Also shows that the end of [Inside] stopped nothing.
  @Nested
  class InsideToo {
    @Test
    void another_nested_class_finds_it_too(CognitoIdentityProviderClient cognito) {
      SEEN.add(GATEHOUSE.running());
      nested++;
      assertThat(pools(cognito)).isEqualTo(2);
    }
  }

  @AfterAll
  static void one_engine_ran_for_all() {
    assertThat(nested).isEqualTo(2);
    assertThat(SEEN).hasSize(1);
    SEEN.clear();
  }
}
