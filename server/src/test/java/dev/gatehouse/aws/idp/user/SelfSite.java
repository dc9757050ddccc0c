package dev.gatehouse.aws.idp.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.delivery.Content;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.pool.UserPoolId;
import dev.gatehouse.store.Messages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A pool with a client, those who act in it by nothing but a name, and the inbox. In bodies single
/// quotes stand for double ones; answers are whole: status and body.
final class SelfSite implements AutoCloseable {
  static final String PASSWORD = "Correct-horse-1";
  static final String OTHER_PASSWORD = "Other-horse-22";

  /// A pool that verifies e-mail addresses by itself.
  static final String EMAIL = ",'AutoVerifiedAttributes':['email']";

  static final String HIDDEN = ",'PreventUserExistenceErrors':'ENABLED'";

  static final String OK = "200 {}";
  static final String WRONG =
      error("CodeMismatchException", "Invalid verification code provided, please try again.");
  static final String EXPIRED =
      error("ExpiredCodeException", "Invalid code provided, please request a code again.");
  static final String LIMIT =
      error("LimitExceededException", "Attempt limit exceeded, please try after some time.");
  static final String NOBODY =
      error("UserNotFoundException", "Username/client id combination not found.");

  final UserApi api;
  final String pool;
  final String client;

  private SelfSite(UserApi api, String pool, String client) {
    this.api = api;
    this.pool = pool;
    this.client = client;
  }

  static SelfSite open(Path folder, String poolMembers, String clientMembers) {
    return on(UserApi.withKeys(folder), poolMembers, clientMembers);
  }

  /// Another pool with a client of its own.
  static SelfSite on(UserApi api, String poolMembers, String clientMembers) {
    var pool = api.createPool(poolMembers);
    return new SelfSite(api, pool, api.createClient(pool, clientMembers));
  }

  /// The same with another client.
  SelfSite with(String clientMembers) {
    return new SelfSite(api, pool, api.createClient(pool, clientMembers));
  }

  /// A call that names the client.
  ///
  /// @param members further ones, with a comma before each
  String send(String operation, String members) {
    return text(operation, "{'ClientId':'" + client + "'" + members + "}");
  }

  /// An administrator's call.
  String admin(String operation, String members) {
    return text(operation, "{'UserPoolId':'" + pool + "'" + members + "}");
  }

  String text(String operation, String body) {
    var answer = api.send(operation, body);
    return answer.status() + " " + UserApi.body(answer);
  }

  static String name(String name) {
    return ",'Username':'" + name + "'";
  }

  /// `,'UserAttributes':[…]` of name and value, one after the other.
  static String attributes(String... namesAndValues) {
    var all = new ArrayList<String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      all.add("{'Name':'" + namesAndValues[i] + "','Value':'" + namesAndValues[i + 1] + "'}");
    }
    return ",'UserAttributes':[" + String.join(",", all) + "]";
  }

  String signUp(String name, String members) {
    return send("SignUp", name(name) + ",'Password':'" + PASSWORD + "'" + members);
  }

  /// Of somebody with `<name>@example.com`.
  String signUpByMail(String name) {
    return signUp(name, attributes("email", name + "@example.com"));
  }

  String confirm(String name, String code) {
    return send("ConfirmSignUp", name(name) + ",'ConfirmationCode':'" + code + "'");
  }

  String resend(String name) {
    return send("ResendConfirmationCode", name(name));
  }

  String forgot(String name) {
    return send("ForgotPassword", name(name));
  }

  String reset(String name, String code, String password) {
    return send(
        "ConfirmForgotPassword",
        name(name) + ",'ConfirmationCode':'" + code + "','Password':'" + password + "'");
  }

  /// A confirmed user with that password and verified address.
  void confirmed(String name) {
    assertThat(
            admin(
                "AdminCreateUser",
                name(name)
                    + ",'MessageAction':'SUPPRESS'"
                    + attributes("email", name + "@example.com", "email_verified", "true")))
        .startsWith("200 ");
    assertThat(
            admin(
                "AdminSetUserPassword",
                name(name) + ",'Password':'" + PASSWORD + "','Permanent':true"))
        .isEqualTo(OK);
  }

  /// `CONFIRMED email=jane@example.com email_verified=true` of a user.
  String state(String name) {
    var user = api.answer("AdminGetUser", UserApi.of(pool, name, ""));
    return user.string("UserStatus").orElseThrow()
        + " "
        + String.join(" ", UserApi.attributes(user, "UserAttributes"));
  }

  String sub(String name) {
    return api.sub(pool, name);
  }

  /// The messages of the pool, newest first, as an administrator reads them.
  List<Messages.Row> messages() {
    var filter = new Messages.Filter(new UserPoolId(pool), Optional.empty());
    return api.store.read(tx -> tx.messages().list(filter, Optional.empty(), 100));
  }

  /// `SIGN_UP jane@example.com Your confirmation code is 123456` of the newest one.
  String newest() {
    var row = messages().getFirst();
    var content = content(row);
    return row.kind() + " " + content.destination() + " " + content.body();
  }

  /// The code in the newest message.
  String code() {
    return content(messages().getFirst()).secret().orElseThrow();
  }

  private Content content(Messages.Row row) {
    return Content.open(api.sealer, row).orElseThrow();
  }

  /// Another code of as many digits.
  static String notThe(String code) {
    return (code.charAt(0) == '9' ? '0' : '9') + code.substring(1);
  }

  /// `SECRET_HASH` of a name.
  static String secretHash(String secret, String name, String client) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var code = mac.doFinal((name + client).getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(code);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String json(String text) {
    return text.replace('\'', '"');
  }

  static String error(String type, String message) {
    return json("400 {'__type':'" + type + "','message':'") + message + "\"}";
  }

  static String invalid(String message) {
    return error("InvalidParameterException", message);
  }

  static String notAuthorized(String message) {
    return error("NotAuthorizedException", message);
  }

  static String notBuilt(String what) {
    return json("501 {'__type':'GatehouseNotBuilt','message':'")
        + what
        + " is not built yet. docs/compatibility.md lists what Gatehouse offers.\"}";
  }

  /// `{"CodeDeliveryDetails":…}` with the status.
  static String sent(String destination, String medium, String attribute) {
    return "200 {" + details(destination, medium, attribute) + "}";
  }

  static String details(String destination, String medium, String attribute) {
    return json(
        "'CodeDeliveryDetails':{'Destination':'%s','DeliveryMedium':'%s','AttributeName':'%s'}"
            .formatted(destination, medium, attribute));
  }

  /// What SignUp answers.
  String signedUp(String name, String details) {
    return "200 {\"UserConfirmed\":false"
        + (details.isEmpty() ? "" : "," + details)
        + ",\"UserSub\":\""
        + sub(name)
        + "\"}";
  }

  JsonObject user(String name) {
    return Json.parseObject(admin("AdminGetUser", name(name)).substring(4));
  }

  @Override
  public void close() {
    api.close();
  }
}
