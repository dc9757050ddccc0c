package dev.gatehouse.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.GroupClaims.Membership;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which groups and roles tokens name (users §6.1).
class GroupClaimsTest {
  private static Membership group(String name, int precedence, String role) {
    return new Membership(name, Optional.of(precedence), Optional.of(role));
  }

  private static Membership group(String name, String role) {
    return new Membership(name, Optional.empty(), Optional.of(role));
  }

  @Test
  void names_stand_by_precedence_and_those_without_one_last() {
    var claims =
        GroupClaims.of(
            List.of(
                new Membership("none-b", Optional.empty(), Optional.empty()),
                new Membership("seven", Optional.of(7), Optional.empty()),
                new Membership("none-a", Optional.empty(), Optional.empty()),
                new Membership("zero", Optional.of(0), Optional.empty()),
                new Membership("last", Optional.of(Integer.MAX_VALUE), Optional.empty())));
    assertThat(claims)
        .isEqualTo(
            new GroupClaims(
                List.of("zero", "seven", "last", "none-a", "none-b"), List.of(), Optional.empty()));
  }

  @Test
  void the_preferred_role_is_that_of_the_lowest_precedence() {
    var claims = GroupClaims.of(List.of(group("b", 2, "arn:b"), group("a", 1, "arn:a")));
    assertThat(claims.roles()).containsExactly("arn:a", "arn:b");
    assertThat(claims.preferredRole()).contains("arn:a");
  }

  @Test
  void a_group_without_a_role_prefers_none() {
    var claims =
        GroupClaims.of(
            List.of(
                new Membership("first", Optional.of(0), Optional.empty()), group("b", 2, "arn:b")));
    assertThat(claims.preferredRole()).contains("arn:b");
  }

  @Test
  void a_tie_has_a_preferred_role_only_where_it_is_the_same() {
    assertThat(GroupClaims.of(List.of(group("a", 1, "arn:a"), group("b", 1, "arn:b"))))
        .isEqualTo(new GroupClaims(List.of("a", "b"), List.of("arn:a", "arn:b"), Optional.empty()));
    assertThat(
            GroupClaims.of(
                    List.of(group("a", 1, "arn:x"), group("b", 1, "arn:x"), group("c", "arn:c")))
                .preferredRole())
        .contains("arn:x");
    assertThat(GroupClaims.of(List.of(group("a", "arn:a"), group("b", "arn:b"))).preferredRole())
        .as("groups without precedence tie")
        .isEmpty();
  }

  @Test
  void a_single_role_always_wins_and_stands_once() {
    assertThat(GroupClaims.of(List.of(group("a", "arn:x"), group("b", 3, "arn:x"))))
        .isEqualTo(new GroupClaims(List.of("b", "a"), List.of("arn:x"), Optional.of("arn:x")));
  }

  @Test
  void no_group_says_nothing() {
    assertThat(GroupClaims.of(List.of())).isEqualTo(GroupClaims.NONE);
  }
}
