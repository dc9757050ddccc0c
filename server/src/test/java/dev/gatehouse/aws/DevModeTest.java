package dev.gatehouse.aws;

import static dev.gatehouse.aws.AwsFixture.MISMATCH;
import static dev.gatehouse.aws.AwsFixture.OK;
import static dev.gatehouse.aws.AwsFixture.POOL;
import static dev.gatehouse.aws.AwsFixture.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What dev mode changes in signatures, and what it does not (design D17).
class DevModeTest {
  @TempDir Path folder;
  private Store store;
  private AwsFixture aws;

  @BeforeEach
  void setUp() {
    store = SqliteStore.open(folder.resolve("gatehouse.db"), ManualClock.atStart());
    aws = new AwsFixture(store, true, List.of());
  }

  @AfterEach
  void tearDown() {
    store.close();
  }

  private static RequestDraft describe() {
    return RequestDraft.userPools("DescribeUserPool", POOL);
  }

  @Test
  void believes_a_key_id_that_it_does_not_know() {
    assertThat(aws.answer(describe().sign(aws.signing().as("test").with("test"))))
        .isEqualTo("200 " + OK);
  }

  @Test
  void takes_any_region_of_the_right_shape() {
    assertThat(aws.answer(describe().sign(aws.signing().in("ap-southeast-2"))))
        .isEqualTo("200 " + OK);
    assertThat(aws.calls).containsExactly("us-east-1_a1B2c3D4e ap-southeast-2");
    assertThat(aws.answer(describe().sign(aws.signing().in("local"))))
        .contains("Credential should be scoped to a valid region");
  }

  @Test
  void verifies_a_key_that_it_knows() {
    assertThat(aws.answer(describe().sign(aws.signing().with("wrong")))).isEqualTo(MISMATCH);
  }

  @Test
  void refuses_an_unsigned_call_of_a_signed_operation() {
    assertThat(aws.answer(describe()))
        .isEqualTo(error("MissingAuthenticationTokenException", "Missing Authentication Token"));
  }

  @Test
  void refuses_the_scope_of_another_service() {
    assertThat(aws.answer(describe().sign(aws.signing().as("test").service("s3"))))
        .contains("Credential should be scoped to correct service");
  }
}
