package dev.gatehouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.JsonValue;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;

/// `gatehouse token`: a machine token, the way a service gets it. The client's secret is read over
/// the administrator's API, so that nobody has to type it.
final class TokenCommand implements Command {
  private static final CommandOption CLIENT =
      CommandOption.value("client", "C", "App client id.").required();
  private static final CommandOption POOL =
      CommandOption.value("pool", "P", "Its pool; found when left out.");
  private static final CommandOption SCOPE =
      CommandOption.value(
              "scope", "S", "Scope to ask for; may be repeated. Without: all that the client has.")
          .repeatable();
  private static final CommandOption DECODE =
      CommandOption.flag("decode", "Prints header and claims as JSON instead.");
  private static final CommandOption VERIFY =
      CommandOption.flag("verify", "Checks the token against the published keys first.");

  private final Terminal terminal;

  TokenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "token",
            "Gets a machine token for an app client of the running server and prints it.",
            "gatehouse token --client $CLIENT --decode")
        .options(CLIENT, POOL, SCOPE, DECODE, VERIFY, CommonOptions.DATA, CommonOptions.OUTPUT);
  }

  @Override
  public int run(Given given) {
    var server = RunningServer.require(CommonOptions.folder(given, terminal));
    var client = given.required(CLIENT);
    try (var web = server.web()) {
      var secret = new ClientFinder(new RemoteApi(web, server)).secret(given.value(POOL), client);
      var form = form(given.values(SCOPE));
      var answer = MachineToken.request(web, server.address(), client, secret, form);
      var jwt = Jwt.parse(answer.string("access_token").orElse(""));
      if (given.has(VERIFY)) {
        jwt.verify(Issuer.keysFor(web, server.address(), jwt), Instant.now());
        terminal.err().println("gatehouse: signature, issuer and lifetime are right");
      }
      print(given, answer, jwt);
    }
    return ExitCode.OK;
  }

  private void print(Given given, JsonValue.JsonObject answer, Jwt jwt) {
    var decode = given.has(DECODE);
    if (CommonOptions.isJson(given)) {
      var all = JsonValue.object().putAll(answer.members());
      terminal
          .out()
          .println(
              PrettyJson.text(decode ? all.putAll(jwt.decoded().members()).build() : all.build()));
    } else if (decode) {
      terminal.out().println(PrettyJson.text(jwt.decoded()));
    } else {
      terminal.out().println(answer.string("access_token").orElse(""));
    }
  }

  /// The form of a client-credentials request (RFC 6749 §4.4.2).
  static String form(List<String> scopes) {
    var grant = "grant_type=client_credentials";
    return scopes.isEmpty()
        ? grant
        : grant + "&scope=" + URLEncoder.encode(String.join(" ", scopes), UTF_8);
  }
}
