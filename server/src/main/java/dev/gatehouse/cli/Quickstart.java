package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.ObjectBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Plays the story against a running server and prints it.
final class Quickstart {
  /// As the user typed it: the launcher knows.
  private static final String PROGRAM = System.getProperty("gatehouse.program", "./gatehouse");

  private final Terminal terminal;
  private final RunningServer server;
  private final Path folder;

  Quickstart(Terminal terminal, RunningServer server, Path folder) {
    this.terminal = terminal;
    this.server = server;
    this.folder = folder;
  }

  /// @param console the link that signs in, where to go on in a browser; printed so that it leads
  ///   to the pool, two clicks before a token
  void play(boolean asJson, Optional<String> console) {
    try (var web = server.web()) {
      var actors = new QuickstartStory(new RemoteApi(web, server)).prepare();
      var form = TokenCommand.form(QuickstartStory.SCOPES);
      var answer =
          MachineToken.request(web, server.address(), actors.client(), actors.secret(), form);
      var jwt = Jwt.parse(answer.string("access_token").orElse(""));
      jwt.verify(Issuer.keysFor(web, server.address(), jwt), Instant.now());
      if (asJson) {
        var story = json(actors, answer, jwt);
        console.ifPresent(link -> story.put("Console", toPool(link, actors.pool())));
        terminal.out().println(PrettyJson.text(story.build()));
      } else {
        print(actors, form, answer, jwt);
        console.ifPresent(
            link -> terminal.out().println("\nConsole     " + toPool(link, actors.pool())));
      }
    }
  }

  /// The console goes to the page of its address when it has taken the token of the fragment.
  private static String toPool(String link, String pool) {
    return link.replace("/console/#", "/console/user-pools/" + pool + "/overview#");
  }

  private ObjectBuilder json(QuickstartStory.Actors actors, JsonObject answer, Jwt jwt) {
    return JsonValue.object()
        .put("Server", server.address())
        .put("UserPoolId", actors.pool())
        .put("Domain", actors.domain())
        .put("ClientId", actors.client())
        .put("Scopes", JsonValue.of(QuickstartStory.SCOPES))
        .put("TokenEndpoint", tokenEndpoint())
        .put("Token", answer)
        .put("Verified", true)
        .put("Header", jwt.header())
        .put("Claims", jwt.claims())
        .put("Commands", JsonValue.of(byHand(actors)));
  }

  private void print(QuickstartStory.Actors actors, String form, JsonObject answer, Jwt jwt) {
    var out = terminal.out();
    out.println("Server      " + server.address() + "   data " + folder);
    out.println("User pool   " + actors.pool());
    out.println("Domain      " + actors.domain());
    out.println("Scopes      " + String.join(" ", QuickstartStory.SCOPES));
    out.println("Client      " + actors.client());
    out.println();
    out.println("POST " + tokenEndpoint());
    out.println("Authorization: Basic " + actors.client() + ":<secret> in Base64");
    out.println(form);
    out.println();
    out.println(answer.string("access_token").orElse(""));
    out.println();
    out.println("verified with " + keySet(actors));
    out.println(PrettyJson.text(jwt.decoded()));
    out.println();
    out.println("By hand:");
    byHand(actors).forEach(line -> out.println("  " + line));
  }

  private String tokenEndpoint() {
    return server.address() + "/oauth2/token";
  }

  private String keySet(QuickstartStory.Actors actors) {
    return server.address() + "/" + actors.pool() + "/.well-known/jwks.json";
  }

  /// The same in the user's own shell; the secret is asked for, not printed.
  private List<String> byHand(QuickstartStory.Actors actors) {
    return List.of(
        "eval \"$(" + quoted(PROGRAM) + " env --data " + quoted(folder.toString()) + ")\"",
        "SECRET=$(aws cognito-idp describe-user-pool-client --user-pool-id "
            + actors.pool()
            + " --client-id "
            + actors.client()
            + " --query UserPoolClient.ClientSecret --output text)",
        curl()
            + " -u "
            + actors.client()
            + ":$SECRET -d grant_type=client_credentials --data-urlencode 'scope="
            + String.join(" ", QuickstartStory.SCOPES)
            + "' "
            + tokenEndpoint(),
        curl() + " " + keySet(actors));
  }

  private String curl() {
    return server
        .place()
        .authority()
        .map(file -> "curl --cacert " + quoted(file.toString()))
        .orElse("curl");
  }

  private static String quoted(String path) {
    return path.matches("[\\w./-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }
}
