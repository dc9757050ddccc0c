package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which flow a client may use, and where (users §3.1, AC-15, SR-15).
class AuthFlowTest {
  @ParameterizedTest
  @CsvSource({
    "USER_SRP_AUTH, USER_SRP_AUTH",
    "USER_PASSWORD_AUTH, USER_PASSWORD_AUTH",
    "ADMIN_USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH",
    "ADMIN_NO_SRP_AUTH, ADMIN_USER_PASSWORD_AUTH",
    "REFRESH_TOKEN_AUTH, REFRESH_TOKEN_AUTH",
    "REFRESH_TOKEN, REFRESH_TOKEN_AUTH",
    "CUSTOM_AUTH, CUSTOM_AUTH",
    "USER_AUTH, USER_AUTH"
  })
  void has_a_present_name_and_perhaps_an_old_one(String name, AuthFlow flow) {
    assertThat(AuthFlow.of(name)).contains(flow);
  }

  @Test
  void no_other_name_is_one() {
    assertThat(List.of("", "user_srp_auth", "ALLOW_USER_SRP_AUTH", "PASSWORD"))
        .allSatisfy(name -> assertThat(AuthFlow.of(name)).isEqualTo(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "'', USER_SRP_AUTH REFRESH_TOKEN_AUTH CUSTOM_AUTH",
    "ALLOW_USER_SRP_AUTH, USER_SRP_AUTH",
    "ALLOW_USER_PASSWORD_AUTH, USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH, REFRESH_TOKEN_AUTH",
    "ALLOW_CUSTOM_AUTH, CUSTOM_AUTH",
    "ALLOW_USER_AUTH, USER_AUTH",
    "ALLOW_CLIENT_TOKEN_AUTH, ''",
    "ALLOW_USER_SRP_AUTH ALLOW_USER_PASSWORD_AUTH, USER_SRP_AUTH USER_PASSWORD_AUTH",
    "USER_PASSWORD_AUTH, USER_SRP_AUTH USER_PASSWORD_AUTH REFRESH_TOKEN_AUTH CUSTOM_AUTH",
    "ADMIN_NO_SRP_AUTH, USER_SRP_AUTH ADMIN_USER_PASSWORD_AUTH REFRESH_TOKEN_AUTH CUSTOM_AUTH",
    "CUSTOM_AUTH_FLOW_ONLY, REFRESH_TOKEN_AUTH CUSTOM_AUTH"
  })
  void sr_15_a_client_allows_what_it_names(String explicit, String allowed) {
    assertThat(allowedBy(words(explicit)))
        .isEqualTo(words(allowed).stream().map(AuthFlow::valueOf).collect(Collectors.toSet()));
  }

  private static Set<AuthFlow> allowedBy(Set<String> explicit) {
    return Arrays.stream(AuthFlow.values())
        .filter(flow -> flow.isAllowedBy(explicit))
        .collect(Collectors.toSet());
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
  }

  @Test
  void a_password_in_clear_has_a_flow_for_each_side() {
    for (var flow : AuthFlow.values()) {
      assertThat(flow.isFor(true))
          .as("%s of an administrator", flow)
          .isEqualTo(flow != AuthFlow.USER_PASSWORD_AUTH);
      assertThat(flow.isFor(false))
          .as("%s of a user", flow)
          .isEqualTo(flow != AuthFlow.ADMIN_USER_PASSWORD_AUTH);
    }
  }
}
