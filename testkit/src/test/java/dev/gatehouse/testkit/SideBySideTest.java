package dev.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;

/// Several in one process know nothing of each other.
class SideBySideTest {
  private static final int MANY = 4;

  @RegisterExtension static final GatehouseExtension ONE = GatehouseExtension.create();
  @RegisterExtension static final GatehouseExtension OTHER = GatehouseExtension.create();

  @Test
  void what_one_has_the_other_has_not() {
    var site = MachineSite.on(ONE.cognito());
    assertThatThrownBy(() -> OTHER.cognito().describeUserPool(r -> r.userPoolId(site.poolId())))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> OTHER.token(site.clientId(), site.secret()))
        .isInstanceOf(TokenRefusedException.class);
    assertThatThrownBy(() -> OTHER.keySet(site.poolId()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ONE.token(site.clientId(), site.secret()).accessToken()).isNotEmpty();
  }

  @Test
  void the_key_of_one_opens_nothing_of_the_other() {
    var foreign = StaticCredentialsProvider.create(OTHER.running().administrator());
    var id = ONE.running().administrator().accessKeyId();
    assertThat(id).isNotEqualTo(OTHER.running().administrator().accessKeyId());
    try (var own = ONE.running().cognitoBuilder().build();
        var mixed =
            ONE.running()
                .cognitoBuilder()
                .credentialsProvider(() ->
                    software.amazon.awssdk.auth.credentials.AwsBasicCredentials.create(
                        id, foreign.resolveCredentials().secretAccessKey()))
                .build()) {
      assertThat(own.listUserPools(r -> r.maxResults(1)).sdkHttpResponse().isSuccessful()).isTrue();
      assertThatThrownBy(() -> mixed.listUserPools(r -> r.maxResults(1)))
          .isInstanceOf(AwsServiceException.class);
    }
  }

  @Test
  void each_has_its_clock() {
    var before = OTHER.clock().instant();
    ONE.clock().advance(Duration.ofDays(1));
    assertThat(OTHER.clock().instant()).isEqualTo(before);
  }

  @Test
  void many_start_and_work_at_the_same_time() throws Exception {
    var work = new ArrayList<Callable<String>>();
    for (int i = 0; i < MANY; i++) {
      work.add(SideBySideTest::story);
    }
    try (var threads = Executors.newFixedThreadPool(MANY)) {
      var pools = new ArrayList<String>();
      for (var done : threads.invokeAll(work)) {
        pools.add(done.get());
      }
      assertThat(pools).doesNotHaveDuplicates().hasSize(MANY);
    }
  }

  private static String story() {
    try (var gatehouse = InProcessGatehouse.start()) {
      var site = MachineSite.on(gatehouse.cognito());
      assertThat(gatehouse.cognito().listUserPools(r -> r.maxResults(60)).userPools()).hasSize(1);
      assertThat(gatehouse.token(site.clientId(), site.secret()).accessToken()).isNotEmpty();
      return site.poolId();
    }
  }
}
