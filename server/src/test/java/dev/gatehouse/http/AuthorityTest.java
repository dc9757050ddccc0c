package dev.gatehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "a-b_c.example:9229",
        "127.0.0.1:1",
        "[::1]",
        "[::ffff:1.2.3.4]:65535"
      })
  void takes_a_host_with_or_without_a_port(String text) {
    assertThat(Authority.parse(text)).contains(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":80",
        "a:",
        "a:123456",
        "a:8x",
        "a:b:1",
        "a b",
        "a/b",
        "a@b",
        "a,b",
        "a%41",
        "é",
        "::1",
        "[]",
        "[:]",
        "[g::1]",
        "[::1",
        "::1]",
        "[::1]x",
        "[::1]:",
        "a\0",
        "a\\b",
        "a?b",
        "a#b"
      })
  void ht_06_takes_nothing_else(String text) {
    assertThat(Authority.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {254, 300, 70_000})
  void ht_06_takes_no_endless_host(int length) {
    assertThat(Authority.parse("a".repeat(length) + ".localhost")).isEmpty();
  }
}
