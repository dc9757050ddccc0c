import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// `java packaging/Licences.java SBOM.xml LIB TEXTS OUT`: collects into OUT the licence texts and notices of every jar
/// in LIB, as the jar itself brings them; where it brings no licence text, the one of TEXTS whose name is a licence
/// that SBOM.xml (CycloneDX) gives for it. OUT/THIRD-PARTY.txt lists all of them. Fails where bill and folder differ,
/// or where a library would ship without a text.
void main(String[] arguments) throws Exception {
  var bill = components(Path.of(arguments[0]));
  var jars = jars(Path.of(arguments[1]));
  if (!bill.keySet().equals(jars.keySet())) {
    throw new IllegalStateException("the bill of materials and " + arguments[1] + " differ: " + difference(bill, jars));
  }
  var texts = Path.of(arguments[2]);
  var out = Files.createDirectories(Path.of(arguments[3]));
  var list = new ArrayList<String>();
  for (var component : bill.values()) {
    var folder = Files.createDirectories(out.resolve(component.name()));
    if (!copyOwn(jars.get(component.key()), folder)) {
      copyStandard(component, texts, folder);
    }
    list.add(
        component.group() + ":" + component.name() + " " + component.version() + ": " + String.join(" or ", component.licences()));
  }
  list.sort(null);
  Files.write(out.resolve("THIRD-PARTY.txt"), list);
}

/// A library as the bill of materials knows it.
record Component(String group, String name, String version, List<String> licences) {
  /// How its jar begins; a classifier may follow.
  String key() {
    return name + "-" + version;
  }
}

Map<String, Component> components(Path bill) throws Exception {
  var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(bill.toFile());
  var shipped = children(document.getDocumentElement(), "components").getFirst();
  var components = new TreeMap<String, Component>();
  for (var element : children(shipped, "component")) {
    var licences = new ArrayList<String>();
    var ids = element.getElementsByTagName("license");
    for (int i = 0; i < ids.getLength(); i++) {
      licences.add(ids.item(i).getTextContent().strip().lines().findFirst().orElse("").strip());
    }
    var component = new Component(text(element, "group"), text(element, "name"), text(element, "version"), licences);
    components.put(component.key(), component);
  }
  return components;
}

List<Element> children(Element parent, String name) {
  var found = new ArrayList<Element>();
  NodeList all = parent.getChildNodes();
  for (int i = 0; i < all.getLength(); i++) {
    if (all.item(i) instanceof Element element && element.getTagName().equals(name)) {
      found.add(element);
    }
  }
  return found;
}

String text(Element parent, String name) {
  return children(parent, name).getFirst().getTextContent();
}

/// By name and version, without the classifier of a platform; without our own console, whose build makes its list.
Map<String, Path> jars(Path lib) throws IOException {
  var jars = new TreeMap<String, Path>();
  try (var files = Files.list(lib)) {
    files.filter(file -> file.toString().endsWith(".jar") && !file.endsWith("gatehouse-console.jar"))
        .forEach(file -> jars.put(file.getFileName().toString().replaceFirst("(-linux-\\w+)?\\.jar$", ""), file));
  }
  return jars;
}

TreeSet<String> difference(Map<String, ?> left, Map<String, ?> right) {
  var all = new TreeSet<>(left.keySet());
  all.addAll(right.keySet());
  all.removeIf(key -> left.containsKey(key) && right.containsKey(key));
  return all;
}

/// Whether a licence text was among what the jar brings; notices alone are none.
boolean copyOwn(Path jar, Path folder) throws IOException {
  var wanted = Pattern.compile("(?i)(META-INF/|.*/)?((LICEN[CS]E|NOTICE|COPYING)[^/]*)");
  var hasText = false;
  try (var zip = new ZipFile(jar.toFile())) {
    for (ZipEntry entry : zip.stream().toList()) {
      var name = wanted.matcher(entry.getName());
      if (entry.isDirectory() || entry.getName().endsWith(".class") || !name.matches()) {
        continue;
      }
      // The inner path stays in the name: libraries bring licences of what they contain.
      var target = entry.getName().replaceFirst("^META-INF/(licenses/)?", "").replace("/META-INF/", "/").replace('/', '_');
      Files.write(folder.resolve(target), zip.getInputStream(entry).readAllBytes());
      hasText |= !name.group(2).toUpperCase().startsWith("NOTICE");
    }
  }
  return hasText;
}

void copyStandard(Component component, Path texts, Path folder) throws IOException {
  for (var licence : component.licences()) {
    var text = texts.resolve(licence + ".txt");
    if (Files.exists(text)) {
      Files.copy(text, folder.resolve("LICENSE-" + licence + ".txt"));
      return;
    }
  }
  throw new IllegalStateException(
      component.key() + " brings no licence text, and " + texts + " has none of " + component.licences());
}
