package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.RefreshFault;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.postgres.PostgresStore;
import dev.gatehouse.store.postgres.TestDatabases;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.Race;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Refresh tokens that are used by many at once, and while something else ends them (RT-04, RT-08).
class RefreshRaceTest {
  private static final int CALLERS = 20;
  private static final int ROUNDS = 10;

  @TempDir Path folder;

  @Test
  void rt_04_exactly_one_of_twenty_gets_the_successor_on_one_node() throws Exception {
    try (var store = SqliteStore.open(folder.resolve("gatehouse.db"), ManualClock.atStart())) {
      assertOneSuccess(List.of(store));
    }
  }

  @Test
  void rt_04_rl_33_exactly_one_of_twenty_gets_the_successor_on_two_nodes() throws Exception {
    var url = TestDatabases.migratedUrl();
    try (var one = PostgresStore.open(url, ManualClock.atStart());
        var other = PostgresStore.open(url, ManualClock.atStart())) {
      assertOneSuccess(List.of(one, other));
    }
  }

  private void assertOneSuccess(List<Store> nodes) throws Exception {
    var site = new RefreshSite(folder, nodes);
    var client = RefreshSite.rotating(0);
    for (int round = 0; round < ROUNDS; round++) {
      var opened = site.signIn(client);
      var refusals = Race.of(CALLERS, i -> site.refresh(i, client, opened.token())).refusals();

      assertThat(refusals).hasSize(CALLERS - 1);
      assertThat(refusals)
          .isSubsetOf(
              new Refusal.RefreshTokenNotAccepted(RefreshFault.REUSED),
              new Refusal.RefreshTokenNotAccepted(RefreshFault.REVOKED));
      var family = site.family(opened.family().originJti());
      assertThat(family.generation()).isEqualTo(2);
      assertThat(family.isRevoked()).as("RT-03: nobody knows who the one is").isTrue();
    }
  }

  @Test
  void rt_07_inside_the_grace_twenty_get_one_and_the_same_successor() throws Exception {
    var url = TestDatabases.migratedUrl();
    try (var one = PostgresStore.open(url, ManualClock.atStart());
        var other = PostgresStore.open(url, ManualClock.atStart())) {
      var site = new RefreshSite(folder, List.of(one, other));
      var client = RefreshSite.rotating(60);
      var opened = site.signIn(client);

      assertThat(Race.of(CALLERS, i -> site.refresh(i, client, opened.token())).refusals())
          .isEmpty();
      assertThat(site.family(opened.family().originJti()).generation()).isEqualTo(2);
    }
  }

  /// Whatever comes first: when both have answered, nothing of the sign-in is good.
  @Test
  void rt_08_no_refresh_outlives_a_sign_out() throws Exception {
    try (var store = SqliteStore.open(folder.resolve("gatehouse.db"), ManualClock.atStart())) {
      var site = new RefreshSite(folder, List.of(store));
      var client = RefreshSite.rotating(60);
      for (int round = 0; round < ROUNDS; round++) {
        var opened = site.signIn(client);
        var now = site.site.env.now();
        Race.of(
            CALLERS,
            i -> {
              if (i == CALLERS / 2) {
                site.write(tx -> SignOut.everywhere(tx, TokenSite.POOL, RefreshSite.ALICE, now));
              } else {
                var access = site.refresh(client, opened.token()).tokens().access();
                assertThat(site.access(access).originJti()).isPresent();
              }
            });

        assertThat(site.family(opened.family().originJti()).isRevoked()).isTrue();
        assertThat(site.refusal(client, opened.token()))
            .isEqualTo(new Refusal.RefreshTokenNotAccepted(RefreshFault.REVOKED));
      }
    }
  }
}
