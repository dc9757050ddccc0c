package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.List;
import java.util.stream.Collectors;

/// `gatehouse access-keys`: the keys that sign requests to the API. Works on the data folder itself
/// when no server runs, so that a lost key can be replaced.
final class AccessKeysCommand implements Command.Group {
  private final Terminal terminal;

  AccessKeysCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
        "access-keys",
        "Manages the access keys that sign API requests.",
        "gatehouse access-keys list");
  }

  @Override
  public List<String> names() {
    return List.of("create", "list", "disable", "enable", "delete");
  }

  @Override
  public Command member(String name) {
    return switch (name) {
      case "create" -> new Create();
      case "list" -> new ListKeys();
      case "disable" ->
          new SetStatus(name, "Stops an access key from being accepted, at once.", "Inactive");
      case "enable" -> new SetStatus(name, "Accepts an access key again.", "Active");
      case "delete" -> new Delete();
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  /// `gatehouse access-keys create`.
  private final class Create implements Command {
    private static final CommandOption DESCRIPTION =
        CommandOption.value("description", "TEXT", "What it is for.");
    private static final CommandOption ACTION =
        CommandOption.value(
                "action",
                "ACTION",
                "Allowed action, such as cognito-idp:Describe*; may be repeated.")
            .repeatable();
    private static final CommandOption POOL =
        CommandOption.value("pool", "POOL", "Pool that it is limited to; may be repeated.")
            .repeatable();

    @Override
    public Usage usage() {
      return Usage.of(
              "access-keys create",
              """
              Makes an access key and prints it; its secret is shown only this once.
              Without --action and --pool it may do everything.
              """,
              "gatehouse access-keys create --description ci --action cognito-idp:Describe*")
          .options(DESCRIPTION, ACTION, POOL, CommonOptions.DATA, CommonOptions.OUTPUT);
    }

    @Override
    public int run(Given given) {
      var request = JsonValue.object();
      given.value(DESCRIPTION).ifPresent(text -> request.put("Description", text));
      if (given.has(ACTION) || given.has(POOL)) {
        request.put("Policy", policy(orAll(given.values(ACTION)), orAll(given.values(POOL))));
      }
      print(call(given, "CreateAccessKey", request.build()), given);
      return ExitCode.OK;
    }

    private void print(JsonObject answer, Given given) {
      var created = answer.object("AccessKey").orElse(answer);
      if (CommonOptions.isJson(given)) {
        terminal.out().println(PrettyJson.text(created));
        return;
      }
      for (var name : List.of("AccessKeyId", "SecretAccessKey")) {
        terminal.out().println(name + " " + created.string(name).orElse(""));
      }
      terminal.err().println("gatehouse: the secret cannot be shown again");
    }
  }

  private static List<String> orAll(List<String> names) {
    return names.isEmpty() ? List.of("*") : names;
  }

  private static JsonObject policy(List<String> actions, List<String> pools) {
    var statement =
        JsonValue.object()
            .put("Actions", JsonValue.of(actions))
            .put("Pools", JsonValue.of(pools))
            .build();
    return JsonValue.object()
        .put("Statements", new JsonValue.JsonArray(List.of(statement)))
        .build();
  }

  /// `gatehouse access-keys list`.
  private final class ListKeys implements Command {
    @Override
    public Usage usage() {
      return Usage.of(
              "access-keys list",
              "Lists the access keys, oldest first.",
              "gatehouse access-keys list --output json")
          .options(CommonOptions.DATA, CommonOptions.OUTPUT);
    }

    @Override
    public int run(Given given) {
      var answer = call(given, "ListAccessKeys", JsonValue.object().build());
      terminal
          .out()
          .print(CommonOptions.isJson(given) ? PrettyJson.text(answer) + "\n" : table(answer));
      return ExitCode.OK;
    }
  }

  private static String table(JsonObject answer) {
    var table = new Table("ACCESS KEY", "STATUS", "CREATED", "LAST USED", "MAY", "DESCRIPTION");
    for (var key : Members.objects(answer, "AccessKeys")) {
      table.add(
          key.string("AccessKeyId").orElse(""),
          key.string("Status").orElse(""),
          Members.time(key, "CreateDate"),
          Members.time(key, "LastUsedDate"),
          may(key),
          key.string("Description").orElse(""));
    }
    return table.text();
  }

  /// What the key's policy allows, for instance `cognito-idp:Describe* on *`.
  private static String may(JsonObject key) {
    return Members.objects(key.object("Policy").orElse(key), "Statements").stream()
        .map(each ->
            String.join(",", each.strings("Actions"))
                + " on "
                + String.join(",", each.strings("Pools")))
        .collect(Collectors.joining("; "));
  }

  /// `gatehouse access-keys disable` and `enable`.
  private final class SetStatus implements Command {
    private final String name;
    private final String text;
    private final String status;

    SetStatus(String name, String text, String status) {
      this.name = name;
      this.text = text;
      this.status = status;
    }

    @Override
    public Usage usage() {
      return ofOneKey(name, text);
    }

    @Override
    public int run(Given given) {
      var key = given.requiredWord();
      var request = JsonValue.object().put("AccessKeyId", key).put("Status", status).build();
      call(given, "SetAccessKeyStatus", request);
      terminal.err().println("gatehouse: " + key + " is now " + status);
      return ExitCode.OK;
    }
  }

  /// `gatehouse access-keys delete`.
  private final class Delete implements Command {
    @Override
    public Usage usage() {
      return ofOneKey("delete", "Deletes an access key and the temporary ones made with it.");
    }

    @Override
    public int run(Given given) {
      var key = given.requiredWord();
      call(given, "DeleteAccessKey", JsonValue.object().put("AccessKeyId", key).build());
      terminal.err().println("gatehouse: deleted " + key);
      return ExitCode.OK;
    }
  }

  private static Usage ofOneKey(String name, String text) {
    var words = "access-keys " + name;
    return Usage.of(words, text, "gatehouse " + words + " $KEY")
        .argument("KEY", "Access key id.")
        .options(CommonOptions.DATA);
  }

  private JsonObject call(Given given, String operation, JsonObject request) {
    try (var api = Apis.open(CommonOptions.folder(given, terminal), terminal)) {
      return api.call(Api.Service.GATEHOUSE, operation, api.defaultRegion(), request);
    }
  }
}
