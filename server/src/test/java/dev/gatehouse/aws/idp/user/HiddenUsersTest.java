package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.SelfSite.EMAIL;
import static dev.gatehouse.aws.idp.user.SelfSite.EXPIRED;
import static dev.gatehouse.aws.idp.user.SelfSite.HIDDEN;
import static dev.gatehouse.aws.idp.user.SelfSite.LIMIT;
import static dev.gatehouse.aws.idp.user.SelfSite.OTHER_PASSWORD;
import static dev.gatehouse.aws.idp.user.SelfSite.WRONG;
import static dev.gatehouse.aws.idp.user.SelfSite.attributes;
import static dev.gatehouse.aws.idp.user.SelfSite.name;
import static dev.gatehouse.aws.idp.user.SelfSite.notThe;
import static dev.gatehouse.aws.idp.user.SelfSite.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A client that hides whom there is (users §2.9, EN-02, EN-03): whoever is not there is answered
/// as a user is, byte for byte, and as often.
class HiddenUsersTest {
  @TempDir Path folder;
  private SelfSite site;

  @BeforeEach
  void open() {
    site = SelfSite.open(folder, EMAIL, HIDDEN);
    site.confirmed("jane");
  }

  @AfterEach
  void close() {
    site.close();
  }

  /// The same calls by a user and by others; what is masked differs by name.
  private static List<String> masked(List<String> answers) {
    return answers.stream().map(answer -> answer.replaceAll("\\w\\*\\*\\*@\\w", "x***@x")).toList();
  }

  private List<String> story(String name, Supplier<String> wrongCode) {
    var answers = new ArrayList<String>();
    answers.add(site.reset(name, "123456", OTHER_PASSWORD));
    for (int i = 0; i < 4; i++) {
      answers.add(site.forgot(name));
      for (int j = 0; j < 6; j++) {
        answers.add(site.reset(name, wrongCode.get(), OTHER_PASSWORD));
      }
    }
    site.api.clock.advance(Duration.ofHours(1));
    answers.add(site.reset(name, wrongCode.get(), OTHER_PASSWORD));
    for (int i = 0; i < 6; i++) {
      answers.add(site.forgot(name));
    }
    answers.add(site.reset(name, wrongCode.get(), OTHER_PASSWORD));
    return masked(answers);
  }

  @Test
  void en_02_en_03_a_forgotten_password_of_nobody() {
    var users = story("jane", () -> notThe(site.code()));
    assertThat(users.subList(0, 8))
        .containsExactly(
            EXPIRED,
            sent("x***@x***", "EMAIL", "email"),
            WRONG,
            WRONG,
            WRONG,
            WRONG,
            WRONG,
            EXPIRED);
    assertThat(users).contains(LIMIT);
    assertThat(story("nobody", () -> "123456")).isEqualTo(users);

    site.confirmed("john");
    site.admin("AdminDisableUser", name("john"));
    assertThat(story("john", () -> "123456")).as("disabled").isEqualTo(users);
    site.confirmed("anna");
    site.admin("AdminUpdateUserAttributes", name("anna") + attributes("email_verified", "false"));
    assertThat(story("anna", () -> "123456")).as("without an address").isEqualTo(users);
  }

  @Test
  void nobody_is_sent_anything() {
    var before = site.messages().size();
    site.forgot("nobody");
    site.resend("nobody");
    assertThat(site.messages()).hasSize(before);
  }

  @Test
  void en_03_a_confirmation_of_nobody() {
    site.signUpByMail("anna");
    var wrong = notThe(site.code());
    assertThat(site.confirm("nobody", "123456")).isEqualTo(EXPIRED);
    for (int i = 0; i < 5; i++) {
      var user = site.resend("anna");
      assertThat(masked(List.of(site.resend("nobody")))).isEqualTo(masked(List.of(user)));
    }
    assertThat(site.resend("anna")).isEqualTo(LIMIT);
    assertThat(site.resend("nobody")).isEqualTo(LIMIT);
    for (int i = 0; i < 5; i++) {
      assertThat(site.confirm("anna", wrong)).isEqualTo(WRONG);
      assertThat(site.confirm("nobody", wrong)).isEqualTo(WRONG);
    }
    for (int i = 0; i < 10; i++) {
      assertThat(site.confirm("anna", wrong)).isEqualTo(EXPIRED);
    }
    for (int i = 0; i < 9; i++) {
      assertThat(site.confirm("nobody", wrong)).isEqualTo(EXPIRED);
    }
    assertThat(site.confirm("anna", wrong)).isEqualTo(LIMIT);
    assertThat(site.confirm("nobody", wrong)).isEqualTo(LIMIT);
  }

