package dev.gatehouse.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gatehouse jwt decode|verify`: looks into any JSON Web Token and checks it, offline with a file.
@Command(
    name = "jwt",
    mixinStandardHelpOptions = true,
    description = "Decodes and checks JSON Web Tokens.",
    footer = {"", "Example:", "  gatehouse jwt decode $TOKEN"})
final class JwtCommand {
  private static final int TOKEN_BYTES_MAX = 1_000_000;

  private final Terminal terminal;

  JwtCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "decode",
      mixinStandardHelpOptions = true,
      description = "Prints header and claims as JSON. Checks nothing.",
      footer = {"", "Example:", "  gatehouse jwt decode $TOKEN"})
  void decode(
      @Parameters(arity = "0..1", paramLabel = "TOKEN", defaultValue = "-", description = TOKEN)
          String token) {
    terminal.out().println(PrettyJson.text(Jwt.parse(read(token)).decoded()));
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Checks signature and lifetime, then prints header and claims as JSON.",
        "Without --jwks the keys are those of the running server, which must also be the issuer."
      },
      footer = {"", "Example:", "  gatehouse jwt verify $TOKEN --jwks $JWKS"})
  void verify(
      @Parameters(arity = "0..1", paramLabel = "TOKEN", defaultValue = "-", description = TOKEN)
          String token,
      @Option(
              names = "--jwks",
              paramLabel = "URL|FILE",
              description = "Key set to check against: an address or a file.")
          @Nullable String jwks,
      @Mixin DataOption data) {
    var jwt = Jwt.parse(read(token));
    var named = Optional.ofNullable(jwks);
    try (var web = new Web()) {
      var keys = named.isPresent() ? keySet(web, named.get()) : serversKeys(web, jwt, data);
      jwt.verify(keys, Instant.now());
    }
    terminal.out().println(PrettyJson.text(jwt.decoded()));
  }

  private static final String TOKEN = "The token; - or nothing reads it from standard input.";

  private KeySet serversKeys(Web web, Jwt jwt, DataOption data) {
    var server = RunningServer.require(data.folder(terminal));
    return Issuer.keysFor(web, server.address(), jwt);
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

  private String read(String token) {
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
