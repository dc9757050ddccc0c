package dev.gatehouse.cli;

import dev.gatehouse.json.Json;
import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/// `gatehouse audit`: what administrators did. Works on the data folder itself when no server runs.
final class AuditCommand implements Command.Group {
  private static final CommandOption POOL =
      CommandOption.value("pool", "P", "Events about this pool alone.");
  private static final int PAGE = 500;

  private final Terminal terminal;

  AuditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of("audit", "Shows, exports and examines the audit log.", "gatehouse audit tail");
  }

  @Override
  public List<String> names() {
    return List.of("tail", "export", "verify");
  }

  @Override
  public Command member(String name) {
    return switch (name) {
      case "tail" -> new Tail();
      case "export" -> new Export();
      case "verify" -> new Verify();
      default -> throw new IllegalArgumentException("no command " + name);
    };
  }

  /// `gatehouse audit tail`.
  private final class Tail implements Command {
    private static final CommandOption COUNT =
        CommandOption.value("count", "N", "How many; 1 to 500. Without: 20.");
    private static final int COUNT_DEFAULT = 20;

    @Override
    public Usage usage() {
      return Usage.of(
              "audit tail",
              "Shows the newest events, the last one at the end.",
              "gatehouse audit tail --output json")
          .options(POOL, COUNT, CommonOptions.DATA, CommonOptions.OUTPUT);
    }

    @Override
    public int run(Given given) {
      var request = request(given).put("Limit", count(given));
      JsonObject answer;
      try (var api = Apis.open(CommonOptions.folder(given, terminal), terminal)) {
        answer = call(api, "ListAuditEvents", request.build());
      }
      terminal
          .out()
          .print(CommonOptions.isJson(given) ? PrettyJson.text(answer) + "\n" : table(answer));
      return ExitCode.OK;
    }

    private int count(Given given) {
      var text = given.value(COUNT).orElse(Integer.toString(COUNT_DEFAULT));
      try {
        int count = Integer.parseInt(text);
        if (count >= 1 && count <= PAGE) {
          return count;
        }
      } catch (NumberFormatException notANumber) {
        // As for a number that is too large.
      }
      throw new UsageException(usage(), "--count takes 1 to %d, not \"%s\"".formatted(PAGE, text));
    }
  }

  private static String table(JsonObject answer) {
    var table = new Table("TIME", "EVENT", "POOL", "ACTOR", "FROM", "ERROR");
    for (var event : Members.objects(answer, "Events").reversed()) {
      var actor = event.string("Actor").orElse("");
      table.add(
          Members.time(event, "EventTime"),
          event.string("EventName").orElse(""),
          event.string("UserPoolId").orElse("-"),
          actor.substring(actor.lastIndexOf('/') + 1),
          event.string("SourceAddress").orElse(""),
          event.string("ErrorCode").orElse(""));
    }
    return table.text();
  }

  /// `gatehouse audit export`.
  private final class Export implements Command {
    @Override
    public Usage usage() {
      return Usage.of(
              "audit export",
              """
              Prints every event, newest first, one JSON object a line.
              Kept elsewhere, it shows what the database alone cannot: that all of the log was set \
              back to an earlier state.
              """,
              "gatehouse audit export")
          .options(POOL, CommonOptions.DATA);
    }

    @Override
    public int run(Given given) {
      try (var api = Apis.open(CommonOptions.folder(given, terminal), terminal)) {
        var token = Optional.<String>empty();
        do {
          var request = request(given).put("Limit", PAGE);
          token.ifPresent(text -> request.put("NextToken", text));
          var answer = call(api, "ListAuditEvents", request.build());
          for (var event : Members.objects(answer, "Events")) {
            terminal.out().println(Json.text(event));
          }
          token = answer.string("NextToken");
        } while (token.isPresent());
      }
      return ExitCode.OK;
    }
  }

  /// `gatehouse audit verify`.
  private final class Verify implements Command {
    @Override
    public Usage usage() {
      return Usage.of(
              "audit verify",
              """
              Examines every event: exit code 1 when one was altered, taken out or put in.
              Then it names the first one that is not as it was written, or that does not follow \
              the one before it.
              """,
              "gatehouse audit verify")
          .options(CommonOptions.DATA, CommonOptions.OUTPUT);
    }

    @Override
    public int run(Given given) {
      JsonObject answer;
      try (var api = Apis.open(CommonOptions.folder(given, terminal), terminal)) {
        answer = call(api, "VerifyAuditLog", JsonValue.object().build());
      }
      var isValid = answer.bool("Valid").orElseThrow();
      if (CommonOptions.isJson(given)) {
        terminal.out().println(PrettyJson.text(answer));
      } else {
        terminal.out().println(sentence(answer, isValid));
      }
      return isValid ? ExitCode.OK : ExitCode.FAILED;
    }

    private String sentence(JsonObject answer, boolean isValid) {
      var count = answer.number("Events").orElseThrow().toPlainString() + " events";
      return isValid
          ? count
              + " as they were written, "
              + answer.number("NotLinked").orElseThrow().toPlainString()
              + " of them not in the chain yet"
          : "the audit log was changed: after "
              + count
              + ", event "
              + answer.string("FirstInvalidEventId").orElseThrow();
    }
  }

  private static JsonValue.ObjectBuilder request(Given given) {
    var request = JsonValue.object();
    given.value(POOL).ifPresent(id -> request.put("UserPoolId", id));
    return request;
  }

  private static JsonObject call(Api api, String operation, JsonObject request) {
    return api.call(Api.Service.GATEHOUSE, operation, api.defaultRegion(), request);
  }
}
