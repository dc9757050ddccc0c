package dev.gatehouse.aws.idp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatehouse.aws.ApiException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrlTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "https://example.com/",
        "https://example.com:8443/cb?x=1",
        "HTTPS://EXAMPLE.COM",
        "http://localhost",
        "http://LocalHost:3000/cb",
        "http://127.0.0.1:65535?x",
        "http://[::1]:3000/",
        "myapp://example",
        "com.example.app:/oauth",
        "exp+my-app://cb",
        "https://bücher.example/✓"
      })
  void ac_35_takes_an_absolute_url(String url) {
    assertThatCode(() -> RedirectUrl.require(url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com",
        "HTTP://example.com",
        "http://localhost.evil.example",
        "http://localhost@evil.example",
        "http://localhost:80@evil.example/",
        "http://localhost\\@evil.example",
        "http://localhost\\.evil.example",
        "http://127.0.0.1.evil.example",
        "http://evil.example/?http://localhost/",
        "http://localhost:123456/",
        "http://0.0.0.0/",
        "http://127.0.0.2/",
        "http://[::ffff:127.0.0.1]/"
      })
  void ac_30_takes_http_only_to_this_machine(String url) {
    assertRefused(url, url + " cannot use the HTTP protocol.");
  }

  @ParameterizedTest
  @DisplayName("AZ-06: a URL that runs, is relative, has a fragment or a wildcard")
  @CsvSource({
    "javascript:alert(1), cannot use a scheme that browsers run as a script.",
    "JaVaScRiPt:alert(1), cannot use a scheme that browsers run as a script.",
    "'data:text/html,x', cannot use a scheme that browsers run as a script.",
    "vbscript:x, cannot use a scheme that browsers run as a script.",
    "blob:https://a.example.com/x, cannot use a scheme that browsers run as a script.",
    "/callback, must be an absolute URL.",
    "//evil.example, must be an absolute URL.",
    "example.com/cb, must be an absolute URL.",
    "https:, must be an absolute URL.",
    "https:evil.example, must be an absolute URL.",
    "https:///evil.example, must be an absolute URL.",
    "https://, must be an absolute URL.",
    "http:/localhost, must be an absolute URL.",
    "1http://localhost, must be an absolute URL.",
    "https://example.com/#top, cannot contain a fragment.",
    "myapp://cb#, cannot contain a fragment.",
    "https://*.example.com, cannot contain a wildcard."
  })
  void az_06_refuses(String url, String expected) {
    assertRefused(url, url + " " + expected);
  }

  private static void assertRefused(String url, String expected) {
    var refused =
        assertThatExceptionOfType(ApiException.class)
            .isThrownBy(() -> RedirectUrl.require(url))
            .actual();
    assertThat(refused.error().type() + ": " + refused.text())
        .isEqualTo("InvalidParameterException: " + expected);
  }
}
