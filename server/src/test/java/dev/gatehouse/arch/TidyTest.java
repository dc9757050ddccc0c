package dev.gatehouse.arch;

import static java.nio.file.Files.readAllLines;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Reads every source file and holds what neither compiler nor formatter hold (style, sections 11
/// and 13).
class TidyTest {
  private static final int FILE_LINES_MAX = 600;
  private static final int FUNCTION_LINES_MAX = 70;
  private static final int PARAMETERS_MAX = 6;

  /// A line that is indented so far is the last one of a head that did not fit into one.
  private static final int WRAPPED = 6;

  private static final int WRAP = 4;

  /// Functions that may be longer or take more parameters, with the reason. The list may only
  /// shrink.
  private static final List<String> RATCHET = List.of();

  /// These tell how long a test goes on, or that something has waited as long as it must: a slow
  /// machine only makes it longer.
  private static final List<String> MAY_MEASURE =
      List.of("Fuzzing.java", "Patience.java", "SlowTlsTest.java", "DatabaseAwayWireTest.java");

  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TEST = Path.of("src/test/java");
  private static final List<Path> SATELLITES =
      List.of(
          Path.of("../testkit/src/main/java"),
          Path.of("../testkit/src/test/java"),
          Path.of("../bench/src/main/java"));

  private static final Pattern FUNCTION =
      Pattern.compile(
          "^  {1,5}(?! )(?!return |throw |new |else|if |for |while |switch |try |case )[\\w<].*\\) ?(throws [\\w., ]+)?\\{$");

  @Test
  void no_file_is_longer_than_600_lines() throws IOException {
    var long_ = new TreeMap<String, Integer>();
    for (var file : sources()) {
      var lines = readAllLines(file).size();
      if (lines > FILE_LINES_MAX) {
        long_.put(file.toString(), lines);
      }
    }
    assertThat(long_).as("split by subject, never into part1 and part2").isEmpty();
  }

  @Test
  void no_function_is_longer_than_70_lines() throws IOException {
    var long_ = new TreeMap<String, Integer>();
    for (var file : sources()) {
      var lines = readAllLines(file);
      for (int start = 0; start < lines.size(); start++) {
        if (FUNCTION.matcher(lines.get(start)).matches()) {
          var length = lengthOfBlock(lines, start);
          var name = file.getFileName() + ": " + lines.get(start).strip();
          if (length > FUNCTION_LINES_MAX && !RATCHET.contains(name)) {
            long_.put(name, length);
          }
        }
      }
    }
    assertThat(long_)
        .as("keep branches in the parent, move straight-line work into leaves")
        .isEmpty();
  }

  @Test
  void every_package_says_what_it_owns() throws IOException {
    var silent = new TreeSet<String>();
    for (var file : sources()) {
      var info = file.resolveSibling("package-info.java");
      if (!Files.exists(info)) {
        silent.add(info.toString());
      } else if (!Files.readString(info).contains("@NullMarked")
          || !Files.readString(info).startsWith("///")) {
        silent.add(info.toString());
      }
    }
    assertThat(silent).as("a package-info.java with a /// comment and @NullMarked").isEmpty();
  }

  @Test
  void every_type_of_the_product_says_what_it_is() throws IOException {
    var type =
        Pattern.compile(
            "^(public |final |sealed |abstract |non-sealed |static )*(class|interface|record|enum|@interface) \\w+.*");
    var silent = new ArrayList<String>();
    for (var file : sourcesBelow(MAIN)) {
      var lines = readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (type.matcher(lines.get(i)).matches() && !isDocumented(lines, i)) {
          silent.add(file + ":" + (i + 1));
        }
      }
    }
    assertThat(silent).as("a /// comment: what it is, invariants, source").isEmpty();
  }

  @Test
  void nothing_is_left_over() throws IOException {
    var banned =
        List.of(
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b"),
            Pattern.compile("@aut" + "hor"),
            Pattern.compile("printStack" + "Trace"),
            Pattern.compile("@Dis" + "abled"),
            Pattern.compile("Thread\\.sl" + "eep"),
            Pattern.compile("UnsupportedOperation" + "Exception\\(\\)"));
    assertThat(linesMatching(sources(), banned))
        .as("finish it, or write it down as a decision")
        .isEmpty();
  }

  /// What a machine does in a second depends on who else uses it: performance is measured by the
  /// bench. A test counts steps, bytes or calls, or waits with patience.
  @Test
  void no_test_measures_time() throws IOException {
    var files = new ArrayList<>(sourcesBelow(TEST));
    files.addAll(sourcesBelow(Path.of("../testkit/src/test/java")));
    files.removeIf(file -> MAY_MEASURE.contains(String.valueOf(file.getFileName())));
    var measuring =
        List.of(Pattern.compile("nano" + "Time\\(\\)(?!\\);)|current" + "TimeMillis\\("));
    assertThat(linesMatching(files, measuring)).as("count, or wait with Patience").isEmpty();
  }

  @Test
  void only_the_command_line_prints() throws IOException {
    var printing = List.of(Pattern.compile("System\\.(out|err)\\b"));
    var files = new ArrayList<>(sourcesBelow(MAIN));
    files.removeIf(file -> file.toString().contains("/cli/") || file.endsWith("Main.java"));
    assertThat(linesMatching(files, printing)).as("log, or answer").isEmpty();
  }

  @Test
  void names_say_what_a_thing_is() throws IOException {
    var vague =
        Pattern.compile(".*(Manager|Helper|Util|Utils|Impl)|(Abstract|Base).*|I[A-Z][a-z].*");
    var names =
        sources().stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .filter(name ->
                vague.matcher(name).matches() && !name.startsWith("In") && !name.startsWith("Is"))
            .collect(toCollection(TreeSet::new));
    assertThat(names).as("a class that cannot be named without them has no single job").isEmpty();
  }

  @Test
  void functions_take_few_parameters() throws IOException {
    var wide = new TreeSet<String>();
    for (var file : sources()) {
      for (var line : readAllLines(file)) {
        if (FUNCTION.matcher(line).matches()
            && parameters(line) > PARAMETERS_MAX
            && !RATCHET.contains(line)) {
          wide.add(file + ": " + line.strip());
        }
      }
    }
    assertThat(wide).as("make a record").isEmpty();
  }

  private static int parameters(String line) {
    var inside = line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
    int depth = 0;
    int count = inside.isBlank() ? 0 : 1;
    for (int i = 0; i < inside.length(); i++) {
      var c = inside.charAt(i);
      if (c == '<' || c == '(') {
        depth++;
      } else if (c == '>' || c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        count++;
      }
    }
    return count;
  }

  private static int lengthOfBlock(List<String> lines, int start) {
    var indent = lines.get(start).length() - lines.get(start).stripLeading().length();
    var end = " ".repeat(indent < WRAPPED ? indent : indent - WRAP) + "}";
    for (int i = start + 1; i < lines.size(); i++) {
      if (lines.get(i).equals(end)) {
        return i - start + 1;
      }
    }
    return 0;
  }

  private static boolean isDocumented(List<String> lines, int type) {
    for (int i = type - 1; i >= 0; i--) {
      if (!lines.get(i).startsWith("@")
          && !lines.get(i).startsWith("    ")
          && !lines.get(i).startsWith("})")) {
        return lines.get(i).startsWith("///");
      }
    }
    return false;
  }

  private static List<String> linesMatching(List<Path> files, List<Pattern> patterns)
      throws IOException {
    var found = new ArrayList<String>();
    for (var file : files) {
      var lines = readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        for (var pattern : patterns) {
          if (pattern.matcher(lines.get(i)).find()) {
            found.add(file + ":" + (i + 1) + ": " + lines.get(i).strip());
          }
        }
      }
    }
    return found;
  }

  private static List<Path> sources() throws IOException {
    var all = new ArrayList<>(sourcesBelow(MAIN));
    all.addAll(sourcesBelow(TEST));
    for (var satellite : SATELLITES) {
      all.addAll(sourcesBelow(satellite));
    }
    return all;
  }

  private static List<Path> sourcesBelow(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .sorted()
          .toList();
    }
  }
}
