package dev.gatehouse.authn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.authn.AuthSessions.Expected;
import dev.gatehouse.crypto.AesGcmSealer;
import dev.gatehouse.crypto.MasterKey;
import dev.gatehouse.env.Env;
import dev.gatehouse.pool.AuthFlow;
import dev.gatehouse.pool.ChallengeName;
import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.Refusal;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.pool.SessionFault;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.testing.ManualClock;
import dev.gatehouse.testing.SeededRandom;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Sessions as texts (users §3.4, SR-05, SR-17).
class AuthSessionsTest {
  private static final UserPoolId POOL = new UserPoolId("us-east-1_a1B2c3D4e");
  private static final ClientId CLIENT = new ClientId("14aq5ll5b1it6f62uefem6aqhn");
  private static final Expected EXPECTED =
      new Expected(POOL, CLIENT, ChallengeName.NEW_PASSWORD_REQUIRED);

  private final ManualClock clock = ManualClock.atStart();
  private final Env env = new Env(clock, new SeededRandom(1));
  private final AuthSessions sessions = sessions(1);

  private AuthSessions sessions(int seed) {
    var random = new SeededRandom(seed);
    return new AuthSessions(new AesGcmSealer(MasterKey.mint(random), random), env);
  }

  private AuthSession session() {
    return new AuthSession(
        UUID.fromString("f9be0f6f-7ae1-4a8c-9a5d-3a4f8b9f1c11"),
        POOL,
        CLIENT,
        "a33408e2-2071-70ef-04ae-70f524b3b6c6",
        "x".repeat(43),
        AuthFlow.USER_SRP_AUTH,
        ChallengeName.NEW_PASSWORD_REQUIRED,
        env.now().plus(Duration.ofMinutes(3)),
        Map.of("salt", "f3a1", "b", "1"));
  }

  private static void assertRefused(SessionFault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused ->
                assertThat(refused.refusal()).isEqualTo(new Refusal.SessionNotAccepted(fault)));
  }

  @Test
  void comes_back_as_it_was_to_the_second() {
    var opened = sessions.open(sessions.text(session()), EXPECTED);
    assertThat(opened.text()).isEqualTo(session().text());
    assertThat(opened.state("salt")).isEqualTo("f3a1");
    assertThat(opened.toString()).doesNotContain("f3a1");
  }

  @Test
  void its_text_is_of_the_urls_alphabet_and_fits_the_api() {
    assertThat(sessions.text(session())).matches("[A-Za-z0-9_-]{20,2048}");
  }

  @Test
  void sr_17_another_text_is_no_session() {
    var text = sessions.text(session());
    for (int i = 0; i < text.length(); i += 7) {
      var altered = new StringBuilder(text);
      altered.setCharAt(i, text.charAt(i) == 'A' ? 'B' : 'A');
      assertRefused(SessionFault.MALFORMED, () -> sessions.open(altered.toString(), EXPECTED));
    }
    for (var other :
        new String[] {
          "", "made-up-session-made-up", text.substring(4), text + "AAAA", "not base 64 at all!!"
        }) {
      assertRefused(SessionFault.MALFORMED, () -> sessions.open(other, EXPECTED));
    }
  }

  @Test
  void sr_17_another_installation_has_not_made_it() {
    var foreign = sessions(2).text(session());
    assertRefused(SessionFault.MALFORMED, () -> sessions.open(foreign, EXPECTED));
  }

  @Test
  void sr_05_sr_17_a_secret_block_is_no_session_and_a_session_no_secret_block() {
    var block = sessions.secretBlock(session()).replace('+', '-').replace('/', '_');
    var text = sessions.text(session());
    assertRefused(SessionFault.MALFORMED, () -> sessions.open(block.replace("=", ""), EXPECTED));
    assertRefused(SessionFault.MALFORMED, () -> sessions.openSecretBlock(text, EXPECTED));
  }

  @Test
  void a_secret_block_is_read_in_either_alphabet() {
    var block = sessions.secretBlock(session());
    var ofUrls = block.replace('+', '-').replace('/', '_');
    assertThat(sessions.openSecretBlock(block, EXPECTED).id()).isEqualTo(session().id());
    assertThat(sessions.openSecretBlock(ofUrls, EXPECTED).id()).isEqualTo(session().id());
    assertThat(AuthSessions.bytes(ofUrls)).isEqualTo(AuthSessions.bytes(block));
  }

  @Test
  void sr_17_it_is_of_one_pool_client_and_challenge() {
    var text = sessions.text(session());
    var challenge = ChallengeName.NEW_PASSWORD_REQUIRED;
    var otherPool = new Expected(new UserPoolId("us-east-1_other"), CLIENT, challenge);
    var otherClient = new Expected(POOL, new ClientId("other"), challenge);
    var otherChallenge = new Expected(POOL, CLIENT, ChallengeName.SMS_MFA);
    assertRefused(SessionFault.FOREIGN, () -> sessions.open(text, otherPool));
    assertRefused(SessionFault.FOREIGN, () -> sessions.open(text, otherClient));
    assertRefused(SessionFault.OTHER_FLOW, () -> sessions.open(text, otherChallenge));
  }

  @Test
  void sr_17_it_ends_when_it_says() {
    var session = session();
    var text = sessions.text(session);
    clock.set(session.expiresAt().minusMillis(679)); // The session counts whole seconds.
    assertThat(sessions.open(text, EXPECTED).id()).isEqualTo(session.id());
    clock.advance(Duration.ofMillis(1));
    assertRefused(SessionFault.EXPIRED, () -> sessions.open(text, EXPECTED));
  }
}
