package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.SelfSite.EMAIL;
import static dev.gatehouse.aws.idp.user.SelfSite.OK;
import static dev.gatehouse.aws.idp.user.SelfSite.attributes;
import static dev.gatehouse.aws.idp.user.SelfSite.details;
import static dev.gatehouse.aws.idp.user.SelfSite.error;
import static dev.gatehouse.aws.idp.user.SelfSite.invalid;
import static dev.gatehouse.aws.idp.user.SelfSite.name;
import static dev.gatehouse.aws.idp.user.SelfSite.notAuthorized;
import static dev.gatehouse.aws.idp.user.SelfSite.notBuilt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.store.Messages;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// SignUp (users §2.3): every answer whole, and the order in which faults are found.
class SignUpTest {
  /// Without it a pool cannot verify phone numbers.
  private static final String SMS =
      ",'SmsConfiguration':{'SnsCallerArn':'arn:aws:iam::000000000000:role/a'}";

  @TempDir Path folder;
  private UserApi api;

  @BeforeEach
  void open() {
    api = UserApi.withKeys(folder);
  }

  @AfterEach
  void close() {
    api.close();
  }

  private SelfSite site(String poolMembers) {
    return SelfSite.on(api, poolMembers, "");
  }

  @Test
  void signs_up_and_sends_a_code() {
    var site = site(EMAIL);
    var answer = site.signUp("jane", attributes("email", "jane@example.com", "name", "Jane"));
    assertThat(answer).isEqualTo(site.signedUp("jane", details("j***@e***", "EMAIL", "email")));
    assertThat(site.state("jane")).isEqualTo("UNCONFIRMED email=jane@example.com name=Jane");
    assertThat(site.messages())
        .singleElement()
        .satisfies(message -> assertThat(message.state()).isEqualTo(Messages.State.KEPT));
    assertThat(site.newest())
        .isEqualTo("SIGN_UP jane@example.com Your confirmation code is " + site.code());
    assertThat(site.code()).matches("\\d{6}");
    assertThat(site.confirm("jane", site.code())).isEqualTo(OK);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "'', email=jane@example.com, ''",
    "email, '', ''",
    "email, phone_number=+12065550100, ''",
    "email, email=jane@example.com, EMAIL",
    "'email,phone_number', email=jane@example.com, EMAIL",
    "'email,phone_number', email=jane@example.com;phone_number=+12065550100, SMS",
  })
  void sends_a_code_to_what_the_pool_verifies_the_phone_first(
      String verified, String given, String medium) {
    var members =
        verified.isEmpty()
            ? ""
            : SMS + ",'AutoVerifiedAttributes':['" + verified.replace(",", "','") + "']";
    var site = site(members);
    var sent = given.isEmpty() ? attributes() : attributes(given.split("[=;]", -1));
    var answer = site.signUp("jane", sent);
    var expected =
        switch (medium) {
          case "EMAIL" -> details("j***@e***", "EMAIL", "email");
          case "SMS" -> details("+*******0100", "SMS", "phone_number");
          default -> "";
        };
    assertThat(answer).isEqualTo(site.signedUp("jane", expected));
    assertThat(site.messages()).hasSize(medium.isEmpty() ? 0 : 1);
  }

  @Test
  void at_07_an_administrators_pool_takes_nobody() {
    var site = site(",'AdminCreateUserConfig':{'AllowAdminCreateUserOnly':true}");
    assertThat(site.signUp("jane", ""))
        .isEqualTo(notAuthorized("SignUp is not permitted for this user pool"));
    assertThat(site.admin("ListUsers", "")).isEqualTo("200 {\"Users\":[]}");
  }

  @Test
  void faults_are_found_in_this_order() {
    var site =
        site(
            EMAIL
                + ",'AliasAttributes':['email','preferred_username'],'Schema':[{'Name':'email',"
                + "'AttributeDataType':'String','Required':true,'Mutable':true}]");
    var weak = ",'Password':'weak'";
    assertThat(site.text("SignUp", "{'ClientId':'nobody'" + name("j@x.com") + weak + "}"))
        .isEqualTo(error("ResourceNotFoundException", "User pool client nobody does not exist."));
    assertThat(site.send("SignUp", name("j@x.com") + weak + ",'SecretHash':'abc='"))
        .isEqualTo(notAuthorized("Unable to verify secret hash for client " + site.client));
    assertThat(site.send("SignUp", name("j@x.com") + weak))
        .isEqualTo(
            invalid(
                "Username cannot be of email format, since user pool is configured for email"
                    + " alias."));
    assertThat(site.send("SignUp", name("jane") + weak + attributes("custom:a", "b")))
        .isEqualTo(
            invalid(
                "Attributes did not conform to the schema: email: The attribute is"
                    + " required\\ncustom:a: Attribute does not exist in the schema.\\n"));
    assertThat(
            site.send(
                "SignUp",
                name("jane") + weak + attributes("email", "j@x.com", "email_verified", "true")))
        .isEqualTo(notAuthorized("A client attempted to write unauthorized attribute"));
    assertThat(site.send("SignUp", name("jane") + weak + attributes("email", "no address")))
        .isEqualTo(invalid("Invalid email address format."));
    assertThat(
            site.send(
                "SignUp",
                name("jane") + weak + attributes("email", "j@x.com", "preferred_username", "j")))
        .isEqualTo(invalid("preferred_username cannot be set before the user is confirmed."));
    assertThat(site.signUp("jane", attributes("email", "j@x.com"))).startsWith("200 ");
    assertThat(site.send("SignUp", name("jane") + weak + attributes("email", "j@x.com")))
        .isEqualTo(
            error(
                "InvalidPasswordException",
                "Password did not conform with policy: Password not long enough"));
    assertThat(site.send("SignUp", name("jane") + attributes("email", "j@x.com")))
        .isEqualTo(
            invalid(
                "1 validation error detected: Value at 'password' failed to satisfy constraint:"
                    + " Member must not be null"));
    assertThat(site.signUp("jane", attributes("email", "j@x.com")))
        .isEqualTo(error("UsernameExistsException", "User already exists"));
  }

  @Test
  void at_01_at_02_writes_what_the_client_may_and_nothing_else() {
    var site = SelfSite.on(api, "", ",'WriteAttributes':['email']");
    assertThat(site.signUp("jane", attributes("name", "Jane")))
        .isEqualTo(notAuthorized("A client attempted to write unauthorized attribute"));
    assertThat(site.signUp("jane", attributes("sub", "s")))
        .isEqualTo(invalid("Cannot modify the non-mutable attribute sub"));
    assertThat(site.signUp("jane", attributes("email", "jane@example.com")))
        .isEqualTo(site.signedUp("jane", ""));
  }

  @Test
  void an_address_takes_the_usernames_place() {
    var site = site(EMAIL + ",'UsernameAttributes':['email']");
    assertThat(site.signUp("jane", "")).isEqualTo(invalid("Username should be an email."));
    assertThat(site.signUp("jane@example.com", ""))
        .isEqualTo(site.signedUp("jane@example.com", details("j***@e***", "EMAIL", "email")));
    assertThat(site.user("jane@example.com").string("Username"))
        .contains(site.sub("jane@example.com"));
    assertThat(site.signUp("jane@example.com", ""))
        .isEqualTo(
            error("UsernameExistsException", "An account with the given email already exists."));
    assertThat(site.confirm("jane@example.com", site.code())).isEqualTo(OK);
    assertThat(site.state("jane@example.com"))
        .isEqualTo("CONFIRMED email=jane@example.com email_verified=true");
  }

  @Test
  void at_08_one_account_however_the_name_is_written() {
    var site = site(",'UsernameConfiguration':{'CaseSensitive':false}");
    assertThat(site.signUp("Jane", "")).isEqualTo(site.signedUp("jane", ""));
    assertThat(site.signUp("jANE", ""))
        .isEqualTo(error("UsernameExistsException", "User already exists"));
    assertThat(site.signUp("ＪＡＮＥ", ""))
        .isEqualTo(error("UsernameExistsException", "User already exists"));
  }

  @Test
  void at_12_nobody_is_called_by_somebodys_sub() {
    var site = site("");
    site.confirmed("jane");
    assertThat(site.signUp(site.sub("jane"), ""))
        .isEqualTo(error("UsernameExistsException", "User already exists"));
  }

  /// EN-04: an alias is nobody's before it is verified, so that sign-up says nothing of it.
  @Test
  void en_04_an_address_of_another_user_is_no_fault() {
    var site = site(EMAIL + ",'AliasAttributes':['email']");
    site.confirmed("jane");
    assertThat(site.signUp("john", attributes("email", "jane@example.com")))
        .isEqualTo(site.signedUp("john", details("j***@e***", "EMAIL", "email")));
  }

  @Test
  void without_a_password_where_a_code_signs_in() {
    var site =
        site(
            EMAIL
                + ",'UserPoolTier':'ESSENTIALS','Policies':{'SignInPolicy':"
                + "{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}}");
    assertThat(site.send("SignUp", name("jane")))
        .isEqualTo(
            invalid(
                "Attributes did not conform to the schema: email: The attribute is"
                    + " required\\n"));
    assertThat(site.send("SignUp", name("jane") + attributes("email", "jane@example.com")))
        .isEqualTo(site.signedUp("jane", details("j***@e***", "EMAIL", "email")));
    assertThat(api.credentials(site.pool, "jane").password()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PreSignUp", "CustomMessage"})
  void at_17_a_trigger_that_would_decide_is_not_passed_over(String trigger) {
    var site =
        site(
            EMAIL
                + ",'LambdaConfig':{'"
                + trigger
                + "':'arn:aws:lambda:us-east-1:000000000000:function:f'}");
    assertThat(site.signUpByMail("jane"))
        .isEqualTo(notBuilt("The trigger " + trigger + " of the user pool"));
    assertThat(site.admin("ListUsers", "")).isEqualTo("200 {\"Users\":[]}");
  }

  @Test
  void links_are_not_built_and_say_so() {
    var site =
        site(EMAIL + ",'VerificationMessageTemplate':{'DefaultEmailOption':'CONFIRM_WITH_LINK'}");
    assertThat(site.signUpByMail("jane"))
        .isEqualTo(notBuilt("verification by link (CONFIRM_WITH_LINK)"));
    assertThat(site.admin("ListUsers", "")).isEqualTo("200 {\"Users\":[]}");
  }

  /// AT-15.
  @Test
  void at_15_a_name_that_was_deleted_inherits_nothing() {
    var site = site(EMAIL);
    site.signUpByMail("jane");
    var code = site.code();
    site.admin("AdminDeleteUser", name("jane"));
    site.signUpByMail("jane");
    assertThat(site.code()).isNotEqualTo(code);
    assertThat(site.confirm("jane", code)).isEqualTo(SelfSite.WRONG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "\\u0022;-- \\u0022;--",
        "% %",
        "a\\u005c_b a\\u005c_b",
        "${jndi:ldap://x} ${jndi:ldap://x}",
        "<script> <script>"
      })
  void in_01_in_06_names_are_texts(String sent, String stored) {
    var site = site(EMAIL);
    assertThat(site.signUpByMail("jane")).startsWith("200 ");
    assertThat(site.signUp(sent, "")).isEqualTo(site.signedUp(sent, ""));
    assertThat(site.user(sent).string("Username"))
        .contains(stored.replace("\\u0022", "\"").replace("\\u005c", "\\"));
  }
}
