package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.List;

/// `gatehouse keys`: the signing keys of a pool. Works on the data folder itself when no server
/// runs.
final class KeysCommand implements Command.Group {
  private static final CommandOption POOL = CommandOption.value("pool", "P", "Pool id.").required();

  private final Terminal terminal;

  KeysCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
        "keys",
        "Lists and rotates the signing keys of a pool.",
        "gatehouse keys list --pool $POOL");
  }

  @Override
  public List<String> names() {
    return List.of("list", "rotate");
  }

  @Override
  public Command member(String name) {
    return switch (name) {
      case "list" -> new ListKeys();
      case "rotate" -> new Rotate();
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  /// `gatehouse keys list`.
  private final class ListKeys implements Command {
    @Override
    public Usage usage() {
      return Usage.of(
              "keys list",
              "Lists the keys that a pool publishes or will sign with.",
              "gatehouse keys list --pool $POOL")
          .options(POOL, CommonOptions.DATA, CommonOptions.OUTPUT);
    }

    @Override
    public int run(Given given) {
      print(call(given, "ListSigningKeys", JsonValue.object()), given);
      return ExitCode.OK;
    }
  }

  /// `gatehouse keys rotate`.
  private final class Rotate implements Command {
    private static final CommandOption IMMEDIATE =
        CommandOption.flag(
            "immediate", "The old keys are withdrawn now: for keys that were stolen.");

    @Override
    public Usage usage() {
      return Usage.of(
              "keys rotate",
              """
              Makes new signing keys.
              They are published at once and sign after a lead that is longer than verifiers may \
              cache the key set; the old ones go when their last token has expired.
              """,
              "gatehouse keys rotate --pool $POOL")
          .options(POOL, IMMEDIATE, CommonOptions.DATA, CommonOptions.OUTPUT);
    }

    @Override
    public int run(Given given) {
      var request = JsonValue.object().put("Immediate", given.has(IMMEDIATE));
      print(call(given, "RotateSigningKeys", request), given);
      return ExitCode.OK;
    }
  }

  private void print(JsonObject answer, Given given) {
    if (CommonOptions.isJson(given)) {
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

  private JsonObject call(Given given, String operation, JsonValue.ObjectBuilder request) {
    var pool = given.required(POOL);
    try (var api = Apis.open(CommonOptions.folder(given, terminal), terminal)) {
      return api.call(
          Api.Service.GATEHOUSE,
          operation,
          Regions.ofPool(pool),
          request.put("UserPoolId", pool).build());
    }
  }
}
