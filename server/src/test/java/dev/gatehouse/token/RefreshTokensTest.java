package dev.gatehouse.token;

import static dev.gatehouse.token.RefreshSite.ALICE;
import static dev.gatehouse.token.RefreshSite.claims;
import static dev.gatehouse.token.RefreshSite.client;
import static dev.gatehouse.token.RefreshSite.refusal;
import static dev.gatehouse.token.RefreshSite.rotating;
import static dev.gatehouse.token.TokenSite.CLIENT;
import static dev.gatehouse.token.TokenSite.POOL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.AppClient;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.RefreshFault;
import dev.gatehouse.pool.RefreshPolicy;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Groups;
import dev.gatehouse.store.Store;
import dev.gatehouse.store.sqlite.SqliteStore;
import dev.gatehouse.testing.LogLines;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.RunsTwice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a refresh token is good for (users §5.2; security checks RT-01 to RT-18).
class RefreshTokensTest {
  private static final AppClient PLAIN = client(RefreshPolicy.DEFAULT);
  private static final Refusal INVALID = refused(RefreshFault.INVALID);
  private static final Refusal REVOKED = refused(RefreshFault.REVOKED);
  private static final Refusal REUSED = refused(RefreshFault.REUSED);

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

  private static Refusal refused(RefreshFault fault) {
    return new Refusal.RefreshTokenNotAccepted(fault);
  }

  private void wait(int seconds) {
    site.clock.advance(Duration.ofSeconds(seconds));
  }

  @Test
  void section_5_2_looks_as_the_service_s() {
    var token = site.signIn(PLAIN).token();

    assertThat(token).startsWith("eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.");
    assertThat(token).matches("[A-Za-z0-9-_=.]+");
    assertThat(token.split("\\.", -1)).hasSize(5).doesNotContain("");
    assertThat(site.signIn(PLAIN).token()).isNotEqualTo(token);
  }

  @Test
  void tc_20_tk_50_keeps_the_sign_in_and_renews_the_rest() {
    var opened = site.signIn(PLAIN);
    var first = site.refresh(PLAIN, opened.token());
    wait(2);
    var second = site.refresh(PLAIN, opened.token());

    assertThat(first.refreshToken()).isEmpty();
    for (var claim : List.of("auth_time", "event_id", "origin_jti", "scope", "sub", "username")) {
      assertThat(claims(second.tokens().access()).member(claim))
          .as(claim)
          .isPresent()
          .isEqualTo(claims(first.tokens().access()).member(claim));
    }
    var access = claims(second.tokens().access());
    assertThat(access.string("origin_jti")).contains(opened.family().originJti().toString());
    assertThat(access.string("event_id")).contains(opened.family().eventId().toString());
    assertThat(access.string("scope")).contains("openid phone");
    assertThat(access.number("auth_time").orElseThrow().longValueExact())
        .isEqualTo(opened.family().authenticatedAt().getEpochSecond());
    assertThat(access.number("iat").orElseThrow().longValueExact())
        .isEqualTo(site.clock.instant().getEpochSecond());
    var ids = new HashSet<>();
    for (var each : List.of(first.tokens(), second.tokens())) {
      ids.add(claims(each.access()).string("jti"));
      ids.add(claims(each.id()).string("jti"));
    }
    assertThat(ids).hasSize(4);
  }

  @Test
  void tells_of_the_attributes_and_groups_of_now() {
    var token = site.signIn(PLAIN).token();
    var before = claims(site.refresh(PLAIN, token).tokens().id());
    assertThat(before.string("email")).contains("alice@example.com");
    assertThat(before.member("custom:tier")).as("not readable unless named").isEmpty();
    assertThat(before.member("cognito:groups")).isEmpty();

    var now = site.site.env.now();
    site.write(tx -> {
      tx.users()
          .update(
              RefreshSite.user().withAttributes(Map.of("email", "alice@example.org")).next(now));
      tx.groups()
          .insert(
              new Groups.Row(
                  POOL, "staff", "{\"RoleArn\":\"arn:role\",\"Precedence\":1}", 1, now, now));
      tx.groupMembers().add(POOL, "staff", ALICE);
    });

    var after = site.refresh(PLAIN, token).tokens();
    assertThat(claims(after.id()).string("email")).contains("alice@example.org");
    assertThat(claims(after.id()).strings("cognito:groups")).containsExactly("staff");
    assertThat(claims(after.id()).string("cognito:preferred_role")).contains("arn:role");
    assertThat(claims(after.access()).strings("cognito:groups")).containsExactly("staff");
  }

