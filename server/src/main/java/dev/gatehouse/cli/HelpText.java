package dev.gatehouse.cli;

import java.util.ArrayList;
import java.util.List;

/// Writes the help of a command: usage, what it does, its options or commands, an example.
final class HelpText {
  private static final int WIDTH = 80;
  private static final String GAP = "  ";

  /// A name and its explanation, in two columns.
  private record Row(String name, String text) {}

  private final StringBuilder page = new StringBuilder();

  private HelpText() {}

  static String of(Command command) {
    var help = new HelpText();
    help.write(command);
    return help.page.toString();
  }

  private void write(Command command) {
    var usage = command.usage();
    wrap("Usage: " + usage.program(), synopsis(command), " ".repeat(4));
    usage.text().lines().forEach(line -> wrap("", words(line), ""));
    table(optionRows(usage));
    if (command instanceof Command.Group group) {
      page.append("Commands:\n");
      table(
          group.names().stream()
              .map(name -> new Row("  " + name, group.member(name).usage().summary()))
              .toList());
    }
    page.append("\nExample:\n  ").append(usage.example()).append('\n');
  }

  /// What follows the program's name; what stays on one line is one word here.
  private static List<String> synopsis(Command command) {
    var words = new ArrayList<String>();
    if (command instanceof Command.Group) {
      words.add("COMMAND");
      return words;
    }
    for (var option : command.usage().options()) {
      var typed = typed(option);
      words.add(
          switch (option.times()) {
            case EXACTLY_ONCE -> typed;
            case AT_MOST_ONCE -> "[" + typed + "]";
            case ANY -> "[" + typed + "]...";
          });
    }
    command
        .usage()
        .argument()
        .ifPresent(word -> words.add(word.required() ? word.label() : "[" + word.label() + "]"));
    return words;
  }

  private static String typed(CommandOption option) {
    return option.takesValue() ? option.typed() + " " + option.label() : option.typed();
  }

  private static List<Row> optionRows(Usage usage) {
    var rows = new ArrayList<Row>();
    usage.argument().ifPresent(word -> rows.add(new Row("      " + word.label(), word.text())));
    usage.options().forEach(option -> rows.add(new Row("      " + typed(option), option.text())));
    rows.add(new Row("  -h, " + OptionParser.HELP.typed(), OptionParser.HELP.text()));
    rows.add(new Row("  -V, " + OptionParser.VERSION.typed(), OptionParser.VERSION.text()));
    return rows;
  }

  private void table(List<Row> rows) {
    int column = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
    for (var row : rows) {
      var padded = row.name() + " ".repeat(column - row.name().length()) + GAP;
      wrap(padded, words(row.text()), " ".repeat(padded.length() + 1));
    }
  }

  private static List<String> words(String text) {
    return List.of(text.split(" ", -1));
  }

  /// Words after `start`, broken between them where a line would be too long; further lines begin
  /// with `indent`.
  private void wrap(String start, List<String> words, String indent) {
    var line = new StringBuilder(start);
    for (var word : words) {
      if (line.isEmpty()) {
        line.append(word);
      } else if (line.length() + 1 + word.length() <= WIDTH) {
        line.append(' ').append(word);
      } else {
        page.append(line).append('\n');
        line.setLength(0);
        line.append(indent).append(word);
      }
    }
    page.append(line).append('\n');
  }
}
