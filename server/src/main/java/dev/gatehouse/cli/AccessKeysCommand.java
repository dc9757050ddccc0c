package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gatehouse access-keys`: the keys that sign requests to the API. Works on the data folder itself
/// when no server runs, so that a lost key can be replaced.
@Command(
    name = "access-keys",
    mixinStandardHelpOptions = true,
    description = "Manages the access keys that sign API requests.",
    footer = {"", "Example:", "  gatehouse access-keys list"})
final class AccessKeysCommand {
  private final Terminal terminal;

  AccessKeysCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Makes an access key and prints it; its secret is shown only this once.",
        "Without --action and --pool it may do everything."
      },
      footer = {
        "",
        "Example:",
        "  gatehouse access-keys create --description ci --action cognito-idp:Describe*"
      })
  void create(
      @Mixin DataOption data,
      @Mixin OutputOption output,
      @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
          @Nullable String description,
      @Option(
              names = "--action",
              paramLabel = "ACTION",
              description = "Allowed action, such as cognito-idp:Describe*; may be repeated.")
          @Nullable List<String> actions,
      @Option(
              names = "--pool",
              paramLabel = "POOL",
              description = "Pool that it is limited to; may be repeated.")
          @Nullable List<String> pools) {
    var request = JsonValue.object();
    Optional.ofNullable(description).ifPresent(text -> request.put("Description", text));
    if (actions != null || pools != null) {
      request.put("Policy", policy(orAll(actions), orAll(pools)));
    }
    var key = call(data, "CreateAccessKey", request.build());
    var created = key.object("AccessKey").orElse(key);
    if (output.isJson()) {
      terminal.out().println(PrettyJson.text(created));
      return;
    }
    for (var name : List.of("AccessKeyId", "SecretAccessKey")) {
      terminal.out().println(name + " " + created.string(name).orElse(""));
    }
    terminal.err().println("gatehouse: the secret cannot be shown again");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the access keys, oldest first.",
      footer = {"", "Example:", "  gatehouse access-keys list --output json"})
  void list(@Mixin DataOption data, @Mixin OutputOption output) {
    var answer = call(data, "ListAccessKeys", JsonValue.object().build());
    if (output.isJson()) {
      terminal.out().println(PrettyJson.text(answer));
      return;
    }
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
    terminal.out().print(table.text());
  }

  @Command(
      name = "disable",
      mixinStandardHelpOptions = true,
      description = "Stops an access key from being accepted, at once.",
      footer = {"", "Example:", "  gatehouse access-keys disable $KEY"})
  void disable(
      @Parameters(paramLabel = "KEY", description = KEY) String key, @Mixin DataOption data) {
    setStatus(data, key, "Inactive");
  }

  @Command(
      name = "enable",
      mixinStandardHelpOptions = true,
      description = "Accepts an access key again.",
      footer = {"", "Example:", "  gatehouse access-keys enable $KEY"})
  void enable(
      @Parameters(paramLabel = "KEY", description = KEY) String key, @Mixin DataOption data) {
    setStatus(data, key, "Active");
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Deletes an access key and the temporary ones made with it.",
      footer = {"", "Example:", "  gatehouse access-keys delete $KEY"})
  void delete(
      @Parameters(paramLabel = "KEY", description = KEY) String key, @Mixin DataOption data) {
    call(data, "DeleteAccessKey", JsonValue.object().put("AccessKeyId", key).build());
    terminal.err().println("gatehouse: deleted " + key);
  }

  /// What the key's policy allows, for instance `cognito-idp:Describe* on *`.
  private static String may(JsonObject key) {
    return Members.objects(key.object("Policy").orElse(key), "Statements").stream()
        .map(each ->
            String.join(",", each.strings("Actions"))
                + " on "
                + String.join(",", each.strings("Pools")))
        .collect(java.util.stream.Collectors.joining("; "));
  }

  private static List<String> orAll(@Nullable List<String> names) {
    return names == null ? List.of("*") : names;
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

  private static final String KEY = "Access key id.";

  private void setStatus(DataOption data, String key, String status) {
    call(
        data,
        "SetAccessKeyStatus",
        JsonValue.object().put("AccessKeyId", key).put("Status", status).build());
    terminal.err().println("gatehouse: " + key + " is now " + status);
  }

  private JsonObject call(DataOption data, String operation, JsonObject request) {
    try (var api = Apis.open(data.folder(terminal), terminal)) {
      return api.call(Api.Service.GATEHOUSE, operation, api.defaultRegion(), request);
    }
  }
}