  @Test
  void rt_01_another_client_gets_nothing_and_the_token_stays_good() {
    var token = site.signIn(PLAIN).token();
    var other = client(new ClientId("other"), POOL, true, RefreshPolicy.DEFAULT);
    var elsewhere = client(CLIENT, new UserPoolId("us-east-1_Other"), true, RefreshPolicy.DEFAULT);

    assertThat(site.refusal(other, token)).isEqualTo(INVALID);
    assertThat(site.refusal(elsewhere, token)).isEqualTo(INVALID);
    assertThat(site.refresh(PLAIN, token).tokens().access()).isNotEmpty();
  }

  @Test
  void rt_03_a_token_that_comes_again_ends_the_family() {
    var client = rotating(0);
    var opened = site.signIn(client);
    var first = opened.token();
    var second = site.next(client, first);
    try (var log = new LogLines()) {
      assertThat(site.refusal(client, first)).isEqualTo(REUSED);
      assertThat(log.with("was used again"))
          .containsExactly(
              "WARN a refresh token of user "
                  + ALICE
                  + " in pool "
                  + POOL
                  + " was used again after it was replaced; sign-in "
                  + opened.family().originJti()
                  + " is revoked");
    }

    assertThat(site.refusal(client, second)).isEqualTo(REVOKED);
    assertThat(site.refusal(client, first)).isEqualTo(REVOKED);
    assertThat(site.family(opened.family().originJti()).isRevoked()).isTrue();
  }

  @Test
  void rt_05_counts_generations_and_not_seconds() {
    var client = rotating(0);
    var first = site.signIn(client).token();
    var second = site.next(client, first);
    var third = site.next(client, second);
    assertThat(site.next(client, third)).isNotEmpty();

    assertThat(site.refusal(client, second)).isEqualTo(REUSED);
  }

  @Test
  void rt_06_a_restart_forgets_nothing() {
    var client = rotating(0);
    var first = site.signIn(client).token();
    var second = site.next(client, first);
    store.close();
    store = SqliteStore.open(folder.resolve("gatehouse.db"), site.clock);
    var again =
        new RefreshTokens(store, RefreshSite.SEALER, site.site.env, site.site.issuer, Issuer.aws());
    var keys = TokenIssuer.SigningPair.of(site.site.keys, site.site.env.now());

    assertThat(refusal(() -> again.refresh(client, keys, first))).isEqualTo(REUSED);
    assertThat(refusal(() -> again.refresh(client, keys, second))).isEqualTo(REVOKED);
  }

  @Test
  void rt_07_inside_the_grace_a_lost_answer_is_given_again() {
    var client = rotating(60);
    var opened = site.signIn(client);
    var first = opened.token();
    var second = site.next(client, first);
    wait(59);
    var secondAgain = site.next(client, first);

    assertThat(site.family(opened.family().originJti()).generation()).isEqualTo(2);
    var third = site.next(client, secondAgain);
    assertThat(site.next(client, second)).as("the same token, in another spelling").isNotEmpty();
    assertThat(site.family(opened.family().originJti()).generation()).isEqualTo(3);
    assertThat(site.next(client, third)).isNotEmpty();
  }

  @Test
  void rt_07_beyond_the_grace_it_is_refused() {
    var client = rotating(60);
    var first = site.signIn(client).token();
    var second = site.next(client, first);
    wait(60);

    assertThat(site.refusal(client, first)).isEqualTo(REUSED);
    assertThat(site.refusal(client, second)).isEqualTo(REVOKED);
  }

  @Test
  void the_grace_is_for_the_last_one_replaced_alone() {
    var client = rotating(60);
    var first = site.signIn(client).token();
    var second = site.next(client, first);
    assertThat(site.next(client, second)).isNotEmpty();

    assertThat(site.refusal(client, first)).isEqualTo(REUSED);
  }

  @Test
  void rt_14_the_end_is_that_of_the_first_token() {
    var policy = new RefreshPolicy(Duration.ofMinutes(60), Optional.of(Duration.ZERO));
    var token = site.signIn(client(policy)).token();
    for (int i = 0; i < 3; i++) {
      wait(1_199);
      token = site.next(client(policy), token);
    }
    wait(3);

    assertThat(site.refusal(client(policy), token)).isEqualTo(refused(RefreshFault.EXPIRED));
  }

