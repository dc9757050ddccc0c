package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
  private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.7");
  private static final InetAddress STRANGER = InetAddress.ofLiteral("203.0.113.9");
  private final TrustedProxies proxies =
      new TrustedProxies(List.of(PROXY, InetAddress.ofLiteral("10.0.0.8"))::contains);

  private static Headers forwardedFor(String... values) {
    var headers = Headers.NONE;
    for (var value : values) {
      headers = headers.with("X-Forwarded-For", value);
    }
    return headers;
  }

  @Test
  void az_40_a_stranger_cannot_choose_its_address_or_host() {
    var headers = forwardedFor("127.0.0.1").with("X-Forwarded-Host", "evil.example");
    assertThat(proxies.clientOf(STRANGER, headers)).isEqualTo("203.0.113.9");
    assertThat(proxies.hostOf(STRANGER, headers)).isEmpty();
    assertThat(TrustedProxies.NONE.clientOf(PROXY, headers)).isEqualTo("10.0.0.7");
    assertThat(TrustedProxies.NONE.hostOf(PROXY, headers)).isEmpty();
  }

  @Test
  void az_40_the_last_address_that_is_no_proxy_is_the_client() {
    assertThat(proxies.clientOf(PROXY, forwardedFor("198.51.100.1, 203.0.113.9 , 10.0.0.8")))
        .isEqualTo("203.0.113.9");
    assertThat(proxies.clientOf(PROXY, forwardedFor("198.51.100.1", "203.0.113.9")))
        .isEqualTo("203.0.113.9");
    assertThat(proxies.clientOf(PROXY, forwardedFor("2001:db8::1")))
        .isEqualTo("2001:db8:0:0:0:0:0:1");
  }

  @Test
  void az_40_what_is_no_address_ends_the_chain() {
    assertThat(proxies.clientOf(PROXY, forwardedFor("203.0.113.9, unknown, 10.0.0.8")))
        .isEqualTo("10.0.0.7");
    assertThat(proxies.clientOf(PROXY, forwardedFor("evil.example"))).isEqualTo("10.0.0.7");
    assertThat(proxies.clientOf(PROXY, Headers.NONE)).isEqualTo("10.0.0.7");
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9:51234,203.0.113.9",
    "[2001:db8::1]:51234,2001:db8:0:0:0:0:0:1",
    "[2001:db8::1],2001:db8:0:0:0:0:0:1",
    "2001:db8::1:5123,2001:db8:0:0:0:0:1:5123",
    "203.0.113.9:,10.0.0.7",
    "203.0.113.9:port,10.0.0.7",
    "[2001:db8::1,10.0.0.7",
    "2001:db8::1],10.0.0.7",
    "[203.0.113.9],10.0.0.7",
    "[]:1,10.0.0.7"
  })
  void az_40_the_client_s_port_may_follow_its_address(String hop, String client) {
    assertThat(proxies.clientOf(PROXY, forwardedFor(hop))).isEqualTo(client);
  }

  @Test
  void ui_18_whatever_a_trusted_proxy_says_of_a_client_the_request_is_not_its_own() {
    for (var name :
        List.of("X-Forwarded-For", "x-forwarded-proto", "X-Forwarded-Port", "Forwarded")) {
      var headers = Headers.NONE.with(name, "unknown");
      assertThat(proxies.isForwarded(PROXY, headers)).as(name).isTrue();
      assertThat(proxies.isForwarded(STRANGER, headers)).as(name).isFalse();
    }
    assertThat(proxies.isForwarded(PROXY, Headers.NONE.with("X-Real-Name", "a"))).isFalse();
  }

  @Test
  void ui_18_only_a_trusted_proxy_says_that_it_ended_tls_and_says_it_once() {
    var https = Headers.NONE.with("x-forwarded-proto", "https");
    assertThat(proxies.endedTls(PROXY, https)).isTrue();
    assertThat(proxies.endedTls(STRANGER, https)).isFalse();
    assertThat(TrustedProxies.NONE.endedTls(PROXY, https)).isFalse();
    assertThat(proxies.endedTls(PROXY, Headers.NONE)).isFalse();
    assertThat(proxies.endedTls(PROXY, Headers.NONE.with("x-forwarded-proto", "http"))).isFalse();
    assertThat(proxies.endedTls(PROXY, https.with("x-forwarded-proto", "http"))).isFalse();
    assertThat(proxies.endedTls(PROXY, Headers.NONE.with("x-forwarded-proto", "http, https")))
        .isFalse();
  }

  @Test
  void az_40_a_trusted_proxy_names_the_host_once() {
    assertThat(proxies.hostOf(PROXY, Headers.NONE.with("x-forwarded-host", "ID.example.com:443")))
        .contains("id.example.com:443");
    assertThat(proxies.hostOf(PROXY, Headers.NONE.with("x-forwarded-host", "a@b"))).isEmpty();
    assertThat(proxies.hostOf(PROXY, Headers.NONE.with("x-forwarded-host", "a, b"))).isEmpty();
    assertThat(
            proxies.hostOf(
                PROXY, Headers.NONE.with("x-forwarded-host", "a").with("x-forwarded-host", "b")))
        .isEmpty();
  }
}
