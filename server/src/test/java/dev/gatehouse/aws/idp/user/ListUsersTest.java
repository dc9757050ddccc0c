package dev.gatehouse.aws.idp.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// ListUsers (users §2.8).
class ListUsersTest {
  @TempDir Path folder;
  private UserApi api;
  private String pool = "";

  @BeforeEach
  void open() {
    api = UserApi.open(folder);
    pool = api.createPool();
  }

  @AfterEach
  void close() {
    api.close();
  }

  private void create(String name, String email, String family) {
    api.createUser(
        pool,
        name,
        ",'UserAttributes':[{'Name':'email','Value':'%s'},{'Name':'family_name','Value':'%s'}]"
            .formatted(email, family));
  }

  private String list(String members) {
    return "{'UserPoolId':'" + pool + "'" + members + "}";
  }

  /// A filter as a member of a request, with `'` for the quotes in it.
  private static String filter(String text) {
    return ",'Filter':'" + text.replace("\\", "\\\\").replace("~", "\\'") + "'";
  }

  private List<String> names(String members) {
    var names = new ArrayList<String>();
    var token = "";
    do {
      var page = api.answer("ListUsers", list(members + token));
      for (var user : ((JsonArray) page.member("Users").orElseThrow()).elements()) {
        names.add(((JsonObject) user).string("Username").orElseThrow());
      }
      token =
          page.string("PaginationToken")
              .map(next -> ",'PaginationToken':'" + next + "'")
              .orElse("");
    } while (!token.isEmpty());
    return names;
  }

