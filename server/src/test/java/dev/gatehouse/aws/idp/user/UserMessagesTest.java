package dev.gatehouse.aws.idp.user;

import static dev.gatehouse.aws.idp.user.UserApi.PASSWORD;
import static dev.gatehouse.aws.idp.user.UserApi.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.pool.CodePurpose;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.pool.UserSub;
import dev.gatehouse.store.Messages;
import dev.gatehouse.store.UserCodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What users are told: of being made (users §2.4), of a new address (§2.7).
class UserMessagesTest {
  private static final String AUTO =
      ",'AutoVerifiedAttributes':['email','phone_number'],'SmsConfiguration':{'SnsCallerArn':"
          + "'arn:aws:iam::000000000000:role/sms'}";
  private static final String FIRST =
      AUTO
          + ",'UserAttributeUpdateSettings':{'AttributesRequireVerificationBeforeUpdate':['email']}";

  @TempDir Path folder;
  private UserApi api;
  private String pool = "";

  @BeforeEach
  void open() {
    api = UserApi.withKeys(folder);
    pool = api.createPool(AUTO);
  }

  @AfterEach
  void close() {
    api.close();
  }

  /// `KIND MEDIUM recipient` of each message of the pool, newest first.
  private List<String> messages() {
    List<Messages.Row> rows =
        api.store.read(tx ->
            tx.messages()
                .list(
                    new Messages.Filter(new UserPoolId(pool), Optional.empty()),
                    Optional.empty(),
                    100));
    return rows.stream()
        .map(row -> row.kind() + " " + row.medium() + " " + row.recipient())
        .toList();
  }

  private Optional<UserCodes.Row> code(String attribute) {
    var sub = new UserSub(api.sub(pool, "jane"));
    return api.store.read(
        tx -> tx.userCodes().find(new UserPoolId(pool), sub, CodePurpose.verify(attribute)));
  }

