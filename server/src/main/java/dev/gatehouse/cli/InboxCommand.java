package dev.gatehouse.cli;

import dev.gatehouse.json.JsonValue;
import dev.gatehouse.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// `gatehouse inbox`: the newest message to a user, for people and for tests that need a code.
/// Works on the data folder itself when no server runs.
final class InboxCommand implements Command {
  private static final CommandOption POOL =
      CommandOption.value("pool", "P", "Pool id. Without: all pools of the server's Region.");
  private static final CommandOption TO =
      CommandOption.value("to", "ADDRESS", "Messages to this address or phone number alone.");
  private static final CommandOption CODE =
      CommandOption.flag("code", "Prints the code or temporary password in it, nothing else.");
  private static final CommandOption WAIT =
      CommandOption.value("wait", "SECONDS", "Waits up to so long where there is no message yet.");
  private static final CommandOption CLEAR =
      CommandOption.flag("clear", "Deletes the messages instead. What is still sent, is.");

  private static final int WAIT_MAX = 3_600;
  private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

  private final Terminal terminal;

  InboxCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Usage usage() {
    return Usage.of(
            "inbox",
            """
            Shows the newest message to a user.
            What the inbox has, the setting messages.delivery says: in dev mode every message, in \
            strict mode none. Also shown is what became of a message that was to be delivered.
            """,
            "gatehouse inbox --pool $POOL --clear")
        .options(POOL, TO, CODE, WAIT, CLEAR, CommonOptions.DATA, CommonOptions.OUTPUT);
  }

  @Override
  public int run(Given given) {
    var seconds = seconds(given);
    if (given.has(CLEAR) && (given.has(CODE) || given.has(WAIT))) {
      throw new UsageException(usage(), "--clear goes with neither --code nor --wait");
    }
    try (var api = Apis.open(CommonOptions.folder(given, terminal), terminal)) {
      if (given.has(CLEAR)) {
        clear(api, given);
      } else {
        print(find(api, given, seconds), given);
      }
    }
    return ExitCode.OK;
  }

  private int seconds(Given given) {
    var text = given.value(WAIT).orElse("0");
    try {
      int seconds = Integer.parseInt(text);
      if (seconds >= 0 && seconds <= WAIT_MAX) {
        return seconds;
      }
    } catch (NumberFormatException notANumber) {
      // As for a number that is too large.
    }
    throw new UsageException(
        usage(), "--wait takes seconds, 0 to %d, not \"%s\"".formatted(WAIT_MAX, text));
  }

  private void clear(Api api, Given given) {
    var answer = call(api, given, "DeleteMessages", request(given));
    var count = answer.number("Deleted").orElseThrow();
    if (CommonOptions.isJson(given)) {
      terminal.out().println(PrettyJson.text(answer));
    } else {
      terminal.err().println("gatehouse: deleted " + count + " messages");
    }
  }

  /// @throws CommandFailure with exit code 3 when there is none in time
  private JsonObject find(Api api, Given given, int seconds) {
    var end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    var seen = new HashSet<String>();
    var found = newest(api, given, seen);
    while (found.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(PAUSE_NANOS);
      found = newest(api, given, seen);
    }
    return found.orElseThrow(() ->
        new CommandFailure(
            ExitCode.NOT_FOUND,
            given.has(CODE) ? "there is no message with a code" : "there is no message"));
  }

  /// Looks page by page, up to the first page on which nothing is new.
  ///
  /// @param seen ids of messages that were looked at before, and were not it
  private static Optional<JsonObject> newest(Api api, Given given, Set<String> seen) {
    var token = Optional.<String>empty();
    boolean isNew;
    do {
      var request = request(given);
      token.ifPresent(text -> request.put("NextToken", text));
      var answer = call(api, given, "ListMessages", request);
      isNew = false;
      for (var message : Members.objects(answer, "Messages")) {
        if (!given.has(CODE) || message.string("Code").isPresent()) {
          return Optional.of(message);
        }
        isNew |= seen.add(message.string("MessageId").orElseThrow());
      }
      token = answer.string("NextToken");
    } while (isNew && token.isPresent());
    return Optional.empty();
  }

  /// Of which messages.
  private static JsonValue.ObjectBuilder request(Given given) {
    var request = JsonValue.object();
    given.value(POOL).ifPresent(id -> request.put("UserPoolId", id));
    given.value(TO).ifPresent(to -> request.put("To", to));
    return request;
  }

  private static JsonObject call(
      Api api, Given given, String operation, JsonValue.ObjectBuilder request) {
    var region = given.value(POOL).map(Regions::ofPool).orElseGet(api::defaultRegion);
    return api.call(Api.Service.GATEHOUSE, operation, region, request.build());
  }

  private void print(JsonObject message, Given given) {
    if (given.has(CODE)) {
      terminal.out().println(shown(message.string("Code").orElseThrow()));
    } else if (CommonOptions.isJson(given)) {
      terminal.out().println(PrettyJson.text(message));
    } else {
      terminal.out().print(text(message));
    }
  }

  private static String text(JsonObject message) {
    var text = new StringBuilder();
    line(text, "Time", Optional.of(Members.time(message, "CreateDate")));
    line(text, "Pool", message.string("UserPoolId"));
    line(text, "Kind", message.string("Kind"));
    line(text, "Medium", message.string("DeliveryMedium"));
    line(text, "To", message.string("To"));
    line(text, "Status", message.string("Status"));
    line(text, "Fault", message.string("Fault"));
    line(text, "From", message.string("From"));
    line(text, "Reply-To", message.string("ReplyTo"));
    line(text, "Subject", message.string("Subject"));
    line(text, "Code", message.string("Code"));
    var body = message.string("Body").map(InboxCommand::shown);
    return text.append('\n')
        .append(body.orElse("(its words are not in the inbox)"))
        .append('\n')
        .toString();
  }

  private static void line(StringBuilder text, String name, Optional<String> value) {
    value.ifPresent(v ->
        text.append(name).append(" ".repeat(10 - name.length())).append(shown(v)).append('\n'));
  }

  /// What users and pools say, without what a terminal would obey (IN-06).
  private static String shown(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) && c != '\n' && c != '\t' ? '\ufffd' : c)
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
