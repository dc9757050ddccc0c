package dev.gatehouse.cli;

import java.io.Serial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/// Reads the words after a command's name by its usage.
final class OptionParser {
  /// Every command takes these two; the first letter of each is short for it.
  static final CommandOption HELP = CommandOption.flag("help", "Shows this help.");

  static final CommandOption VERSION = CommandOption.flag("version", "Shows the version.");

  private final Usage usage;

  private OptionParser(Usage usage) {
    this.usage = usage;
  }

  /// What the words say. Where they ask for help or the version, nothing else has to be there.
  ///
  /// @throws UsageException when a word is unknown, missing, too many or not allowed
  static Given parse(Usage usage, List<String> words) {
    return new OptionParser(usage).parse(words);
  }

  private Given parse(List<String> words) {
    var parser =
        DefaultParser.builder()
            .setAllowPartialMatching(false)
            .setStripLeadingAndTrailingQuotes(false)
            .get();
    try {
      var line = parser.parse(declared(), words.toArray(String[]::new));
      var given = new Given(values(line.getOptions()), argument(line.getArgList()));
      if (!given.has(HELP) && !given.has(VERSION)) {
        requireComplete(given);
      }
      return given;
    } catch (MissingArgumentException missing) {
      throw wrong("--%s needs a value".formatted(missing.getOption().getLongOpt()));
    } catch (UnrecognizedOptionException unknown) {
      throw unknown(unknown.getOption());
    } catch (ParseException other) {
      throw wrong(String.valueOf(other.getMessage()));
    }
  }

  private Options declared() {
    var options = new StrictOptions();
    for (var option : usage.options()) {
      options.addOption(Option.builder().longOpt(option.name()).hasArg(option.takesValue()).get());
    }
    options.addOption(Option.builder("h").longOpt(HELP.name()).get());
    options.addOption(Option.builder("V").longOpt(VERSION.name()).get());
    return options;
  }

  private Map<String, List<String>> values(Option[] occurrences) {
    var values = new HashMap<String, List<String>>();
    for (var occurrence : occurrences) {
      var name = occurrence.getLongOpt();
      if (values.containsKey(name) && !isRepeatable(name)) {
        throw wrong("--%s is given more than once".formatted(name));
      }
      values.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(occurrence.getValuesList());
    }
    return values;
  }

  private boolean isRepeatable(String name) {
    return find(name).filter(found -> found.times() == CommandOption.Times.ANY).isPresent();
  }

  private Optional<CommandOption> find(String name) {
    return usage.options().stream().filter(option -> option.name().equals(name)).findFirst();
  }

  private Optional<String> argument(List<String> words) {
    var most = usage.argument().isPresent() ? 1 : 0;
    if (words.size() > most) {
      throw wrong("unexpected argument \"%s\"".formatted(words.get(most)));
    }
    return words.stream().findFirst();
  }

  private void requireComplete(Given given) {
    for (var option : usage.options()) {
      if (option.times() == CommandOption.Times.EXACTLY_ONCE && !given.has(option)) {
        throw wrong("%s %s is missing".formatted(option.typed(), option.label()));
      }
      given.value(option).ifPresent(value -> requireAllowed(option, value));
    }
    if (given.word().isEmpty()) {
      usage
          .argument()
          .filter(Usage.Argument::required)
          .ifPresent(argument -> {
            throw wrong(argument.label() + " is missing");
          });
    }
  }

  private void requireAllowed(CommandOption option, String value) {
    var choices = option.choices();
    if (!choices.isEmpty() && !choices.contains(value.toLowerCase(Locale.ROOT))) {
      throw wrong(
          "%s must be one of %s, not \"%s\""
              .formatted(option.typed(), String.join(", ", choices), value));
    }
  }

  /// A flag is only unknown together with a value. The value is not repeated: it may be a secret.
  private UsageException unknown(String word) {
    var end = word.indexOf('=');
    var name = end < 0 ? word : word.substring(0, end);
    var isFlag =
        name.equals(HELP.typed())
            || name.equals(VERSION.typed())
            || usage.options().stream().anyMatch(option -> option.typed().equals(name));
    return wrong(isFlag ? name + " takes no value" : "unknown option " + name);
  }

  private UsageException wrong(String message) {
    return new UsageException(usage, message);
  }

  /// Long names after two dashes, single letters after one. The parser would also take `-port` for
  /// `--port`: it asks for `port` where the word had one dash, for `--port` where it had two, and
  /// counts a long name without a letter among the short ones.
  private static final class StrictOptions extends Options {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public boolean hasLongOption(String word) {
      return word.startsWith("--") && super.hasLongOption(word);
    }

    @Override
    public boolean hasShortOption(String word) {
      return word.length() == 1 && super.hasShortOption(word);
    }
  }
}
