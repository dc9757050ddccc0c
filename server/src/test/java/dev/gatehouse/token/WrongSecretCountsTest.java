package dev.gatehouse.token;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.pool.ClientId;
import dev.gatehouse.pool.RefusedException;
import dev.gatehouse.testing.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WrongSecretCountsTest {
  private static final ClientId CLIENT = new ClientId("14aq5ll5b1it6f62uefem6aqhn");
  private static final ClientId OTHER = new ClientId("other");
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final ManualClock clock = ManualClock.atStart();
  private final WrongSecrets counts = new WrongSecretCounts(3, WINDOW, clock);

  @Test
  void te_24_a_source_has_room_for_so_many_wrong_secrets_of_one_client() {
    tryWrong(2, "192.0.2.1");
    assertRoom(CLIENT, "192.0.2.1");
    tryWrong(1, "192.0.2.1");

    assertNoRoom("192.0.2.1");
    assertRoom(CLIENT, "192.0.2.2");
    assertRoom(OTHER, "192.0.2.1");
  }

  @Test
  void te_24_the_window_begins_with_the_first_wrong_secret() {
    tryWrong(1, "192.0.2.1");
    clock.advance(Duration.ofSeconds(59));
    tryWrong(2, "192.0.2.1");
    assertNoRoom("192.0.2.1");

    clock.advance(Duration.ofSeconds(2));

    assertRoom(CLIENT, "192.0.2.1");
  }

  @Test
  void te_24_the_addresses_of_an_ipv6_network_are_one_source() {
    tryWrong(1, "2001:db8:0:1::1");
    tryWrong(1, "2001:db8:0:1::2");
    tryWrong(1, "2001:db8:0:1:ffff::");

    assertNoRoom("2001:db8:0:1::3");
    assertRoom(CLIENT, "2001:db8:0:2::1");
  }

  @Test
  void zero_never_refuses() {
    var off = new WrongSecretCounts(0, WINDOW, clock);
    for (int i = 0; i < 100; i++) {
      off.note(CLIENT, "192.0.2.1");
    }

    assertThatCode(() -> off.requireRoom(CLIENT, "192.0.2.1")).doesNotThrowAnyException();
  }

  private void tryWrong(int times, String peer) {
    for (int i = 0; i < times; i++) {
      counts.note(CLIENT, peer);
    }
  }

  private void assertRoom(ClientId client, String peer) {
    assertThatCode(() -> counts.requireRoom(client, peer)).doesNotThrowAnyException();
  }

  private void assertNoRoom(String peer) {
    assertThatThrownBy(() -> counts.requireRoom(CLIENT, peer)).isInstanceOf(RefusedException.class);
  }
}
