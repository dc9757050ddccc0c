package dev.gatehouse.aws.idp.auth;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.testing.SrpClient;
import dev.gatehouse.testing.TestServer;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A pool of a real server with a client, and the calls of a sign-in to it. In bodies, single
/// quotes stand for double ones.
public final class SignInSite implements AutoCloseable {
  public static final String PASSWORD = "Correct-Horse-1";
  static final String WRONG = "Wrong-Horse-1";

  /// What a client allows that is made without a word about it here.
  public static final String FLOWS =
      ",'ExplicitAuthFlows':['ALLOW_USER_PASSWORD_AUTH','ALLOW_USER_SRP_AUTH',"
          + "'ALLOW_ADMIN_USER_PASSWORD_AUTH','ALLOW_REFRESH_TOKEN_AUTH']";

  static final String HIDDEN = ",'PreventUserExistenceErrors':'ENABLED'";

  private static final String TARGET = "AWSCognitoIdentityProviderService.";
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.US)
          .withZone(ZoneOffset.UTC);

  public final TestServer server;
  public final String pool;
  public final String client;
  private final Optional<String> forwarded;

  private SignInSite(TestServer server, String pool, String client) {
    this(server, pool, client, Optional.empty());
  }

  private SignInSite(TestServer server, String pool, String client, Optional<String> forwarded) {
    this.server = server;
    this.pool = pool;
    this.client = client;
    this.forwarded = forwarded;
  }

  /// A server with one pool and a public client.
  static SignInSite make(String poolMembers, String clientMembers) {
    var server = TestServer.strict();
    return on(server, poolMembers, clientMembers);
  }

  static SignInSite make() {
    return make("", FLOWS);
  }

  /// Another pool with a client on a server.
  public static SignInSite on(TestServer server, String poolMembers, String clientMembers) {
    var pool =
        server
            .cognito("CreateUserPool", json("{'PoolName':'p'" + poolMembers + "}"))
            .object("UserPool")
            .flatMap(made -> made.string("Id"))
            .orElseThrow();
    var site = new SignInSite(server, pool, "");
    return new SignInSite(
        server, pool, site.newClient(clientMembers).string("ClientId").orElseThrow());
  }

  /// The site of a pool that is there.
  public static SignInSite of(TestServer server, String pool, String client) {
    return new SignInSite(server, pool, client);
  }

  /// Another client of the pool.
  JsonObject newClient(String members) {
    return admin("CreateUserPoolClient", ",'ClientName':'c'" + members)
        .object("UserPoolClient")
        .orElseThrow();
  }

  /// The same with another client.
  SignInSite with(String otherClient) {
    return new SignInSite(server, pool, otherClient, forwarded);
  }

  /// The same, whose calls without a signature carry that `X-Forwarded-For`.
  SignInSite from(String addresses) {
    return new SignInSite(server, pool, client, Optional.of(addresses));
  }

  public static String json(String text) {
    return text.replace('\'', '"');
  }

  /// An administrator's operation on the pool that must succeed.
  public JsonObject admin(String operation, String members) {
    return server.cognito(operation, json("{'UserPoolId':'" + pool + "'" + members + "}"));
  }

  /// A user who has confirmed everything, with [#PASSWORD]; gives the sub.
  public String confirmed(String name) {
    var sub = invited(name, "");
    permanent(name, PASSWORD);
    return sub;
  }

  /// A user with the temporary [#PASSWORD]; gives the sub.
  ///
  /// @param members further ones of AdminCreateUser
  public String invited(String name, String members) {
    var user =
        admin(
                "AdminCreateUser",
                ",'Username':'"
                    + name
                    + "','TemporaryPassword':'"
                    + PASSWORD
                    + "','MessageAction':'SUPPRESS'"
                    + members)
            .object("User")
            .orElseThrow();
    return attribute(user, "sub");
  }

  private static String attribute(JsonObject user, String name) {
    var text = Json.text(user);
    var start = text.indexOf("{\"Name\":\"" + name + "\",\"Value\":\"");
    return text.substring(start + name.length() + 20, text.indexOf("\"}", start));
  }

  public void permanent(String name, String password) {
    admin(
        "AdminSetUserPassword",
        ",'Username':'" + name + "','Password':'" + password + "','Permanent':true");
  }

  /// An unsigned call.
  public TestServer.Answer send(String operation, String body) {
    var request =
        HttpRequest.newBuilder(URI.create(server.address() + "/"))
            .header("X-Amz-Target", TARGET + operation)
            .header("Content-Type", "application/x-amz-json-1.1")
            .POST(BodyPublishers.ofString(json(body)));
    forwarded.ifPresent(addresses -> request.header("X-Forwarded-For", addresses));
    return server.send(request);
  }

  /// `400 {"__type":…}` of an answer.
  public static String text(TestServer.Answer answer) {
    return answer.status() + " " + answer.body();
  }

  /// `InitiateAuth`.
  ///
  /// @param parameters members of `AuthParameters`
  String initiate(String flow, String parameters) {
    return text(initiateAnswer(flow, parameters));
  }

  TestServer.Answer initiateAnswer(String flow, String parameters) {
    return send(
        "InitiateAuth",
        "{'ClientId':'"
            + client
            + "','AuthFlow':'"
            + flow
            + "','AuthParameters':{"
            + parameters
            + "}}");
  }

  public String password(String name, String password) {
    return initiate(
        "USER_PASSWORD_AUTH", "'USERNAME':'" + name + "','PASSWORD':'" + password + "'");
  }

  /// `AdminInitiateAuth`.
  String adminInitiate(String flow, String parameters) {
    return text(
        server.call(
            TARGET + "AdminInitiateAuth",
            "cognito-idp",
            json(
                "{'UserPoolId':'"
                    + pool
                    + "','ClientId':'"
                    + client
                    + "','AuthFlow':'"
                    + flow
                    + "','AuthParameters':{"
                    + parameters
                    + "}}")));
  }

  /// `RespondToAuthChallenge`.
  ///
  /// @param session as it was handed out; empty for none
  public String respond(String challenge, String session, String responses) {
    return text(send("RespondToAuthChallenge", answerBody(challenge, session, responses)));
  }

  private String answerBody(String challenge, String session, String responses) {
    return "{'ClientId':'"
        + client
        + "','ChallengeName':'"
        + challenge
        + "'"
        + (session.isEmpty() ? "" : ",'Session':'" + session + "'")
        + ",'ChallengeResponses':{"
        + responses
        + "}}";
  }

  /// `AdminRespondToAuthChallenge`.
  String adminRespond(String challenge, String session, String responses) {
    var body = answerBody(challenge, session, responses).substring(1);
    return text(
        server.call(
            TARGET + "AdminRespondToAuthChallenge",
            "cognito-idp",
            json("{'UserPoolId':'" + pool + "'," + body)));
  }

  /// A challenge `PASSWORD_VERIFIER`, as the client has it.
  public record Srp(SrpClient client, JsonObject parameters) {
    String parameter(String name) {
      return parameters.string(name).orElseThrow();
    }
  }

  /// Starts by SRP.
  ///
  /// @param more members of `AuthParameters`, with a comma before
  Srp srp(String name, String more) {
    var srp = new SrpClient(new BigInteger("123456789abcdef0123456789abcdef", 16));
    var answer =
        initiateAnswer(
            "USER_SRP_AUTH",
            "'USERNAME':'" + name + "','SRP_A':'" + srp.publicValue() + "'" + more);
    if (answer.status() != 200) {
      throw new AssertionError(text(answer));
    }
    return new Srp(srp, answer.json().object("ChallengeParameters").orElseThrow());
  }

  public Srp srp(String name) {
    return srp(name, "");
  }

  /// The time of the server, as clients write it.
  String timestamp() {
    return timestamp(server.clock().instant());
  }

  static String timestamp(Instant time) {
    return TIMESTAMP.format(time);
  }

  /// The proof of a password.
  String signature(Srp srp, String password, String timestamp) {
    return srp.client()
        .signature(
            new SrpClient.Identity(
                pool.substring(pool.indexOf('_') + 1), srp.parameter("USER_ID_FOR_SRP")),
            password,
            new SrpClient.Challenge(srp.parameter("SALT"), srp.parameter("SRP_B")),
            new SrpClient.Claim(
                Base64.getDecoder().decode(srp.parameter("SECRET_BLOCK")), timestamp));
  }

  /// Members of `ChallengeResponses` that prove a password.
  public String proof(Srp srp, String password) {
    return proof(srp, signature(srp, password, timestamp()), timestamp());
  }

  static String proof(Srp srp, String signature, String timestamp) {
    return "'USERNAME':'"
        + srp.parameter("USERNAME")
        + "','PASSWORD_CLAIM_SECRET_BLOCK':'"
        + srp.parameter("SECRET_BLOCK")
        + "','PASSWORD_CLAIM_SIGNATURE':'"
        + signature
        + "','TIMESTAMP':'"
        + timestamp
        + "'";
  }

  public String verify(String proof) {
    return respond("PASSWORD_VERIFIER", "", proof);
  }

  /// `SECRET_HASH` of a name.
  static String secretHash(String secret, String name, String client) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal((name + client).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// An answer with what is made anew each time replaced.
  public static String masked(String answer) {
    return answer.replaceAll(
        "\"(AccessToken|IdToken|RefreshToken|Session)\":\"[^\"]+\"", "\"$1\":\"…\"");
  }

  /// What a sign-in that succeeds answers, masked.
  public static final String TOKENS =
      json(
          "200 {'ChallengeParameters':{},'AuthenticationResult':{'AccessToken':'…','ExpiresIn':3600,"
              + "'TokenType':'Bearer','RefreshToken':'…','IdToken':'…'}}");

  public static String error(String type, String message) {
    return json("400 {'__type':'" + type + "','message':'") + message + "\"}";
  }

  public static String notAuthorized(String message) {
    return error("NotAuthorizedException", message);
  }

  public static final String INCORRECT = notAuthorized("Incorrect username or password.");

  /// A string member of an answer.
  public static String member(String answer, String name) {
    var start = answer.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return answer.substring(start, answer.indexOf('"', start));
  }

  /// The claims of a token.
  static JsonObject claims(String token) {
    var payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return Json.parseObject(new String(payload, StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    server.close();
  }
}
