package dev.gatehouse.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// Everything that is shown to an operator: one for each server. Costs nothing until somebody asks.
/// Thread-safe.
public final class Meters {
  private final List<Shown> shown = new CopyOnWriteArrayList<>();

  private record Shown(Family<?> family, Map<String, String> fixed) {}

  /// One series with all its labels, in order.
  public record Sample(Map<String, String> labels, Series series) {}

  /// The samples of one name.
  ///
  /// @param help what the number means, one sentence
  public record Group(String name, String help, Family.Kind kind, List<Sample> samples) {
    public Group {
      samples = List.copyOf(samples);
    }
  }

  /// Shows a family from now on. Several families may have one name: they are shown as one, so
  /// their labels must tell their series apart.
  ///
  /// @param fixed labels that all its series get: name, value, name, value …
  public void show(Family<?> family, String... fixed) {
    var labels = new LinkedHashMap<String, String>();
    for (int i = 0; i + 1 < fixed.length; i += 2) {
      labels.put(fixed[i], fixed[i + 1]);
    }
    shown.add(new Shown(family, labels));
  }

  /// What there is now, in the order of showing.
  public List<Group> groups() {
    var byName = new LinkedHashMap<String, Group>();
    for (var each : shown) {
      var samples = samples(each);
      byName.merge(
          each.family.name(),
          new Group(each.family.name(), each.family.help(), each.family.kind(), samples),
          Meters::together);
    }
    return List.copyOf(byName.values());
  }

  private static List<Sample> samples(Shown shown) {
    var samples = new ArrayList<Sample>();
    var names = shown.family.labels();
    shown
        .family
        .series()
        .forEach((values, series) -> {
          var labels = new LinkedHashMap<>(shown.fixed);
          for (int i = 0; i < values.size(); i++) {
            labels.put(names.get(i), values.get(i));
          }
          samples.add(new Sample(labels, series));
        });
    return samples;
  }

  private static Group together(Group one, Group other) {
    var all = new ArrayList<>(one.samples);
    all.addAll(other.samples);
    return new Group(one.name, one.help, one.kind, all);
  }
}
