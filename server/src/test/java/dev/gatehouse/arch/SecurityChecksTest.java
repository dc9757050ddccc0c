package dev.gatehouse.arch;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/security-checks.md` is generated: each check of the security reference that applies to
/// what is built, and the test classes, drills and client suites that carry its id. A check without
/// any needs a reason in [#REASONS]. `mvn test -Dtest=SecurityChecksTest
/// -Dgatehouse.regenerate=true` writes it anew.
class SecurityChecksTest {
  private static final Path TABLE = Path.of("../docs/security-checks.md");
  private static final Path TEST = Path.of("src/test/java/dev/gatehouse");
  private static final Path CLIENTS = Path.of("../compat");
  private static final Path BROWSER = Path.of("../console/e2e");
  private static final Path DRILLS = Path.of("../bench/src/main/java/dev/gatehouse");
  private static final Set<String> CLIENT_SOURCES = Set.of("sh", "mjs", "js", "py", "java");

  /// An id in the name of a test or of a row of one, in its display name, in what a client suite
  /// asserts, or in the comment that says what a drill does.
  private static final Pattern ID =
      Pattern.compile("\\b(SV|AP|TE|HT|KS|IN|JW|RL|RT|AT|MT|SR|BF|EN|UI)-(\\d\\d)(?!\\d)");

  private static final Map<String, String> GROUPS =
      new TreeMap<>(
          Map.of(
              "SV", "1-24",
              "AP", "1-16",
              "TE", "1-33",
              "HT", "1-14 16 20",
              "KS", "1-3 5-10 12-15 17-20",
              "IN", "1-7 11 12",
              "JW", "15 18 20-26 30",
              "RL", "1-72",
              "RT", "1 3-16 18"));