  @Test
  void shows_users_as_they_are_made() {
    assertThat(api.call("ListUsers", list(""))).isEqualTo("{\"Users\":[]}");
    create("jane", "jane@example.com", "Doe");
    var sub = api.sub(pool, "jane");
    var user =
        "{'Username':'jane','Attributes':[%s],'UserCreateDate':1767323045.678,"
            + "'UserLastModifiedDate':1767323045.678,'Enabled':true,"
            + "'UserStatus':'FORCE_CHANGE_PASSWORD'}";
    var all =
        "{'Name':'sub','Value':'"
            + sub
            + "'},{'Name':'email','Value':'jane@example.com'},"
            + "{'Name':'family_name','Value':'Doe'}";
    assertThat(api.call("ListUsers", list("")))
        .isEqualTo(("{'Users':[" + user.formatted(all) + "]}").replace('\'', '"'));
    assertThat(api.call("ListUsers", list(",'AttributesToGet':['family_name','nickname']")))
        .isEqualTo(
            ("{'Users':[" + user.formatted("{'Name':'family_name','Value':'Doe'}") + "]}")
                .replace('\'', '"'));
    assertThat(api.call("ListUsers", list(",'AttributesToGet':[]")))
        .isEqualTo(("{'Users':[" + user.formatted(all) + "]}").replace('\'', '"'));
    assertThat(api.refusal("ListUsers", list(",'AttributesToGet':['sub','custom:x']")))
        .isEqualTo("InvalidParameterException: One or more requested attributes do not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "username = ~ann~                    | ann",
        "username=~ann~                      | ann",
        "  username   =   ~ann~              | ann",
        "username = ~Ann~                    | ",
        "username ^= ~a~                     | al,ann",
        "email = ~ANN@EXAMPLE.COM~           | ann",
        "email ^= ~an~                       | ann",
        "family_name = ~reddy~               | al,ann",
        "family_name ^= ~%~                  | odd",
        "family_name ^= ~_~                  | ",
        "family_name ^= ~%_\\~\\x~           | odd",
        "family_name = ~~                    | ",
        "family_name ^= ~~                   | al,ann,odd",
        "given_name = ~x~                    | ",
        "status = ~Enabled~                  | al,ann",
        "status = ~Disabled~                 | odd",
        "status = ~enabled~                  | ",
        "cognito:user_status = ~confirmed~   | ann",
        "cognito:user_status ^= ~Force~      | al,odd",
        "cognito:user_status ^= ~~           | al,ann,odd",
        "sub = ~x~                           | ",
        "sub ^= ~~                           | al,ann,odd",
        "``                                  | al,ann,odd",
        "` `                                 | al,ann,odd"
      })
  void in_01_to_in_03_a_filter_finds_what_it_says(String text, String expected) {
    create("ann", "ann@example.com", "Reddy");
    create("al", "al@example.com", "REDDY");
    create("odd", "odd@example.com", "%_\\\"\\\\x");
    api.call("AdminDisableUser", UserApi.of(pool, "odd", ""));
    api.call(
        "AdminSetUserPassword",
        UserApi.of(pool, "ann", ",'Password':'" + UserApi.PASSWORD + "','Permanent':true"));
    var wanted = expected == null ? List.<String>of() : List.of(expected.split(",", -1));
    for (var limit : List.of("", ",'Limit':1", ",'Limit':2")) {
      assertThat(names(filter(text) + limit)).as(limit).containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  @Test
  void finds_a_sub_whole_and_from_its_beginning() {
    create("ann", "ann@example.com", "Reddy");
    create("al", "al@example.com", "Reddy");
    var sub = api.sub(pool, "ann");
    assertThat(names(filter("sub = ~" + sub + "~"))).containsExactly("ann");
    assertThat(names(filter("sub ^= ~" + sub.substring(0, 8) + "~"))).containsExactly("ann");
    assertThat(names(filter("sub = ~" + sub.substring(0, 8) + "~"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "username",
        "username =",
        "username = ann",
        "username = ~ann",
        "username = ann~",
        "username = ~ann\\~",
        "username = ~ann~ ~x~",
        "username = ~ann~ and email = ~x~",
        "username != ~ann~",
        "username ^ ~ann~",
        "username == ~ann~",
        "= ~ann~",
        "~ann~",
        "~username~ = ~ann~",
        "username like ~ann~"
      })
  void in_02_anything_else_is_no_filter(String text) {
    create("ann", "ann@example.com", "Reddy");
    assertThat(api.refusal("ListUsers", list(filter(text))))
        .isEqualTo("InvalidParameterException: Error while parsing filter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"custom:team", "nickname", "Email", "enabled", "user_status", "a'--"})
  void in_02_only_some_attributes_are_searched(String attribute) {
    var text = filter(attribute.replace("'", "`") + " = ~x~");
    assertThat(api.refusal("ListUsers", list(text)))
        .isEqualTo(
            "InvalidParameterException: Invalid search attribute: " + attribute.replace("'", "`"));
  }

  @Test
  void in_04_ap_12_pages_hold_every_user_once_while_others_come_and_go() {
    var expected = IntStream.range(0, 130).mapToObj(i -> "u%03d".formatted(i)).toList();
    expected.forEach(name -> create(name, name + "@example.com", "Doe"));
    for (var members : List.of("", filter("family_name = ~doe~"), filter("username ^= ~u~"))) {
      assertThat(names(members)).hasSize(130).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(names(members + ",'Limit':7")).containsExactlyInAnyOrderElementsOf(expected);
    }
    var first = api.answer("ListUsers", list(filter("username ^= ~u~") + ",'Limit':2"));
    api.call("AdminDeleteUser", UserApi.of(pool, "u001", ""));
    create("u000a", "x@example.com", "Doe");
    var token = first.string("PaginationToken").orElseThrow();
    assertThat(
            api.call(
                "ListUsers",
                list(filter("username ^= ~u~") + ",'Limit':1,'PaginationToken':'" + token + "'")))
        .contains("\"Username\":\"u002\"");
  }

  @Test
  void mt_03_a_token_is_of_one_pool_and_filter_and_of_the_last_hour() {
    create("ann", "ann@example.com", "Reddy");
    create("al", "al@example.com", "Reddy");
    var page = api.answer("ListUsers", list(filter("family_name = ~Reddy~") + ",'Limit':1"));
    var token = ",'PaginationToken':'" + page.string("PaginationToken").orElseThrow() + "'";
    var invalid = "InvalidParameterException: Invalid pagination token.";
    assertThat(api.refusal("ListUsers", list(token))).isEqualTo(invalid);
    assertThat(api.refusal("ListUsers", list(filter("family_name ^= ~R~") + token)))
        .isEqualTo(invalid);
    var other = "{'UserPoolId':'" + api.createPool() + "'";
    assertThat(api.refusal("ListUsers", other + filter("family_name = ~Reddy~") + token + "}"))
        .isEqualTo(invalid);
    api.clock.advance(Duration.ofHours(1));
    api.call("ListUsers", list(filter("family_name = ~Reddy~") + token));
    api.clock.advance(Duration.ofSeconds(1));
    assertThat(api.refusal("ListUsers", list(filter("family_name = ~Reddy~") + token)))
        .isEqualTo(invalid);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "61", "2147483648", "'60'"})
  void in_04_a_limit_out_of_range(String limit) {
    assertThat(api.send("ListUsers", list(",'Limit':" + limit)).status()).isEqualTo(400);
  }
}
