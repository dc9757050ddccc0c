package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import dev.gatehouse.json.JsonValue.ObjectBuilder;
import dev.gatehouse.pool.AdministratorRole;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// `gatehouse admin`: who administers the server through the console. Works on the data folder
/// itself when no server runs, so that somebody who has lost his password gets back in.
final class AdminCommand implements Command.Group {
  private final Terminal terminal;

  AdminCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of("admin", "Manages the administrators of the console.", "gatehouse admin list");
  }

  @Override
  public List<String> names() {
    return List.of("setup-link", "list", "add", "reset", "remove");
  }

  @Override
  public Command member(String name) {
    return switch (name) {
      case "setup-link" -> new SetUpLink();
      case "list" -> new ListAdmins();
      case "add" -> new Add();
      case "reset" -> new Reset();
      case "remove" -> new Remove();
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  /// `gatehouse admin setup-link`.
  private final class SetUpLink implements Command {
    @Override
    public Usage usage() {
      return Usage.of(
              "admin setup-link",
              """
              Prints a new one-time link with which the first administrator chooses a password.
              Good for 24 hours; the one before it is none any more. With a name: for an \
              administrator who was added and has not used his link.
              """,
              "gatehouse admin setup-link")
          .optionalArgument("NAME", "An administrator without a password.")
          .options(CommonOptions.DATA);
    }

    @Override
    public int run(Given given) {
      var request = JsonValue.object();
      given.word().ifPresent(name -> request.put("Name", name));
      printLink(call(given, "CreateSetUpLink", request));
      return ExitCode.OK;
    }
  }

  /// `gatehouse admin list`.
  private final class ListAdmins implements Command {
    @Override
    public Usage usage() {
      return Usage.of(
              "admin list",
              "Lists the administrators by name.",
              "gatehouse admin list --output json")
          .options(CommonOptions.DATA, CommonOptions.OUTPUT);
    }

    @Override
    public int run(Given given) {
      var answer = call(given, "ListAdministrators", JsonValue.object());
      terminal
          .out()
          .print(CommonOptions.isJson(given) ? PrettyJson.text(answer) + "\n" : table(answer));
      return ExitCode.OK;
    }
  }

  private static String table(JsonObject answer) {
    var table = new Table("NAME", "ROLE", "POOLS", "SECOND FACTOR", "LAST SIGN-IN", "SESSIONS");
    for (var each : Members.objects(answer, "Administrators")) {
      var pools = each.strings("Pools");
      table.add(
          each.string("Name").orElse(""),
          each.string("Role").orElse(""),
          pools.isEmpty() ? "*" : String.join(",", pools),
          each.bool("TotpEnabled").orElse(false) ? "on" : "off",
          Members.time(each, "LastSignInDate"),
          each.bool("SetUpPending").orElse(false)
              ? "link not used yet"
              : each.number("Sessions").map(Object::toString).orElse(""));
    }
    return table.text();
  }

  /// `gatehouse admin add`.
  private final class Add implements Command {
    private static final CommandOption ROLE =
        CommandOption.value(
                "role", "ROLE", "Administrator (default), PoolAdministrator, Support or ReadOnly.")
            .oneOf("administrator", "pooladministrator", "support", "readonly");
    private static final CommandOption POOL =
        CommandOption.value("pool", "POOL", "Pool that the role is for; may be repeated.")
            .repeatable();

    @Override
    public Usage usage() {
      return Usage.of(
              "admin add",
              "Adds an administrator and prints the one-time link with which he sets himself up.",
              "gatehouse admin add ada")
          .argument("NAME", "1 to 64 letters, digits and characters of _+=,.@-.")
          .options(ROLE, POOL, CommonOptions.DATA);
    }

    @Override
    public int run(Given given) {
      var request = named(given).put("Role", role(given));
      if (given.has(POOL)) {
        request.put("Pools", JsonValue.of(given.values(POOL)));
      }
      printLink(call(given, "CreateAdministrator", request));
      return ExitCode.OK;
    }
  }

  /// The role in the spelling of the API.
  private static String role(Given given) {
    return Arrays.stream(AdministratorRole.values())
        .map(AdministratorRole::title)
        .filter(title -> given.value(Add.ROLE).filter(title::equalsIgnoreCase).isPresent())
        .findFirst()
        .orElse(AdministratorRole.ADMINISTRATOR.title());
  }

  /// `gatehouse admin reset`.
  private final class Reset implements Command {
    @Override
    public Usage usage() {
      return Usage.of(
              "admin reset",
              """
              Takes password and second factor from an administrator and prints a new link.
              His sessions end.
              """,
              "gatehouse admin reset ada")
          .argument("NAME", "The administrator.")
          .options(CommonOptions.DATA);
    }

    @Override
    public int run(Given given) {
      printLink(call(given, "ResetAdministrator", named(given)));
      return ExitCode.OK;
    }
  }

  /// `gatehouse admin remove`.
  private final class Remove implements Command {
    @Override
    public Usage usage() {
      return Usage.of(
              "admin remove",
              "Removes an administrator and ends his sessions.",
              "gatehouse admin remove ada")
          .argument("NAME", "The administrator.")
          .options(CommonOptions.DATA);
    }

    @Override
    public int run(Given given) {
      call(given, "DeleteAdministrator", named(given));
      terminal.err().println("gatehouse: removed " + given.requiredWord());
      return ExitCode.OK;
    }
  }

  private static ObjectBuilder named(Given given) {
    return JsonValue.object().put("Name", given.requiredWord());
  }

  /// A link of a server that does not run is only a path: nobody knows its address.
  private void printLink(JsonObject answer) {
    var link = answer.string("SetUpLink").orElse("");
    terminal.out().println(link);
    terminal.err().println("gatehouse: the link is good once, for 24 hours");
    if (link.startsWith("/")) {
      terminal
          .err()
          .println("gatehouse: no server runs; open it at the console's address when one does");
    }
  }

  private JsonObject call(Given given, String operation, ObjectBuilder request) {
    try (var api = Apis.open(CommonOptions.folder(given, terminal), terminal)) {
      requireShape(given.word());
      return api.call(Api.Service.GATEHOUSE, operation, api.defaultRegion(), request.build());
    }
  }

  /// On a folder nothing has checked the name yet.
  private static void requireShape(Optional<String> name) {
    if (name.filter(word -> !word.matches("[\\w+=,.@-]{1,64}")).isPresent()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "\"%s\" cannot be a name: 1 to 64 letters, digits and characters of _+=,.@-"
              .formatted(name.orElseThrow()));
    }
  }
}
