package dev.gatehouse.server;

import static dev.gatehouse.aws.idp.auth.SignInSite.error;
import static dev.gatehouse.aws.idp.auth.SignInSite.notAuthorized;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.aws.idp.auth.SignInSite;
import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonArray;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.Patience;
import dev.gatehouse.testing.Race;
import dev.gatehouse.testing.TestServer;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// A pool on one node, or on several of one database, and twenty callers who want something of it
/// at once: each at the next node in turn. In bodies single quotes stand for double ones; answers
/// are whole, status and body.
///
/// @param at the pool at each node
record RaceSite(List<SignInSite> at) {
  static final int CALLERS = 20;
  static final String PASSWORD = SignInSite.PASSWORD;
  static final String OK = "200 {}";

  static final String EXPIRED =
      error("ExpiredCodeException", "Invalid code provided, please request a code again.");
  static final String LIMIT =
      error("LimitExceededException", "Attempt limit exceeded, please try after some time.");
  static final String CONFIRMED =
      notAuthorized("User cannot be confirmed. Current status is CONFIRMED");
  static final String USED =
      notAuthorized("Invalid session for the user, session can only be used once.");
  static final String REVOKED = notAuthorized("Refresh Token has been revoked");
  static final String REUSED = error("RefreshTokenReuseException", "Refresh Token has been reused");
  static final String NAME_TAKEN = error("UsernameExistsException", "User already exists");
  static final String ACCOUNT_TAKEN =
      error("UsernameExistsException", "User account already exists");
  static final String ADDRESS_TAKEN =
      error("UsernameExistsException", "An account with the given email already exists.");
  static final String ALIAS_TAKEN =
      error("AliasExistsException", "An account with the given email already exists.");
  static final String NOBODY = error("UserNotFoundException", "User does not exist.");

  /// Sends codes to addresses, and lets users have no password: to hash one takes longer than all
  /// else.
  private static final String WITHOUT_PASSWORDS =
      ",'AutoVerifiedAttributes':['email'],'UserPoolTier':'ESSENTIALS',"
          + "'Policies':{'SignInPolicy':{'AllowedFirstAuthFactors':['PASSWORD','EMAIL_OTP']}}";

  private static final String TARGET = "AWSCognitoIdentityProviderService.";
  private static final int MESSAGES_MAX = 60;

  RaceSite {
    at = List.copyOf(at);
  }

  /// A pool of its own with a client.
  static RaceSite make(List<TestServer> nodes, String poolMembers, String clientMembers) {
    var first = SignInSite.on(nodes.getFirst(), poolMembers, clientMembers);
    return new RaceSite(
        nodes.stream().map(node -> SignInSite.of(node, first.pool, first.client)).toList());
  }

  /// A pool whose users need no password.
  static RaceSite withoutPasswords(List<TestServer> nodes, String poolMembers) {
    return make(nodes, WITHOUT_PASSWORDS + poolMembers, SignInSite.FLOWS);
  }

  /// The pool at the node of that caller.
  SignInSite of(int caller) {
    return at.get(caller % at.size());
  }

  /// What each caller is answered, all at once.
  List<String> race(IntFunction<String> caller) throws Exception {
    return Race.answers(CALLERS, caller);
  }

  /// An unsigned call that names the client.
  ///
  /// @param members further ones, with a comma before each
  String send(int caller, String operation, String members) {
    return unsigned(caller, operation, "'ClientId':'" + of(caller).client + "'" + members);
  }

  /// An unsigned call.
  String unsigned(int caller, String operation, String members) {
    return patiently(() -> of(caller).send(operation, "{" + members + "}"));
  }

  /// An administrator's call.
  String admin(int caller, String operation, String members) {
    var site = of(caller);
    var body = SignInSite.json("{'UserPoolId':'" + site.pool + "'" + members + "}");
    return patiently(() -> site.server.call(TARGET + operation, "cognito-idp", body));
  }

  /// As SDKs do: a node whose writes wait too long says 503, and nothing was written.
  private static String patiently(Supplier<TestServer.Answer> call) {
    return SignInSite.text(Patience.until("an answer", call, answer -> answer.status() != 503));
  }

  static String name(String name) {
    return ",'Username':'" + name + "'";
  }

