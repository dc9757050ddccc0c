package dev.gatehouse.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.TreeMap;

/// Writes the completion script from the commands: words by the command that the line begins with,
/// and what may follow an option that takes a value.
final class CompletionScript {
  private static final String TEMPLATE =
      """
      # Completes the command line of gatehouse, in bash and zsh.
      if [ -n "${ZSH_VERSION-}" ]; then
        autoload -U +X compinit && compinit
        autoload -U +X bashcompinit && bashcompinit
      fi

      _gatehouse() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} words=
        COMPREPLY=()
        # bash takes `--output=json` for three words.
        [ "$previous" != = ] || previous=${COMP_WORDS[COMP_CWORD-2]}
        [ "$current" != = ] || current=
        case $previous in
      VALUES  esac
        if [ -z "$words" ]; then
          case "${COMP_WORDS[*]:1:COMP_CWORD-1} " in
      COMMANDS    esac
        fi
        COMPREPLY=($(compgen -W "$words" -- "$current"))
      }

      complete -o default -F _gatehouse gatehouse
      """;

  private final StringBuilder commands = new StringBuilder();
  private final TreeMap<String, CommandOption> options = new TreeMap<>();

  private CompletionScript() {}

  static String of(Command.Group program) {
    var script = new CompletionScript();
    script.add(program);
    return TEMPLATE.replace("VALUES", script.values()).replace("COMMANDS", script.commands);
  }

  /// Commands below stand before the one above them: the first pattern that fits counts.
  private void add(Command command) {
    var words = new ArrayList<String>();
    if (command instanceof Command.Group group) {
      for (var name : group.names()) {
        add(group.member(name));
        words.add(name);
      }
    }
    for (var option : command.usage().options()) {
      options.put(option.typed(), option);
      words.add(option.typed());
    }
    words.add(OptionParser.HELP.typed());
    words.add(OptionParser.VERSION.typed());
    var name = command.usage().name();
    commands.append(
        "      %s*) words=\"%s\" ;;\n"
            .formatted(name.isEmpty() ? "" : "\"" + name + " \"", String.join(" ", words)));
  }

  /// Where the values of an option are not known, and for a file, bash completes names of files.
  private String values() {
    var cases = new StringBuilder();
    var unknown = new LinkedHashSet<String>();
    for (var option : options.values()) {
      if (!option.choices().isEmpty()) {
        cases.append(
            "    %s) words=\"%s\" ;;\n"
                .formatted(option.typed(), String.join(" ", option.choices())));
      } else if (option.takesValue()) {
        unknown.add(option.typed());
      }
    }
    return cases.append("    %s) return ;;\n".formatted(String.join(" | ", unknown))).toString();
  }
}
