package dev.gatehouse.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.json.JsonValue;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gatehouse token`: a machine token, the way a service gets it. The client's secret is read over
/// the administrator's API, so that nobody has to type it.
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    description = "Gets a machine token for an app client of the running server and prints it.",
    footer = {"", "Example:", "  gatehouse token --client $CLIENT --decode"})
final class TokenCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private DataOption data = new DataOption();
  @Mixin private OutputOption output = new OutputOption();

  @Option(names = "--client", required = true, paramLabel = "C", description = "App client id.")
  private String client = "";

  @Option(names = "--pool", paramLabel = "P", description = "Its pool; found when left out.")
  private @Nullable String pool;

  @Option(
      names = "--scope",
      paramLabel = "S",
      description = "Scope to ask for; may be repeated. Without: all that the client has.")
  private List<String> scopes = new ArrayList<>();

  @Option(names = "--decode", description = "Prints header and claims as JSON instead.")
  private boolean decode;

  @Option(names = "--verify", description = "Checks the token against the published keys first.")
  private boolean verify;

  TokenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    var server = RunningServer.require(data.folder(terminal));
    try (var web = new Web()) {
      var secret =
          new ClientFinder(new RemoteApi(web, server)).secret(Optional.ofNullable(pool), client);
      var answer = MachineToken.request(web, server.address(), client, secret, form(scopes));
      var jwt = Jwt.parse(answer.string("access_token").orElse(""));
      if (verify) {
        jwt.verify(Issuer.keysFor(web, server.address(), jwt), Instant.now());
        terminal.err().println("gatehouse: signature, issuer and lifetime are right");
      }
      print(answer, jwt);
    }
  }

  private void print(JsonValue.JsonObject answer, Jwt jwt) {
    if (output.isJson()) {
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