  static {
    GROUPS.put("AT", "1-10 12-22");
    GROUPS.put("MT", "1-3 6 7");
    GROUPS.put("SR", "1-13 15-20 24 25");
    GROUPS.put("BF", "1-6 8-15 24");
    GROUPS.put("EN", "1-4 6 9-12");
    GROUPS.put("UI", "1-8 16-19");
  }

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry(
              "KS-19",
              "the JVM cannot ask whether the machine's clock is synchronised; tokens never rely on a client's"),
          Map.entry(
              "KS-20",
              "Error Prone and NullAway are part of the build and parsers are fuzzed with seeds; no further analyser yet"),
          Map.entry(
              "RL-38",
              "imports and rotations by plan are not built; cleaning up is one statement that any node may repeat"),
          Map.entry("RL-60", "federation is not built"),
          Map.entry("TE-30", "triggers are not built"));

  /// What a check asks for beyond what its tests show.
  private static final Map<String, String> REMARKS =
      Map.ofEntries(
          Map.entry("AT-07", "by the API; pages and federation are not built"),
          Map.entry("AT-10", "what users do for themselves is no administrator's event"),
          Map.entry("BF-06", "on each node (record 26)"),
          Map.entry("BF-10", "by source on each node (record 26)"),
          Map.entry("BF-15", "in the database; of logs see IN-07"),
          Map.entry("AT-08", "letters that look alike stay different names (record 25)"),
          Map.entry("AT-12", "by reads: two such names taken at one moment are not told apart"),
          Map.entry("AT-17", "refused as not built"),
          Map.entry("AT-19", "records alone"),
          Map.entry("IN-01", "on both engines by the contract on pages"),
          Map.entry("RL-48", "with 200 at once a figure of `./gatehouse bench --only neighbours`"),
          Map.entry("RL-49", "a figure of `./gatehouse bench --only neighbours`"),
          Map.entry(
              "RL-08", "events of the audit log, with those of writes among them; not every row"),
          Map.entry(
              "UI-02",
              "identity providers and devices are not built; what is exported is JSON, never CSV"),
          Map.entry("UI-08", "the event, at most one a minute, when the page gets the secret"),
          Map.entry("UI-19", "in words for values of users and secrets, which are hidden"),
          Map.entry("AP-14", "for TRACE any 4xx: the HTTP layer may answer first"),
          Map.entry("AP-15", "limits of users, groups and identity providers come with them"),
          Map.entry("HT-09", "with smaller limits than 20,000 connections"),
          Map.entry("HT-10", "CPU is not measured"),
          Map.entry("IN-11", "deserialisation is also refused by the launcher"),
          Map.entry("JW-18", "the limits on its length, not the time: machines are shared"),
          Map.entry("JW-20", "encryption vectors do not apply: nothing here decrypts a token"),
          Map.entry("JW-22", "two installations are compared"),
          Map.entry("JW-24", "with a moved clock"),
          Map.entry("KS-03", "rotating the master key is not built"),
          Map.entry("KS-06", "nodes draw random nonces of 96 bits"),
          Map.entry("KS-07", "storing a secret as a hash only is not built"),
          Map.entry("KS-09", "temporary access keys; codes and sessions of users come with users"),
          Map.entry("KS-10", "a password in the database's address is warned of"),
          Map.entry("KS-13", "checksums and a bill of materials; known faults are not looked up"),
          Map.entry("KS-15", "not signed yet; the image by its layout, without Docker"),
          Map.entry("RL-14", "by the name of the type; warned of, not refused"),
          Map.entry("RL-43", "over the schema's last change"),
          Map.entry("RL-18", "in one process; readiness does not show it, the doctor does"),
          Map.entry("RL-24", "a table locked by another session"),
          Map.entry("RL-27", "resets alone, without lost packets"),
          Map.entry("RL-31", "an older schema is migrated, not refused"),
          Map.entry("RL-40", "each statement failing in turn; a migration is one transaction"),
          Map.entry(
              "RL-45", "settings are read at the start alone; a certificate is what is read again"),
          Map.entry(
              "RL-44",
              "with the stored database of each schema, on both engines; not with a million users"),
          Map.entry(
              "RL-33",
              "refresh tokens, codes, sessions and proofs of users; authorization codes and assertions are not built"),
          Map.entry("RL-58", "triggers are not built"),
          Map.entry("RL-59", "the lease of a killed node, without a process that is killed"),
          Map.entry("RL-34", "passwords; wrong client secrets are counted on each node"),
          Map.entry(
              "EN-06",
              "the work of each, not its time, which `./gatehouse bench --only tell` measures as a client sees it"),
          Map.entry("RL-56", "printed by the drill"),
          Map.entry("RL-63", "metrics to a collector are all that goes out"),
          Map.entry("RL-68", "of machines; without flows of users"),
          Map.entry(
              "RL-71", "change feed, key rotation and limits of attempts; not codes and families"),
          Map.entry("RL-52", "readiness alone, with a moved clock"),
          Map.entry(
              "SV-16", "a replay within five minutes is accepted; a nonce cache is not built"),
          Map.entry("RL-69", "with a moved clock"),
          Map.entry(
              "RT-04",
              "ten times twenty callers, and five over the wire; -Dgatehouse.races=1000 for more"),
          Map.entry("RT-06", "the store is closed and opened again; the drills kill"),
          Map.entry("RT-08", "rotation against sign-out"),
          Map.entry(
              "SV-19",
              "the comparison as it is compiled: no time that a test could measure shows it"),
          Map.entry(
              "TE-23",
              "the work of a refusal, not its time, which `./gatehouse bench` measures as a client sees it"),
          Map.entry("RL-10", "a migration: with each statement failing in turn (RL-40)"),
          Map.entry("TE-32", "userInfo is not built and refuses everything"),
          Map.entry(
              "UI-07",
              "codes by time; passkeys are not built; secrets that are shown leave an event, without a second proof"));

  @Test
  void each_check_has_a_test_or_a_reason() throws IOException {
    var found = found();
    assertThat(checks().stream().filter(id -> found.containsKey(id) == REASONS.containsKey(id)))
        .as("checks without a test and a reason, or with both")
        .isEmpty();
    var generated = generate(found);
    if (Boolean.getBoolean("gatehouse.regenerate")) {
      Files.writeString(TABLE, generated);
    }
    assertThat(Files.readString(TABLE))
        .as("run the test again with -Dgatehouse.regenerate=true")
        .isEqualTo(generated);
  }

  private static String generate(Map<String, SortedSet<String>> found) {
    var out = new StringBuilder();
    out.append(
        """
        # Security checks

        Generated by `SecurityChecksTest`; do not edit. The checks of the security reference that apply to what is built, by
        id, with the test classes (below `server/src/test/java/dev/gatehouse`) and the suites of clients (`compat/`) and of the browser
        (`console/e2e/`) whose tests carry the id in their names, and the drills (below `bench/src/main/java/dev/gatehouse`, run by `./gatehouse drill`) that name it.

        | Check | Shown by | Remark |
        |---|---|---|
        """);
    for (var id : checks()) {
      var tests = found.getOrDefault(id, new TreeSet<>());
      var reason = REASONS.get(id);
      out.append("| ").append(id).append(" | ").append(String.join(", ", tests)).append(" | ");
      out.append(reason != null ? reason : REMARKS.getOrDefault(id, "")).append(" |\n");
    }
    return out.toString();
  }

  private static List<String> checks() {
    return GROUPS.entrySet().stream()
        .flatMap(group -> ids(group.getKey(), group.getValue()).stream().sorted())
        .toList();
  }

  /// @param numbers for instance `1-3 7`
  private static Set<String> ids(String group, String numbers) {
    return Stream.of(numbers.split(" ", -1))
        .flatMapToInt(SecurityChecksTest::range)
        .mapToObj(n -> String.format(Locale.ROOT, "%s-%02d", group, n))
        .collect(toUnmodifiableSet());
  }

  private static IntStream range(String text) {
    var ends = text.split("-", -1);
    return IntStream.rangeClosed(
        Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
  }

  /// A contract has the tests of several classes.
  private static boolean isTest(String file) {
    return file.endsWith("Test.java") || file.endsWith("Contract.java");
  }

  private static Map<String, SortedSet<String>> found() throws IOException {
    var found = new TreeMap<String, SortedSet<String>>();
    try (var files = Files.walk(TEST)) {
      files
          .filter(file -> isTest(file.toString()) && !file.endsWith("SecurityChecksTest.java"))
          .forEach(file -> add(found, file, javaName(TEST, file), line -> !isComment(line)));
    }
    try (var files = Files.walk(DRILLS)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .forEach(file -> add(found, file, javaName(DRILLS, file), SecurityChecksTest::says));
    }
    addClients(found, CLIENTS, "compat/");
    addClients(found, BROWSER, "console/e2e/");
    return found;
  }

  private static void addClients(Map<String, SortedSet<String>> found, Path folder, String prefix)
      throws IOException {
    try (var files = Files.walk(folder)) {
      files
          .filter(SecurityChecksTest::isClientSource)
          .forEach(file ->
              add(found, file, "`" + prefix + name(folder, file) + "`", line -> !isComment(line)));
    }
  }

  private static boolean isClientSource(Path file) {
    var name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && !file.toString().contains("node_modules")
        && !file.toString().contains("/target/")
        && CLIENT_SOURCES.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static String name(Path folder, Path file) {
    return folder.relativize(file).toString();
  }

  private static String javaName(Path folder, Path file) {
    return "`" + name(folder, file).replace(".java", "") + "`";
  }

  private static void add(
      Map<String, SortedSet<String>> found, Path file, String shownBy, Predicate<String> counts) {
    try {
      for (var line : Files.readAllLines(file).stream().filter(counts).toList()) {
        var upper =
            line.replaceAll("([a-z]{2})_(\\d\\d)", "$1-$2")
                .replaceAll("jw (\\d\\d)", "jw-$1") // A suite's script says names in words.
                .replace('_', ' ')
                .toUpperCase(Locale.ROOT);
        var ids = ID.matcher(upper);
        while (ids.find()) {
          found
              .computeIfAbsent(ids.group(1) + "-" + ids.group(2), _ -> new TreeSet<>())
              .add(shownBy);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a drill shows stands in the comment of its class and in its own words.
  private static boolean says(String line) {
    return line.strip().startsWith("///") || !isComment(line);
  }

  /// A mention in a comment shows nothing.
  private static boolean isComment(String line) {
    var text = line.strip();
    return text.startsWith("//") || text.startsWith("#") || text.startsWith("*");
  }
}