  @Test
  void en_02_the_made_up_address_of_a_name_stays() {
    var first = site.forgot("nobody");
    assertThat(site.forgot("nobody")).isEqualTo(first).isEqualTo(site.resend("nobody"));
    var names = new ArrayList<String>();
    for (int i = 0; i < 10; i++) {
      names.add(site.forgot("nobody" + i));
    }
    assertThat(names).doesNotHaveDuplicates().allMatch(answer -> answer.startsWith("200 "));
  }

  @Test
  void en_02_a_name_that_is_an_address_is_where_it_goes() {
    assertThat(site.forgot("zoe@other.example")).isEqualTo(sent("z***@o***", "EMAIL", "email"));
    var phones =
        SelfSite.on(
            site.api,
            ",'AccountRecoverySetting':{'RecoveryMechanisms':[{'Name':'verified_phone_number',"
                + "'Priority':1},{'Name':'verified_email','Priority':2}]}",
            HIDDEN);
    assertThat(phones.forgot("+12065550100"))
        .isEqualTo(sent("+*******0100", "SMS", "phone_number"));
    assertThat(phones.forgot("zoe@other.example")).isEqualTo(sent("z***@o***", "EMAIL", "email"));
    assertThat(phones.forgot("nobody")).matches("200 .*\"\\+\\*{7}\\d{4}\",.*\"SMS\".*");
  }

  @Test
  void en_03_a_confirmation_of_who_has_no_address() {
    site.signUp("bert", "");
    var bert = new ArrayList<String>();
    var nobody = new ArrayList<String>();
    for (int i = 0; i < 6; i++) {
      bert.add(site.resend("bert"));
      nobody.add(site.resend("nobody"));
      bert.add(site.confirm("bert", "123456"));
      nobody.add(site.confirm("nobody", "123456"));
    }
    assertThat(bert.subList(0, 2).toString()).contains("200 ", "CodeMismatchException");
    assertThat(masked(bert)).contains(LIMIT).isEqualTo(masked(nobody));
    assertThat(site.messages()).isEmpty();
    assertThat(site.with("").resend("bert")).as("an open client").startsWith("400 ");
  }

  /// §2.3, §2.5, §2.9: what status a user has is told to clients that may know whom there is.
  @Test
  void en_02_en_03_the_status_of_a_user_is_hidden_too() {
    site.signUpByMail("nora");
    site.admin("AdminConfirmSignUp", name("nora"));
    site.confirmed("john");
    site.admin("AdminSetUserPassword", name("john") + ",'Password':'" + OTHER_PASSWORD + "'");
    var before = site.messages().size();
    for (var name : List.of("jane", "nora", "john")) {
      assertThat(signUpStory(name)).as(name).isEqualTo(signUpStory("nobody-beside-" + name));
    }
    assertThat(story("john", () -> "123456")).isEqualTo(story("nobody", () -> "123456"));
    assertThat(site.messages()).hasSize(before);

    var open = site.with("");
    assertThat(open.confirm("nora", "123456"))
        .isEqualTo(SelfSite.notAuthorized("User cannot be confirmed. Current status is CONFIRMED"));
    assertThat(open.resend("nora")).isEqualTo(SelfSite.invalid("User is already confirmed."));
    assertThat(open.forgot("john"))
        .isEqualTo(SelfSite.notAuthorized("User password cannot be reset in the current state."));
  }

  private List<String> signUpStory(String name) {
    var answers = new ArrayList<String>();
    answers.add(site.confirm(name, "123456"));
    for (int i = 0; i < 6; i++) {
      answers.add(site.resend(name));
      answers.add(site.confirm(name, "123456"));
    }
    return masked(answers);
  }

  /// Whoever has the code has read the user's mail.
  @Test
  void a_code_that_was_right_is_none_any_more() {
    site.signUpByMail("nora");
    var code = site.code();
    assertThat(site.confirm("nora", code)).isEqualTo(SelfSite.OK);
    assertThat(site.confirm("nora", code)).isEqualTo(EXPIRED);
  }
}
