package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gatehouse keys`: the signing keys of a pool. Works on the data folder itself when no server
/// runs.
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Lists and rotates the signing keys of a pool.",
    footer = {"", "Example:", "  gatehouse keys list --pool $POOL"})
final class KeysCommand {
  private final Terminal terminal;

  KeysCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the keys that a pool publishes or will sign with.",
      footer = {"", "Example:", "  gatehouse keys list --pool $POOL"})
  void list(
      @Option(names = "--pool", required = true, paramLabel = "P", description = POOL) String pool,
      @Mixin DataOption data,
      @Mixin OutputOption output) {
    print(call(data, "ListSigningKeys", pool, JsonValue.object()), output);
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Makes new signing keys. They are published at once and sign after a lead that is longer",
        "than verifiers may cache the key set; the old ones go when their last token has expired."
      },
      footer = {"", "Example:", "  gatehouse keys rotate --pool $POOL"})
  void rotate(
      @Option(names = "--pool", required = true, paramLabel = "P", description = POOL) String pool,
      @Option(
              names = "--immediate",
              description = "The old keys are withdrawn now: for keys that were stolen.")
          boolean immediate,
      @Mixin DataOption data,
      @Mixin OutputOption output) {
    print(
        call(data, "RotateSigningKeys", pool, JsonValue.object().put("Immediate", immediate)),
        output);
  }

  private static final String POOL = "Pool id.";

  private void print(JsonObject answer, OutputOption output) {
    if (output.isJson()) {
      terminal.out().println(PrettyJson.text(answer));
      return;
    }
    var table = new Table("KID", "USE", "STATUS", "SIGNS FROM", "WITHDRAWN");
    for (var key : Members.objects(answer, "SigningKeys")) {
      table.add(
          key.string("Kid").orElse(""),
          key.string("Use").orElse(""),
          key.string("Status").orElse(""),
          Members.time(key, "ActivationDate"),
          Members.time(key, "RetirementDate"));
    }
    terminal.out().print(table.text());
  }

  private JsonObject call(
      DataOption data, String operation, String pool, JsonValue.ObjectBuilder request) {
    try (var api = Apis.open(data.folder(terminal), terminal)) {
      return api.call(
          Api.Service.GATEHOUSE,
          operation,
          Regions.ofPool(pool),
          request.put("UserPoolId", pool).build());
    }
  }
}
