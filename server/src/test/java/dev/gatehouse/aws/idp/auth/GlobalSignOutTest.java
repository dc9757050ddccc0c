package dev.gatehouse.aws.idp.auth;

import static dev.gatehouse.aws.idp.auth.TokenApi.ALICE;
import static dev.gatehouse.aws.idp.auth.TokenApi.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.UserPoolId;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `GlobalSignOut` over the wire, and with it how any access token is refused (users §5.1, §5.3;
/// security checks RT-09, RT-11, RT-12).
class GlobalSignOutTest {
  private static final String REFUSED = "NotAuthorizedException: ";

  @TempDir Path folder;
  private TokenApi api;
  private String pool = "";
  private String client = "";

  @BeforeEach
  void open() {
    api = new TokenApi(folder);
    pool = api.createPool();
    client = id(api.createClient(pool, ""));
  }

  @AfterEach
  void close() {
    api.close();
  }

  private static String request(String token) {
    return "{'AccessToken':'" + token + "'}";
  }

  private String refusal(String token) {
    return api.refusal("GlobalSignOut", request(token));
  }

  private String refreshRefusal(String client, String token) {
    return api.refusal(
        "GetTokensFromRefreshToken",
        "{'RefreshToken':'" + token + "','ClientId':'" + client + "'}");
  }

  @Test
  void rt_09_ends_every_sign_in_of_every_client_and_a_later_one_works() {
    var other = id(api.createClient(pool, ""));
    var one = api.signIn(client);
    var two = api.signIn(other);
    assertThat(api.call("GlobalSignOut", request(one.access()))).isEqualTo("{}");

    assertThat(refreshRefusal(client, one.refresh()))
        .isEqualTo(REFUSED + "Refresh Token has been revoked");
    assertThat(refreshRefusal(other, two.refresh()))
        .isEqualTo(REFUSED + "Refresh Token has been revoked");
    assertThat(refusal(one.access())).isEqualTo(REFUSED + "Access Token has been revoked");
    assertThat(refusal(two.access())).isEqualTo(REFUSED + "Access Token has been revoked");

    api.clock.advance(Duration.ofSeconds(1));
    assertThat(api.call("GlobalSignOut", request(api.signIn(client).access()))).isEqualTo("{}");
  }

  @Test
  void rt_09_tc_23_ends_also_what_cannot_be_revoked() {
    var irrevocable = id(api.createClient(pool, ",'EnableTokenRevocation':false"));
    var tokens = api.signIn(irrevocable);
    api.call("GlobalSignOut", request(api.signIn(client).access()));

    assertThat(refusal(tokens.access())).isEqualTo(REFUSED + "Access Token has been revoked");
    api.clock.advance(Duration.ofSeconds(1));
    assertThat(api.call("GlobalSignOut", request(api.signIn(irrevocable).access())))
        .isEqualTo("{}");
  }

  @Test
  void section_5_1_other_tokens_are_none() {
    var tokens = api.signIn(client);
    for (var other : new String[] {"x", tokens.id(), tokens.refresh()}) {
      assertThat(refusal(other)).isEqualTo(REFUSED + "Invalid Access Token");
    }
    var forged = tokens.access().substring(0, tokens.access().length() - 4) + "AAAA";
    assertThat(refusal(forged)).isEqualTo(REFUSED + "Could not verify signature for Access Token");
    api.clock.advance(Duration.ofHours(1));
    assertThat(refusal(tokens.access())).isEqualTo(REFUSED + "Access Token has expired");
  }

  @Test
  void rt_11_rt_12_of_a_disabled_or_deleted_user_it_says_so() {
    var token = api.signIn(client).access();
    api.write(tx -> tx.users().update(api.user(pool).withEnabled(false).next(api.env.now())));
    assertThat(refusal(token)).isEqualTo(REFUSED + "User is disabled.");

    api.write(tx -> tx.users().delete(new UserPoolId(pool), ALICE));
    assertThat(refusal(token)).isEqualTo("UserNotFoundException: User does not exist.");
  }
}
