package dev.gatehouse.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/// Reads settings from their sources, the later wins: defaults, file, environment, command line. A
/// key that does not exist is refused wherever it stands, because a misspelled limit that is
/// silently ignored is no limit.
public final class SettingsReader {
  private static final String PREFIX = "GATEHOUSE_";

  /// Variables that are ours and no settings: of the launcher, the commands, and the master key.
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          "GATEHOUSE_DATA",
          "GATEHOUSE_JAVA_HOME",
          "GATEHOUSE_JAVA_OPTS",
          "GATEHOUSE_MASTER_KEY",
          "GATEHOUSE_URL");

  /// What Kubernetes puts into every container beside a Service named gatehouse.
  private static final Pattern KUBERNETES =
      Pattern.compile("GATEHOUSE_(\\w+_)?(SERVICE_HOST|SERVICE_PORT|PORT_\\d+_(TCP|UDP))(_\\w+)?");

  private static final Pattern KUBERNETES_ADDRESS = Pattern.compile("(tcp|udp)://.*");

  private SettingsReader() {}

  /// Reads and checks everything.
  ///
  /// @param file in YAML, with flat dotted keys or nested maps; empty when there is none
  /// @param environment all variables of the process; others than `GATEHOUSE_…` are not looked at
  /// @param assignments `key=value` of the command line, the later wins
  /// @throws SettingsException for the first thing that is wrong
  public static SettingValues read(
      Optional<Path> file, Map<String, String> environment, List<String> assignments) {
    var values = new SettingValues();
    file.ifPresent(path -> readFile(path, values));
    new TreeMap<>(environment).forEach((name, value) -> readVariable(name, value, values));
    for (var assignment : assignments) {
      readAssignment(assignment, values);
    }
    return values;
  }

  private static void readFile(Path file, SettingValues values) {
    var source = "file " + file;
    // Without a schema every scalar stays the text it is: an account id of zeros is no number.
    var settings =
        LoadSettings.builder()
            .setLabel(file.toString())
            .setSchema(new FailsafeSchema())
            .setAllowDuplicateKeys(false)
            .build();
    var documents = new ArrayList<Object>();
    try {
      new Load(settings).loadAllFromString(Files.readString(file)).forEach(documents::add);
    } catch (IOException e) {
      throw new SettingsException(
          "the settings file " + file + " cannot be read: " + e.getMessage());
    } catch (YamlEngineException e) {
      throw new SettingsException("the settings file " + file + " is not YAML: " + e.getMessage());
    }
    if (documents.size() == 1 && documents.getFirst() instanceof Map<?, ?> map) {
      readMap("", map, source, values);
    } else if (!documents.isEmpty()) {
      throw new SettingsException("the settings file " + file + " must hold keys with values");
    }
  }

  private static void readMap(String prefix, Map<?, ?> map, String source, SettingValues values) {
    map.forEach((name, value) -> {
      var key = prefix + name;
      switch (value) {
        case Map<?, ?> inner -> readMap(key + ".", inner, source, values);
        case List<?> items -> {
          var texts = items.stream().map(String::valueOf).toList();
          values.put(find(key, source), String.join(",", texts), source);
        }
        case null -> values.put(find(key, source), "", source);
        default -> values.put(find(key, source), value.toString(), source);
      }
    });
  }

  private static void readVariable(String name, String value, SettingValues values) {
    if (!name.startsWith(PREFIX) || OTHER_VARIABLES.contains(name)) {
      return;
    }
    for (var key : SettingKey.all()) {
      if (key.environmentName().equals(name)) {
        values.put(key, value, "environment " + name);
        return;
      }
    }
    if (!KUBERNETES.matcher(name).matches() && !KUBERNETES_ADDRESS.matcher(value).matches()) {
      var names = SettingKey.all().stream().map(SettingKey::environmentName).toList();
      throw new SettingsException(
          "unknown variable %s in the environment; the nearest known one is %s"
              .formatted(name, Nearest.to(name, names)));
    }
  }

  private static void readAssignment(String assignment, SettingValues values) {
    var equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new SettingsException(
          "\"%s\" is not key=value, such as http.port=9229".formatted(assignment));
    }
    var key = find(assignment.substring(0, equals), "the command line");
    values.put(key, assignment.substring(equals + 1), "the command line");
  }

  private static SettingKey<?> find(String name, String source) {
    return SettingKey.all().stream()
        .filter(key -> key.name().equals(name))
        .findFirst()
        .orElseThrow(() -> {
          var names = SettingKey.all().stream().map(SettingKey::name).toList();
          return new SettingsException(
              "unknown setting %s (from %s); the nearest known one is %s"
                  .formatted(name, source, Nearest.to(name, names)));
        });
  }
}
