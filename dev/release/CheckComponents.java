import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Compares a release's list of components (CycloneDX) with the artifacts that are staged: each of them is in it, and so is what they depend on, with versions, package
 * URLs, licences and digests. Run by dry-run; ends with 1 and a line for each fault.
 *
 * <p>Arguments: the folder, laid out as a repository, and the list as XML and as JSON.
 */
final class CheckComponents {
  private static final String OURS = "io.github.ram4j";
  private static final Set<String> NEEDED = Set.of("", "compile", "runtime");

  private final Path root;
  private final Path xml;
  private final Path json;
  private final List<String> faults = new ArrayList<>();

  /** Elements by group:artifact. */
  private final Map<String, Element> components = new LinkedHashMap<>();

  private CheckComponents(Path root, Path xml, Path json) {
    this.root = root;
    this.xml = xml;
    this.json = json;
  }

  public static void main(String[] args) throws Exception {
    CheckComponents check = new CheckComponents(Path.of(args[0]), Path.of(args[1]), Path.of(args[2]));
    check.read();
    check.components.forEach(check::checkComponent);
    int dependencies = check.checkStaged();
    check.faults.forEach(System.out::println);
    System.out.printf(
        "%d components, %d dependencies of staged artifacts among them, %d faults%n",
        check.components.size(), dependencies, check.faults.size());
    System.exit(check.faults.isEmpty() && !check.components.isEmpty() ? 0 : 1);
  }

  private void require(boolean holds, String name, String expected, Object found) {
    if (!holds) {
      faults.add("%s: expected %s, found %s".formatted(name, expected, found));
    }
  }

  /** Reads the list as XML, and looks for the same names in that of JSON. */
  private void read() throws Exception {
    Element bom = parse(xml);
    String form = String.valueOf(bom.getNamespaceURI());
    require(form.startsWith("http://cyclonedx.org/schema/bom/1."), "list", "CycloneDX 1", form);
    Element all = child(bom, "components");
    for (Element each : all == null ? List.<Element>of() : children(all, "component")) {
      String name = text(each, "group") + ":" + text(each, "name");
      components.put(name, each);
    }
    String text = Files.readString(json);
    for (String name : components.keySet()) {
      String artifact = name.substring(name.indexOf(':') + 1);
      require(
          text.contains("\"name\" : \"" + artifact + "\""), name, "it in the JSON, too", "none");
    }
  }

  private void checkComponent(String name, Element component) {
    String found = text(component, "version");
    require(!found.isEmpty() && !found.endsWith("-SNAPSHOT"), name, "a released version", found);
    require(text(component, "purl").startsWith("pkg:maven/"), name, "a package URL", "none");
    Element licences = child(component, "licenses");
    require(
        licences != null && !licences.getTextContent().isBlank(), name, "a licence", "none");
    if (!name.startsWith(OURS + ":")) { // ours are built after the list
      Element digests = child(component, "hashes");
      require(digests != null && digests.hasChildNodes(), name, "digests", "none");
    }
  }

  /** Checks that staged artifacts, and what they need, are listed; returns what they need. */
  private int checkStaged() throws Exception {
    List<Path> poms;
    try (Stream<Path> all = Files.walk(root)) {
      poms = all.filter(file -> file.toString().endsWith(".pom")).sorted().toList();
    }
    Set<String> needed = new TreeSet<>();
    for (Path file : poms) {
      Element pom = parse(file);
      if (text(pom, "packaging").equals("pom")) {
        continue;
      }
      String name = OURS + ":" + text(pom, "artifactId");
      require(components.containsKey(name), name, "it among the components", "none");
      Element dependencies = child(pom, "dependencies");
      for (Element each :
          dependencies == null ? List.<Element>of() : children(dependencies, "dependency")) {
        if (NEEDED.contains(text(each, "scope")) && !text(each, "optional").equals("true")) {
          String group = text(each, "groupId").replace("${project.groupId}", OURS);
          String dependency = group + ":" + text(each, "artifactId");
          needed.add(dependency);
          // The artifact of ONNX Runtime is a property, for the CPU or CUDA.
          String known = dependency.replaceFirst("[$].*", "");
          require(
              components.keySet().stream()
                  .anyMatch(it -> known.equals(dependency) ? it.equals(known) : it.startsWith(known)),
              name,
              dependency + " among the components",
              "none");
        }
      }
    }
    return needed.size();
  }

  private static Element parse(Path file) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
  }

  private static String text(Element parent, String name) {
    Element found = child(parent, name);
    return found == null ? "" : found.getTextContent().strip();
  }

  private static Element child(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? null : found.get(0);
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element && element.getLocalName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
