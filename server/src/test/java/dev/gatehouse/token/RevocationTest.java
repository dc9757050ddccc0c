package dev.gatehouse.token;

import static dev.gatehouse.token.RefreshSite.ALICE;
import static dev.gatehouse.token.RefreshSite.client;
import static dev.gatehouse.token.RefreshSite.refusal;
import static dev.gatehouse.token.TokenSite.CLIENT;
import static dev.gatehouse.token.TokenSite.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.RefreshFault;
import dev.gatehouse.pool.RefreshPolicy;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.TokenFault;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.Users;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.RunsTwice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What ends tokens, and which (users §5.1, §5.3; security checks RT-08 to RT-12, JW-33).
class RevocationTest {
  private static final AppClient PLAIN = client(RefreshPolicy.DEFAULT);
  private static final AppClient IRREVOCABLE = client(CLIENT, POOL, false, RefreshPolicy.DEFAULT);
  private static final Refusal ACCESS_REVOKED = new Refusal.TokenNotAccepted(TokenFault.REVOKED);
  private static final Refusal REFRESH_REVOKED =
      new Refusal.RefreshTokenNotAccepted(RefreshFault.REVOKED);
  private static final Refusal INVALID = new Refusal.RefreshTokenNotAccepted(RefreshFault.INVALID);

  @TempDir Path folder;
  private Store store;
  private RefreshSite site;