  /// `,'UserAttributes':[…]` of an address, verified or not, with a nickname.
  static String attributes(String email, boolean isVerified, String nickname) {
    return ",'UserAttributes':[{'Name':'email','Value':'%s'},{'Name':'nickname','Value':'%s'}%s]"
        .formatted(email, nickname, isVerified ? ",{'Name':'email_verified','Value':'true'}" : "");
  }

  String signUp(int caller, String name, String email, String nickname) {
    return send(caller, "SignUp", name(name) + attributes(email, false, nickname));
  }

  /// A user without a password, with a verified address.
  String create(int caller, String name, String email) {
    return admin(
        caller,
        "AdminCreateUser",
        name(name) + ",'MessageAction':'SUPPRESS'" + attributes(email, true, name));
  }

  /// @param members further ones
  String confirm(int caller, String name, String code, String members) {
    return send(
        caller, "ConfirmSignUp", name(name) + ",'ConfirmationCode':'" + code + "'" + members);
  }

  /// The newest messages to an address, newest first.
  List<JsonObject> messages(String address) {
    var answer =
        at.getFirst()
            .server
            .extension(
                "ListMessages",
                SignInSite.json(
                    "{'UserPoolId':'%s','To':'%s','Limit':%d}"
                        .formatted(at.getFirst().pool, address, MESSAGES_MAX)));
    return objects(answer, "Messages");
  }

  /// The newest code that was sent to an address.
  String code(String address) {
    return messages(address).getFirst().string("Code").orElseThrow();
  }

  /// `jane CONFIRMED email=jane@example.com email_verified=true nickname=j` of whom a name finds,
  /// which every node says; of nobody the refusal.
  String user(String name) {
    var seen =
        IntStream.range(0, at.size())
            .mapToObj(node -> described(admin(node, "AdminGetUser", name(name))))
            .toList();
    assertThat(seen).containsOnly(seen.getFirst());
    return seen.getFirst();
  }

  private static String described(String answer) {
    if (!answer.startsWith("200 ")) {
      return answer;
    }
    var user = Json.parseObject(answer.substring(4));
    return user.string("Username").orElseThrow()
        + " "
        + user.string("UserStatus").orElseThrow()
        + objects(user, "UserAttributes").stream()
            .filter(attribute -> !attribute.string("Name").orElseThrow().equals("sub"))
            .map(RaceSite::text)
            .sorted()
            .collect(joining());
  }

  private static String text(JsonObject attribute) {
    return " "
        + attribute.string("Name").orElseThrow()
        + "="
        + attribute.string("Value").orElseThrow();
  }

  /// The names of those who have that address.
  List<String> having(String email) {
    var found = admin(0, "ListUsers", ",'Filter':'email = \\'" + email + "\\''");
    return objects(Json.parseObject(found.substring(4)), "Users").stream()
        .map(user -> user.string("Username").orElseThrow())
        .toList();
  }

  /// Users with one address, which none of them has proved.
  ///
  /// @return the code that each was sent, in their order
  List<String> signUpAll(List<String> names, String address) {
    for (int i = 0; i < CALLERS; i++) {
      assertThat(signUp(i, names.get(i), address, "n")).startsWith("200 ");
    }
    var sent = messages(address);
    return names.stream().map(name -> code(sent, name)).toList();
  }

  private static String code(List<JsonObject> sent, String name) {
    return sent.stream()
        .filter(message -> message.string("Username").orElseThrow().equals(name))
        .findFirst()
        .flatMap(message -> message.string("Code"))
        .orElseThrow();
  }

  private static List<JsonObject> objects(JsonObject of, String member) {
    return of.member(member).orElseThrow() instanceof JsonArray(var elements)
        ? elements.stream().map(JsonObject.class::cast).toList()
        : List.of();
  }

  /// Who alone succeeded; each of the others was told one of these.
  static int winner(List<String> answers, String... refusals) {
    return winner(answers, _ -> List.of(refusals));
  }

  /// As [#winner], where what is told depends on who asks.
  static int winner(List<String> answers, IntFunction<List<String>> refusals) {
    assertThat(answers).filteredOn(answer -> answer.startsWith("200 ")).hasSize(1);
    int winner = -1;
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).startsWith("200 ")) {
        winner = i;
      } else {
        assertThat(answers.get(i)).isIn(refusals.apply(i));
      }
    }
    return winner;
  }
}
