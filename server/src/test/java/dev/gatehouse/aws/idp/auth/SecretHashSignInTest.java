package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.SignInSite.FLOWS;
import static dev.gatehouse.aws.idp.auth.SignInSite.HIDDEN;
import static dev.gatehouse.aws.idp.auth.SignInSite.INCORRECT;
import static dev.gatehouse.aws.idp.auth.SignInSite.PASSWORD;
import static dev.gatehouse.aws.idp.auth.SignInSite.TOKENS;
import static dev.gatehouse.aws.idp.auth.SignInSite.WRONG;
import static dev.gatehouse.aws.idp.auth.SignInSite.masked;
import static dev.gatehouse.aws.idp.auth.SignInSite.member;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// SR-16: a confidential client proves itself in every call of a sign-in (users §2.12):
/// InitiateAuth, AdminInitiateAuth, RespondToAuthChallenge, AdminRespondToAuthChallenge.
class SecretHashSignInTest {
  private final SignInSite pool = SignInSite.make(",'UsernameAttributes':['email']", FLOWS);
  private final String secret;
  private final SignInSite site;
  private final String missing;
  private final String wrong;

  SecretHashSignInTest() {
    var made = pool.newClient(FLOWS + HIDDEN + ",'GenerateSecret':true");
    secret = made.string("ClientSecret").orElseThrow();
    site = pool.with(made.string("ClientId").orElseThrow());
    missing =
        notAuthorized(
            "Client "
                + site.client
                + " is configured with secret but SECRET_HASH was not received");
    wrong = notAuthorized("Unable to verify secret hash for client " + site.client);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  private String hash(String name) {
    return ",'SECRET_HASH':'" + SignInSite.secretHash(secret, name, site.client) + "'";
  }

  private String signIn(String name, String password, String hash) {
    return site.initiate(
        "USER_PASSWORD_AUTH", "'USERNAME':'" + name + "','PASSWORD':'" + password + "'" + hash);
  }

  @Test
  void sr_16_the_hash_is_over_the_name_that_is_sent_the_username_or_the_sub() {
    var sub = pool.confirmed("jane@example.com");
    var other = pool.confirmed("john@example.com");
    assertThat(masked(signIn("jane@example.com", PASSWORD, hash("jane@example.com"))))
        .isEqualTo(TOKENS);
    assertThat(masked(signIn("jane@example.com", PASSWORD, hash(sub)))).isEqualTo(TOKENS);
    for (var name : List.of(other, "john@example.com", "", "JANE@example.com")) {
      assertThat(signIn("jane@example.com", PASSWORD, hash(name))).as(name).isEqualTo(wrong);
    }
    assertThat(signIn("jane@example.com", PASSWORD, "")).isEqualTo(missing);
    assertThat(signIn("jane@example.com", PASSWORD, ",'SECRET_HASH':'AAAA'")).isEqualTo(wrong);
  }

  @Test
  void sr_16_a_wrong_hash_wins_over_everything_about_the_user() {
    pool.confirmed("jane@example.com");
    for (var name : List.of("jane@example.com", "nobody@example.com")) {
      assertThat(signIn(name, WRONG, "")).as(name).isEqualTo(missing);
      assertThat(signIn(name, WRONG, hash("x"))).as(name).isEqualTo(wrong);
      assertThat(signIn(name, WRONG, hash(name))).as(name).isEqualTo(INCORRECT);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(signIn("jane@example.com", WRONG, hash("x"))).isEqualTo(wrong); // Not counted.
    }
    assertThat(masked(signIn("jane@example.com", PASSWORD, hash("jane@example.com"))))
        .isEqualTo(TOKENS);
  }

  @Test
  void sr_16_a_public_client_must_not_send_one() {
    pool.confirmed("jane@example.com");
    assertThat(
            pool.initiate(
                "USER_PASSWORD_AUTH",
                "'USERNAME':'jane@example.com','PASSWORD':'" + PASSWORD + "','SECRET_HASH':'AAAA'"))
        .isEqualTo(notAuthorized("Unable to verify secret hash for client " + pool.client));
  }

  @Test
  void sr_16_an_answer_needs_it_too_and_without_it_nothing_is_spent() {
    var sub = pool.confirmed("jane@example.com");
    var srp = site.srp("jane@example.com", hash("jane@example.com"));
    var proof = site.proof(srp, PASSWORD);
    assertThat(site.verify(proof)).isEqualTo(missing);
    assertThat(site.verify(proof + hash("john@example.com"))).isEqualTo(wrong);
    assertThat(masked(site.verify(proof + hash(sub)))).isEqualTo(TOKENS);

    pool.invited("john@example.com", "");
    var asked = signIn("john@example.com", PASSWORD, hash("john@example.com"));
    var session = member(asked, "Session");
    var answer = "'USERNAME':'john@example.com','NEW_PASSWORD':'Battery-Staple-2'";
    assertThat(site.respond("NEW_PASSWORD_REQUIRED", session, answer)).isEqualTo(missing);
    assertThat(site.adminRespond("NEW_PASSWORD_REQUIRED", session, answer + hash("x")))
        .isEqualTo(wrong);
    assertThat(
            masked(
                site.adminRespond(
                    "NEW_PASSWORD_REQUIRED", session, answer + hash("john@example.com"))))
        .isEqualTo(TOKENS);
  }

  /// Clients go on with the name that the challenge gives them, which has no capitals where a pool
  /// ignores case (SR-08).
  @Test
  void sr_16_the_name_that_a_challenge_gives_does_for_what_follows() {
    var folding =
        SignInSite.on(
            pool.server,
            ",'UsernameConfiguration':{'CaseSensitive':false},'AliasAttributes':['email']",
            FLOWS);
    folding.invited(
        "Alice",
        ",'UserAttributes':[{'Name':'email','Value':'a@example.com'},"
            + "{'Name':'email_verified','Value':'true'}]");
    folding.permanent("Alice", PASSWORD);
    var made = folding.newClient(FLOWS + HIDDEN + ",'GenerateSecret':true");
    var there = folding.with(made.string("ClientId").orElseThrow());
    var itsSecret = made.string("ClientSecret").orElseThrow();
    UnaryOperator<String> proof =
        name -> ",'SECRET_HASH':'" + SignInSite.secretHash(itsSecret, name, there.client) + "'";

    var srp = there.srp("A@Example.com", proof.apply("A@Example.com"));
    var given = srp.parameter("USERNAME");
    assertThat(given).isEqualTo("alice");
    var in = there.verify(there.proof(srp, PASSWORD) + proof.apply(given));
    assertThat(masked(in)).isEqualTo(TOKENS);
    var refresh = "'REFRESH_TOKEN':'" + member(in, "RefreshToken") + "'";
    for (var name : List.of(given, "Alice")) {
      assertThat(there.initiate("REFRESH_TOKEN_AUTH", refresh + proof.apply(name)))
          .as(name)
          .startsWith("200 ");
    }
    assertThat(there.initiate("REFRESH_TOKEN_AUTH", refresh + proof.apply("ALICE")))
        .isEqualTo(notAuthorized("Unable to verify secret hash for client " + there.client));
    // By another name of the user, as after a sign-in by his address.
    var members =
        "{'ClientId':'%s','Username':'a@example.com','SecretHash':'%s'}"
            .formatted(there.client, SignInSite.secretHash(itsSecret, given, there.client));
    assertThat(SignInSite.text(there.send("ForgotPassword", members)))
        .doesNotContain("secret hash");
  }

  @Test
  void sr_16_a_refresh_needs_it_over_the_username() {
    var sub = pool.confirmed("jane@example.com");
    var token =
        member(signIn("jane@example.com", PASSWORD, hash("jane@example.com")), "RefreshToken");
    var refresh = "'REFRESH_TOKEN':'" + token + "'";
    assertThat(site.initiate("REFRESH_TOKEN_AUTH", refresh)).isEqualTo(missing);
    assertThat(site.initiate("REFRESH_TOKEN_AUTH", refresh + hash("jane@example.com")))
        .isEqualTo(wrong);
    assertThat(site.initiate("REFRESH_TOKEN_AUTH", refresh + hash(sub))).startsWith("200 ");
    assertThat(site.initiate("REFRESH_TOKEN_AUTH", "'REFRESH_TOKEN':'made.up'")).isEqualTo(missing);
    assertThat(site.initiate("REFRESH_TOKEN_AUTH", "'REFRESH_TOKEN':'made.up'" + hash(sub)))
        .isEqualTo(notAuthorized("Invalid Refresh Token"));
  }
}
