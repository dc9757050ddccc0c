package dev.gatehouse.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.aws.ApiException;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.UserStatus;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.pool.Username;
import dev.gatehouse.store.Users;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bound of `SearchUsers` (record 34), in a pool that is larger.
class SearchUsersTest {
  private static final int USERS = SearchUsers.EXAMINED_MAX + 1_300;

  @TempDir static Path folder;

  private static Optional<Installation> installation = Optional.empty();

  @BeforeAll
  static void fill() {
    var made = new Installation(folder);
    installation = Optional.of(made);
    made.store.write(tx -> {
      for (int i = 0; i < USERS; i++) {
        tx.users().insert(user(made, i), Set.of());
      }
      return true;
    });
  }

  @AfterAll
  static void close() {
    installation.ifPresent(Installation::close);
  }

  /// Numbered by sub: `user-000000` is the first.
  private static Users.Row user(Installation made, int number) {
    return Users.Row.create(
        Installation.POOL,
        new UserSub("%08x-0000-7000-8000-000000000000".formatted(number)),
        new Username("user-%06d".formatted(number)),
        UserStatus.CONFIRMED,
        Map.of(),
        made.clock.instant());
  }

  private static JsonObject search(String text, Optional<String> token) {
    var more = token.map(it -> ",\"NextToken\":\"" + it + "\"").orElse("");
    return installation
        .orElseThrow()
        .run(
            Optional.empty(),
            "SearchUsers",
            "{\"UserPoolId\":\"%s\",\"Text\":\"%s\"%s}".formatted(Installation.POOL, text, more));
  }

  /// Each answer to its end, as `found of examined`.
  private static List<String> answers(String text) {
    var all = new ArrayList<String>();
    var token = Optional.<String>empty();
    do {
      var answer = search(text, token);
      all.add(found(answer) + " of " + answer.number("Examined").orElseThrow());
      token = answer.string("NextToken");
    } while (token.isPresent());
    return all;
  }

  private static int found(JsonObject answer) {
    return ((dev.gatehouse.json.JsonValue.JsonArray) answer.member("Users").orElseThrow())
        .elements()
        .size();
  }

  @Test
  void a_request_looks_at_so_many_users_and_says_where_to_go_on() {
    assertThat(answers("nobody")).containsExactly("0 of 5000", "0 of 1300");
  }

  @Test
  void an_answer_ends_where_it_has_enough() {
    assertThat(answers("user-0062")).containsExactly("0 of 5000", "60 of 1260", "40 of 40");
    assertThat(answers("user-0000")).containsExactly("60 of 60", "40 of 5000", "0 of 1240");
  }

  @Test
  void a_token_belongs_to_its_text_whatever_the_case() {
    var token = search("NOBODY", Optional.empty()).string("NextToken");
    assertThat(search("nobody", token).number("Examined").orElseThrow().intValue())
        .isEqualTo(1_300);
    assertThatThrownBy(() -> search("somebody", token))
        .isInstanceOf(ApiException.class)
        .hasMessage("INVALID_PAGE_TOKEN: Invalid pagination token.");
  }
}