  private static String attributes(String... namesAndValues) {
    var all = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.append(all.isEmpty() ? "" : ",")
          .append("{'Name':'%s','Value':'%s'}".formatted(namesAndValues[i], namesAndValues[i + 1]));
    }
    return ",'UserAttributes':[" + all + "]";
  }

  private String signIn() {
    return api.signIn(pool, api.createClient(pool, ""), "jane");
  }

  private static String own(String token, String members) {
    return "{'AccessToken':'" + token + "'" + members + "}";
  }

  @Test
  void a_new_user_is_invited_over_the_media_that_he_has() {
    var addresses = attributes("email", "Jane@Example.com", "phone_number", "+12065550100");
    api.call("AdminCreateUser", of(pool, "jane", addresses));
    assertThat(messages()).as("SMS is the default").containsExactly("INVITATION SMS +12065550100");
    assertThat(api.credentials(pool, "jane").password().orElseThrow().temporary())
        .as("one that was made")
        .isTrue();
    api.call(
        "AdminCreateUser",
        of(pool, "joe", addresses + ",'DesiredDeliveryMediums':['EMAIL','SMS','EMAIL']"));
    assertThat(messages())
        .containsExactlyInAnyOrder(
            "INVITATION SMS +12065550100",
            "INVITATION SMS +12065550100",
            "INVITATION EMAIL jane@example.com");
    api.call("AdminCreateUser", of(pool, "jane", ",'MessageAction':'RESEND'"));
    assertThat(messages()).hasSize(4);
  }

  @Test
  void who_is_not_made_is_not_invited() {
    api.createUser(pool, "jane", "");
    api.refusal("AdminCreateUser", of(pool, "jane", attributes("phone_number", "+12065550100")));
    assertThat(messages()).isEmpty();
    assertThat(
            api.createUser(
                    pool,
                    "joe",
                    attributes("phone_number", "+12065550100")
                        + ",'TemporaryPassword':'"
                        + PASSWORD
                        + "'")
                .string("Username"))
        .hasValue("joe");
    assertThat(messages()).as("SUPPRESS").isEmpty();
  }

  @Test
  void at_03_a_new_address_of_a_user_gets_a_code() {
    api.createUser(pool, "jane", "");
    var token = signIn();
    assertThat(
            api.call(
                "UpdateUserAttributes",
                own(token, attributes("email", "jane@example.com", "name", "Jane"))))
        .isEqualTo(
            "{\"CodeDeliveryDetailsList\":[{\"Destination\":\"j***@e***\",\"DeliveryMedium\":"
                + "\"EMAIL\",\"AttributeName\":\"email\"}]}");
    assertThat(messages()).containsExactly("UPDATE_ATTRIBUTE EMAIL jane@example.com");
    assertThat(api.attributes(pool, "jane"))
        .containsExactly("email=jane@example.com", "email_verified=false", "name=Jane");
    var code = code("email").orElseThrow();
    assertThat(code.destination()).isEqualTo("jane@example.com");
    assertThat(code.expiresAt()).isEqualTo(api.clock.instant().plus(Duration.ofDays(1)));

    assertThat(
            api.call("UpdateUserAttributes", own(token, attributes("email", "jane@example.com"))))
        .as("the same address")
        .isEqualTo("{}");
    assertThat(messages()).hasSize(1);
    assertThat(
            api.call(
                "UpdateUserAttributes",
                own(token, attributes("email", "j@new.example", "phone_number", "+12065550100"))))
        .contains("\"Destination\":\"j***@n***\"", "\"Destination\":\"+*******0100\"");
    assertThat(code("email").orElseThrow().hash()).as("BF-11").isNotEqualTo(code.hash());
  }

  @Test
  void at_03_where_the_pool_wants_it_the_old_address_stays_until_the_code_comes_back() {
    pool = api.createPool(FIRST);
    api.createUser(pool, "jane", attributes("email", "old@example.com", "email_verified", "true"));
    var token = signIn();
    api.call("UpdateUserAttributes", own(token, attributes("email", "new@example.com")));
    assertThat(api.attributes(pool, "jane"))
        .containsExactly("email=old@example.com", "email_verified=true");
    assertThat(messages()).containsExactly("UPDATE_ATTRIBUTE EMAIL new@example.com");
    assertThat(code("email").orElseThrow().destination()).isEqualTo("new@example.com");

    api.call("UpdateUserAttributes", own(token, attributes("phone_number", "+12065550100")));
    assertThat(api.attributes(pool, "jane"))
        .containsExactly(
            "email=old@example.com",
            "email_verified=true",
            "phone_number=+12065550100",
            "phone_number_verified=false");
  }

  @Test
  void at_20_an_administrator_may_say_that_an_address_is_verified() {
    pool = api.createPool(FIRST);
    api.createUser(pool, "jane", attributes("email", "old@example.com"));
    api.call(
        "AdminUpdateUserAttributes",
        of(pool, "jane", attributes("email", "new@example.com", "email_verified", "true")));
    assertThat(api.attributes(pool, "jane"))
        .containsExactly("email=new@example.com", "email_verified=true");
    assertThat(messages()).isEmpty();
    assertThat(
            api.call(
                "AdminUpdateUserAttributes",
                of(pool, "jane", attributes("email", "other@example.com"))))
        .isEqualTo("{}");
    assertThat(messages()).containsExactly("UPDATE_ATTRIBUTE EMAIL other@example.com");
    assertThat(api.attributes(pool, "jane"))
        .containsExactly("email=new@example.com", "email_verified=true");
  }

  @Test
  void nobody_is_sent_a_code_whose_pool_does_not_want_it() {
    pool = api.createPool();
    api.createUser(pool, "jane", "");
    assertThat(
            api.call(
                "UpdateUserAttributes", own(signIn(), attributes("email", "jane@example.com"))))
        .isEqualTo("{}");
    assertThat(messages()).isEmpty();
  }

  @Test
  void bf_10_a_user_is_sent_five_codes_an_hour() {
    api.createUser(pool, "jane", "");
    var token = signIn();
    for (int i = 0; i < 5; i++) {
      api.call("UpdateUserAttributes", own(token, attributes("email", "j" + i + "@example.com")));
    }
    assertThat(
            api.refusal("UpdateUserAttributes", own(token, attributes("email", "j5@example.com"))))
        .isEqualTo("LimitExceededException: Attempt limit exceeded, please try after some time.");
    assertThat(api.attributes(pool, "jane").getFirst()).isEqualTo("email=j4@example.com");
    assertThat(messages()).hasSize(5);
  }
}