  @BeforeEach
  void open() {
    store = new RunsTwice(SqliteStore.open(folder.resolve("gatehouse.db"), ManualClock.atStart()));
    site = new RefreshSite(folder, List.of(store));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /// A sign-in with an access token of it.
  private record Tokens(String refresh, String access) {}

  private Tokens signIn(AppClient client) {
    var refresh = site.signIn(client).token();
    return new Tokens(refresh, site.refresh(client, refresh).tokens().access());
  }

  private Users.Row good(String access) {
    return store.read(site.access(access)::requireGood);
  }

  private Refusal accessRefusal(String access) {
    return refusal(() -> good(access));
  }

  private void signOut() {
    var now = site.site.env.now();
    site.write(tx -> SignOut.everywhere(tx, POOL, ALICE, now));
  }

  @Test
  void rt_10_a_revoked_family_is_dead_and_others_live() {
    var one = signIn(PLAIN);
    var other = signIn(PLAIN);
    site.revoke(PLAIN, one.refresh());
    site.revoke(PLAIN, one.refresh());

    assertThat(site.refusal(PLAIN, one.refresh())).isEqualTo(REFRESH_REVOKED);
    assertThat(accessRefusal(one.access())).isEqualTo(ACCESS_REVOKED);
    assertThat(good(other.access())).isEqualTo(RefreshSite.user());
    assertThat(site.refresh(PLAIN, other.refresh()).tokens().id()).isNotEmpty();
  }

  @Test
  void rt_10_any_token_of_a_family_revokes_it() {
    var client = RefreshSite.rotating(0);
    var first = site.signIn(client).token();
    var second = site.next(client, first);
    site.revoke(client, first);

    assertThat(site.refusal(client, second)).isEqualTo(REFRESH_REVOKED);
  }

  @Test
  void jw_33_another_client_revokes_nothing() {
    var tokens = signIn(PLAIN);
    var other = client(new ClientId("other"), POOL, true, RefreshPolicy.DEFAULT);

    assertThat(refusal(() -> site.revoke(other, tokens.refresh())))
        .isEqualTo(new Refusal.ForeignRefreshToken(other.id()));
    assertThat(site.refresh(PLAIN, tokens.refresh()).tokens().id()).isNotEmpty();
  }

  @Test
  void section_5_3_unknown_tokens_are_nothing_to_do_and_access_tokens_are_of_the_wrong_type() {
    var tokens = signIn(PLAIN);
    site.revoke(PLAIN, "unknown");
    site.revoke(PLAIN, tokens.refresh() + "A");

    assertThat(refusal(() -> site.revoke(PLAIN, tokens.access())))
        .isEqualTo(new Refusal.NotARefreshToken());
    assertThat(refusal(() -> site.revoke(IRREVOCABLE, tokens.refresh())))
        .isEqualTo(new Refusal.RevocationNotEnabled(CLIENT));
    assertThat(good(tokens.access())).isEqualTo(RefreshSite.user());
  }

  @Test
  void rt_09_a_sign_out_ends_all_that_was_before_and_nothing_after_it() {
    var before = signIn(PLAIN);
    signOut();
    var after = signIn(PLAIN);

    assertThat(site.refusal(PLAIN, before.refresh())).isEqualTo(REFRESH_REVOKED);
    assertThat(accessRefusal(before.access())).isEqualTo(ACCESS_REVOKED);
    assertThat(good(after.access())).isEqualTo(RefreshSite.user());
    assertThat(site.refresh(PLAIN, after.refresh()).tokens().id()).isNotEmpty();
  }

  @Test
  void rt_09_tc_23_tokens_that_name_no_sign_in_end_with_the_second_of_the_sign_out() {
    var before = signIn(IRREVOCABLE);
    signOut();
    var within = signIn(IRREVOCABLE);
    site.clock.advance(Duration.ofSeconds(1));
    var after = signIn(IRREVOCABLE);

    assertThat(site.access(before.access()).originJti()).isEmpty();
    assertThat(accessRefusal(before.access())).isEqualTo(ACCESS_REVOKED);
    assertThat(accessRefusal(within.access())).isEqualTo(ACCESS_REVOKED);
    assertThat(good(after.access())).isEqualTo(RefreshSite.user());
    assertThat(site.refusal(IRREVOCABLE, before.refresh())).isEqualTo(REFRESH_REVOKED);
  }

  @Test
  void rt_11_who_is_disabled_is_refused_and_nothing_of_before_comes_back_with_him() {
    var tokens = signIn(PLAIN);
    var disabled = RefreshSite.user().withEnabled(false).next(site.site.env.now());
    site.write(tx -> tx.users().update(disabled));
    signOut();

    assertThat(site.refusal(PLAIN, tokens.refresh())).isEqualTo(new Refusal.UserDisabled());
    assertThat(accessRefusal(tokens.access())).isEqualTo(new Refusal.UserDisabled());
    assertThat(refusal(() -> site.signIn(PLAIN))).isEqualTo(new Refusal.UserDisabled());

    site.write(tx -> tx.users().update(disabled.withEnabled(true).next(site.site.env.now())));
    assertThat(site.refusal(PLAIN, tokens.refresh())).isEqualTo(REFRESH_REVOKED);
    assertThat(accessRefusal(tokens.access())).isEqualTo(ACCESS_REVOKED);
    assertThat(site.signIn(PLAIN).token()).isNotEmpty();
  }

  @Test
  void rt_12_who_is_deleted_is_gone_also_when_another_one_has_his_name() {
    var tokens = signIn(PLAIN);
    site.write(tx -> tx.users().delete(POOL, ALICE));

    assertThat(site.refusal(PLAIN, tokens.refresh())).isEqualTo(INVALID);
    assertThat(accessRefusal(tokens.access())).isEqualTo(new Refusal.UnknownUser(ALICE.value()));
    assertThat(refusal(() -> site.signIn(PLAIN))).isEqualTo(new Refusal.UnknownUser(ALICE.value()));

    site.write(tx -> tx.users().insert(RefreshSite.user(), Set.of()));
    assertThat(accessRefusal(tokens.access())).isEqualTo(ACCESS_REVOKED);
  }

  /// As on a node that has not heard of it: keys and client are found, and the user is still there.
  @Test
  void rt_12_nobody_of_a_removed_pool_is_let_in_or_let_stay() {
    var tokens = signIn(PLAIN);
    site.write(tx -> tx.userPools().remove(POOL));

    assertThat(store.<Boolean>read(tx -> tx.users().find(POOL, ALICE).isPresent())).isTrue();
    assertThat(accessRefusal(tokens.access()))
        .isEqualTo(new Refusal.TokenNotAccepted(TokenFault.INVALID));
    assertThat(site.refusal(PLAIN, tokens.refresh())).isEqualTo(INVALID);
    assertThat(refusal(() -> site.signIn(PLAIN))).isEqualTo(new Refusal.UnknownPool(POOL));
  }

  @Test
  void an_access_token_outlives_its_refresh_token() {
    var brief = client(new RefreshPolicy(Duration.ofMinutes(60), Optional.empty()));
    var opened = site.signIn(brief);
    site.clock.advance(Duration.ofMinutes(59));
    var access = site.refresh(brief, opened.token()).tokens().access();
    site.clock.advance(Duration.ofMinutes(30));

    assertThat(site.refusal(brief, opened.token()))
        .isEqualTo(new Refusal.RefreshTokenNotAccepted(RefreshFault.EXPIRED));
    assertThat(good(access)).isEqualTo(RefreshSite.user());
  }
}
