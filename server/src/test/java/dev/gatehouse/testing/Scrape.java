package dev.gatehouse.testing;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// One answer of `/metrics`, parsed: what is no line of the Prometheus text format fails.
///
/// @param series value by name and labels, as written
/// @param families the names that have a type
public record Scrape(Map<String, Double> series, Set<String> families) {
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (\\S+) (counter|gauge|histogram|summary|info|unknown)");
  private static final Pattern HELP = Pattern.compile("# HELP \\S+ .+");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-z_]+(?:\\{[a-z_]+=\"[^\"]*\"(?:,[a-z_]+=\"[^\"]*\")*\\})?) ([-+0-9.eE]+|NaN|[+-]Inf)");

  /// Parses Prometheus text.
  public static Scrape of(String text) {
    var series = new TreeMap<String, Double>();
    var families = new HashSet<String>();
    for (var line : text.split("\n", -1)) {
      var type = TYPE.matcher(line);
      var sample = SAMPLE.matcher(line);
      if (type.matches()) {
        families.add(type.group(1));
      } else if (sample.matches()) {
        var value = Double.parseDouble(sample.group(2).replace("Inf", "Infinity"));
        if (series.put(sample.group(1), value) != null) {
          throw new AssertionError("twice: " + line);
        }
      } else if (!line.isEmpty() && !HELP.matcher(line).matches()) {
        throw new AssertionError("not a line of the format: " + line);
      }
    }
    return new Scrape(series, families);
  }

  /// What rose or fell since `before`, by how much.
  public Map<String, Double> since(Scrape before) {
    var moved = new TreeMap<String, Double>();
    series.forEach((name, value) -> {
      var change = value - before.series.getOrDefault(name, 0.0);
      if (change != 0) {
        moved.put(name, change);
      }
    });
    return moved;
  }
}
