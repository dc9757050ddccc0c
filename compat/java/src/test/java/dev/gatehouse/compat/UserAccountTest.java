package dev.gatehouse.compat;

import static dev.gatehouse.compat.App.OTHER_PASSWORD;
import static dev.gatehouse.compat.App.PASSWORD;
import static dev.gatehouse.compat.App.USERS;
import static dev.gatehouse.compat.App.WRONG;
import static dev.gatehouse.compat.App.assertRefused;
import static dev.gatehouse.compat.App.email;
import static dev.gatehouse.compat.App.valuesOf;
import static dev.gatehouse.compat.Machines.COGNITO;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/// What a user sees and changes of himself (users §2.7, §2.8), and how administrators find him in
/// lists and groups (§2.8, §6.1).
@ParameterizedClass(name = "{0}")
@EnumSource(App.Kind.class)
class UserAccountTest {
  private final App app;

  UserAccountTest(App.Kind kind) {
    app = kind.app;
  }

  private static UpdateUserAttributesResponse update(String token, String name, String value) {
    return USERS.updateUserAttributes(
        request -> request.accessToken(token).userAttributes(App.attribute(name, value)));
  }

  private static Map<String, String> attributes(String token) {
    return valuesOf(USERS.getUser(request -> request.accessToken(token)).userAttributes());
  }

  @Test
  void sees_and_changes_his_attributes() {
    var name = app.confirmed();
    var token = app.tokens(name).accessToken();
    var user = USERS.getUser(request -> request.accessToken(token));
    assertThat(user.username()).isEqualTo(name);
    assertThat(valuesOf(user.userAttributes()))
        .containsOnlyKeys("sub", "email", "email_verified")
        .containsEntry("email", email(name))
        .containsEntry("email_verified", "true");
    assertThat(update(token, "nickname", "N").codeDeliveryDetailsList()).isEmpty();
    assertThat(attributes(token)).containsEntry("nickname", "N");
    assertRefused(
        () -> update(token, "sub", "x"),
        InvalidParameterException.class,
        "Cannot modify the non-mutable attribute sub");
  }

  @Test
  void proves_a_new_address_with_a_code() {
    var token = app.tokens(app.confirmed()).accessToken();
    var address = email(App.newName());
    assertThat(update(token, "email", address).codeDeliveryDetailsList())
        .singleElement()
        .satisfies(sent -> assertThat(sent.destination()).isEqualTo("u***@e***"));
    assertThat(attributes(token)).containsEntry("email_verified", "false");
    var code = app.code(address);
    assertRefused(
        () -> prove(token, App.otherThan(code)),
        CodeMismatchException.class,
        "Invalid verification code provided, please try again.");
    prove(token, code);
    assertThat(attributes(token))
        .containsEntry("email", address)
        .containsEntry("email_verified", "true");
    assertRefused(
        () -> prove(token, code),
        ExpiredCodeException.class,
        "Invalid code provided, please request a code again.");
  }

  private static void prove(String token, String code) {
    USERS.verifyUserAttribute(
        request -> request.accessToken(token).attributeName("email").code(code));
  }

  @Test
  void changes_his_password() {
    var name = app.confirmed();
    var token = app.tokens(name).accessToken();
    assertRefused(() -> change(token, "Not-the-password-9"), NotAuthorizedException.class, WRONG);
    change(token, PASSWORD);
    assertRefused(() -> app.enter(name, PASSWORD), NotAuthorizedException.class, WRONG);
    assertThat(app.enter(name, OTHER_PASSWORD).authenticationResult()).isNotNull();
  }

  private static void change(String token, String password) {
    USERS.changePassword(request ->
        request.accessToken(token).previousPassword(password).proposedPassword(OTHER_PASSWORD));
  }

  @Test
  void deletes_himself() {
    var name = app.confirmed();
    var token = app.tokens(name).accessToken();
    USERS.deleteUser(request -> request.accessToken(token));
    assertRefused(() -> app.enter(name, PASSWORD), NotAuthorizedException.class, WRONG);
  }

  private String group(int precedence) {
    var name = App.newName() + "-group";
    COGNITO.createGroup(
        request -> request.userPoolId(app.poolId()).groupName(name).precedence(precedence));
    return name;
  }

  private void join(String user, String group) {
    COGNITO.adminAddUserToGroup(
        request -> request.userPoolId(app.poolId()).username(user).groupName(group));
  }

  @Test
  void both_tokens_name_his_groups_the_first_by_precedence_first() {
    var name = app.confirmed();
    var readers = group(5);
    var writers = group(1);
    var tokens = app.tokens(name);
    assertThat(app.decoder().decode(tokens.idToken()).getClaims())
        .doesNotContainKey("cognito:groups");
    join(name, readers);
    join(name, writers);
    var later = app.tokens(name);
    for (var token : List.of(later.idToken(), later.accessToken())) {
      assertThat(app.decoder().decode(token).getClaimAsStringList("cognito:groups"))
          .containsExactly(writers, readers);
    }
  }

  @Test
  void paginators_find_members_and_users() {
    var group = group(1);
    var names = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      names.add(app.invited(PASSWORD));
      join(names.getLast(), group);
    }
    var members =
        COGNITO
            .listUsersInGroupPaginator(
                request -> request.userPoolId(app.poolId()).groupName(group).limit(2))
            .stream()
            .toList();
    assertThat(members).allSatisfy(page -> assertThat(page.users()).hasSizeBetween(1, 2));
    assertThat(members)
        .flatExtracting(page -> page.users())
        .extracting(UserType::username)
        .containsExactlyInAnyOrderElementsOf(names);
    var users = COGNITO.listUsersPaginator(request -> request.userPoolId(app.poolId()).limit(3));
    assertThat(users.stream().toList())
        .allSatisfy(page -> assertThat(page.users()).hasSizeBetween(1, 3));
    assertThat(users.users().stream().map(UserType::username).toList())
        .doesNotHaveDuplicates()
        .containsAll(names);
  }

  @Test
  void filters_find_one_user_or_are_refused() {
    var name = app.confirmed();
    assertThat(list("email = \"" + email(name) + "\""))
        .singleElement()
        .satisfies(user -> {
          assertThat(user.username()).isEqualTo(name);
          assertThat(user.userStatusAsString()).isEqualTo("CONFIRMED");
          assertThat(user.enabled()).isTrue();
        });
    assertRefused(
        () -> list("email ^="), InvalidParameterException.class, "Error while parsing filter");
    assertRefused(
        () -> list("nickname = \"N\""),
        InvalidParameterException.class,
        "Invalid search attribute: nickname");
  }

  private List<UserType> list(String filter) {
    return COGNITO
        .listUsersPaginator(request -> request.userPoolId(app.poolId()).filter(filter))
        .users()
        .stream()
        .toList();
  }
}
