package dev.gatehouse.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// `gatehouse jwt decode|verify`: looks into any JSON Web Token and checks it, offline with a file.
final class JwtCommand implements Command.Group {
  private static final int TOKEN_BYTES_MAX = 1_000_000;
  private static final String TOKEN = "The token; - or nothing reads it from standard input.";

  private final Terminal terminal;

  JwtCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of("jwt", "Decodes and checks JSON Web Tokens.", "gatehouse jwt decode $TOKEN");
  }

  @Override
  public List<String> names() {
    return List.of("decode", "verify");
  }

  @Override
  public Command member(String name) {
    return switch (name) {
      case "decode" -> new Decode();
      case "verify" -> new Verify();
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  /// `gatehouse jwt decode`.
  private final class Decode implements Command {
    @Override
    public Usage usage() {
      return Usage.of(
              "jwt decode",
              "Prints header and claims as JSON. Checks nothing.",
              "gatehouse jwt decode $TOKEN")
          .optionalArgument("TOKEN", TOKEN);
    }

    @Override
    public int run(Given given) {
      terminal.out().println(PrettyJson.text(Jwt.parse(read(given)).decoded()));
      return ExitCode.OK;
    }
  }

  /// `gatehouse jwt verify`.
  private final class Verify implements Command {
    private static final CommandOption JWKS =
        CommandOption.value("jwks", "URL|FILE", "Key set to check against: an address or a file.");

    @Override
    public Usage usage() {
      return Usage.of(
              "jwt verify",
              """
              Checks signature and lifetime, then prints header and claims as JSON.
              Without --jwks the keys are those of the running server, which must also be the issuer.
              """,
              "gatehouse jwt verify $TOKEN --jwks $JWKS")
          .optionalArgument("TOKEN", TOKEN)
          .options(JWKS, CommonOptions.DATA);
    }

    @Override
    public int run(Given given) {
      var jwt = Jwt.parse(read(given));
      var named = given.value(JWKS);
      var folder = CommonOptions.folder(given, terminal);
      // It may be the running server that publishes the keys.
      var certificate = RunningServer.findPlace(folder).flatMap(RunningServer.Place::certificate);
      try (var web = new Web(certificate)) {
        var keys = named.isPresent() ? keySet(web, named.get()) : serversKeys(web, jwt, given);
        jwt.verify(keys, Instant.now());
      }
      terminal.out().println(PrettyJson.text(jwt.decoded()));
      return ExitCode.OK;
    }
  }

  private KeySet serversKeys(Web web, Jwt jwt, Given given) {
    var place = RunningServer.requirePlace(CommonOptions.folder(given, terminal));
    return Issuer.keysFor(web, place.address(), jwt);
  }

  private static KeySet keySet(Web web, String place) {
    if (place.startsWith("http://") || place.startsWith("https://")) {
      return Issuer.fetchKeys(web, place);
    }
    try {
      return KeySet.parse(Files.readAllBytes(Path.of(place)));
    } catch (IOException unreadable) {
      throw new CommandFailure(ExitCode.NOT_FOUND, "the file " + place + " cannot be read");
    }
  }

  private String read(Given given) {
    var token = given.word().orElse("-");
    if (!token.equals("-")) {
      return token;
    }
    try {
      var text = terminal.in().readNBytes(TOKEN_BYTES_MAX);
      return new String(text, StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new CommandFailure(ExitCode.FAILED, "standard input cannot be read");
    }
  }
}