  @Test
  void rt_14_the_longest_and_the_usual_life_end_by_the_clock() {
    for (var days : List.of(30, 3_650)) {
      var policy = new RefreshPolicy(Duration.ofDays(days), Optional.empty());
      var token = site.signIn(client(policy)).token();
      site.clock.advance(Duration.ofDays(days).minusMillis(1));
      assertThat(site.refresh(client(policy), token).tokens().id()).isNotEmpty();
      site.clock.advance(Duration.ofMillis(1));
      assertThat(site.refusal(client(policy), token)).isEqualTo(refused(RefreshFault.EXPIRED));
    }
  }

  @Test
  void rt_15_every_other_text_is_none() {
    var token = site.signIn(PLAIN).token();
    for (int i = 0; i < token.length(); i++) {
      var c = token.charAt(i) == 'A' ? 'B' : 'A';
      var altered = token.substring(0, i) + c + token.substring(i + 1);
      assertThat(site.refusal(PLAIN, altered)).as("character %s", i).isEqualTo(INVALID);
      assertThat(site.refusal(PLAIN, token.substring(0, i))).isEqualTo(INVALID);
    }
    for (var more : List.of("A", "=", ".", ".A", "\n")) {
      assertThat(site.refusal(PLAIN, token + more)).isEqualTo(INVALID);
    }
    for (var other : List.of("x", "....", "a.b.c.d.e", "eyJ.", "x".repeat(100_000))) {
      assertThat(site.refusal(PLAIN, other)).isEqualTo(INVALID);
    }
    assertThat(site.refresh(PLAIN, token).refreshToken()).isEmpty();
  }

  @Test
  void rt_15_a_token_with_another_pool_in_it_is_none() {
    var token = site.signIn(PLAIN).token();
    var pool = new UserPoolId("us-east-1_Other");
    var parts = token.split("\\.", -1);
    parts[1] =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(pool.value().getBytes(StandardCharsets.US_ASCII));

    assertThat(
            site.refusal(
                client(CLIENT, pool, true, RefreshPolicy.DEFAULT), String.join(".", parts)))
        .isEqualTo(INVALID);
  }

  @Test
  void rt_18_the_database_holds_neither_the_token_nor_its_secret() throws IOException {
    var opened = site.signIn(PLAIN);
    var parsed = RefreshToken.parse(opened.token(), RefreshSite.SEALER).orElseThrow();
    store.close();
    for (var file : List.of("gatehouse.db", "gatehouse.db-wal")) {
      var path = folder.resolve(file);
      if (Files.exists(path)) {
        var bytes = new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1);
        assertThat(bytes).doesNotContain(parsed.secret()).doesNotContain(opened.token());
      }
    }
    var file = Files.readAllBytes(folder.resolve("gatehouse.db"));
    assertThat(new String(file, StandardCharsets.ISO_8859_1))
        .as("the file that is looked at is the right one")
        .contains(opened.family().secretHash());
    assertThat(opened.toString() + parsed).doesNotContain(parsed.secret());
  }

  /// A family whose row has another secret is another family: the master key alone makes no token.
  @Test
  void rt_18_a_token_without_the_family_s_secret_is_none() {
    var opened = site.signIn(PLAIN);
    var forged =
        new RefreshToken(
            POOL, opened.family().originJti(), 1, CanonicalBase64.encode(new byte[32]));

    assertThat(site.refusal(PLAIN, forged.seal(RefreshSite.SEALER))).isEqualTo(INVALID);
  }

  /// Of a database that was restored: what was issued since is not known to it.
  @Test
  void a_token_that_is_newer_than_its_family_is_none() {
    var opened = site.signIn(rotating(0));
    var parsed = RefreshToken.parse(opened.token(), RefreshSite.SEALER).orElseThrow();
    var newer = new RefreshToken(POOL, parsed.originJti(), 2, parsed.secret());

    assertThat(site.refusal(rotating(0), newer.seal(RefreshSite.SEALER))).isEqualTo(INVALID);
    assertThat(site.next(rotating(0), opened.token())).isNotEmpty();
  }
}
