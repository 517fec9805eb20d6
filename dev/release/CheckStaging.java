import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Compares a folder of staged artifacts with what Maven Central requires: metadata of the poms,
 * sources, Javadoc, signatures, checksums, coordinates and dependencies that are released. Run by
 * dry-run; ends with 1 and a line for each fault.
 *
 * <p>Argument: the folder, laid out as a repository. Signatures are compared with the keys of
 * GNUPGHOME.
 */
final class CheckStaging {
  private static final Map<String, String> CHECKSUMS = Map.of("md5", "MD5", "sha1", "SHA-1");

  /** Paths of elements that a pom has itself or from its parent. */
  private static final List<String> REQUIRED =
      List.of(
          "name",
          "description",
          "url",
          "licenses/license/name",
          "licenses/license/url",
          "developers/developer/name",
          "scm/url",
          "scm/connection");

  private final Path root;
  private final List<String> faults = new ArrayList<>();

  /** Poms by group:artifact:version. */
  private final Map<String, Element> poms = new TreeMap<>();

  private final Map<String, Path> folders = new TreeMap<>();
  private int files;

  private CheckStaging(Path root) {
    this.root = root;
  }

  public static void main(String[] args) throws Exception {
    CheckStaging check = new CheckStaging(Path.of(args[0]));
    check.readPoms();
    for (String artifact : check.poms.keySet()) {
      check.checkPom(artifact);
      check.checkFiles(artifact);
    }
    check.faults.forEach(System.out::println);
    System.out.printf(
        "%d artifacts, %d files, %d faults: %s%n",
        check.poms.size(), check.files, check.faults.size(), check.poms.keySet());
    System.exit(check.faults.isEmpty() && !check.poms.isEmpty() ? 0 : 1);
  }

  private void require(boolean holds, String artifact, String expected, Object found) {
    if (!holds) {
      faults.add("%s: expected %s, found %s".formatted(artifact, expected, found));
    }
  }

  private void readPoms() throws Exception {
    List<Path> found;
    try (Stream<Path> all = Files.walk(root)) {
      found = all.filter(it -> it.toString().endsWith(".pom")).sorted().toList();
    }
    for (Path file : found) {
      Element pom =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getDocumentElement();
      Element parent = child(pom, "parent");
      String group = text(pom, "groupId", text(parent, "groupId", ""));
      String version = text(pom, "version", text(parent, "version", ""));
      String artifact = text(pom, "artifactId", "");
      String name = group + ":" + artifact + ":" + version;
      poms.put(name, pom);
      folders.put(name, file.getParent());
      Path expected =
          root.resolve(group.replace('.', '/')).resolve(artifact).resolve(version)
              .resolve(artifact + "-" + version + ".pom");
      require(file.equals(expected), name, "its pom at " + expected, file);
    }
  }

  private void checkPom(String artifact) {
    Element pom = poms.get(artifact);
    require(!artifact.endsWith("-SNAPSHOT"), artifact, "a release", "a snapshot");
    for (String path : REQUIRED) {
      require(inherited(pom, path), artifact, path + " in the pom or its parent", "none");
    }
    for (String banned : List.of("repositories", "pluginRepositories", "distributionManagement")) {
      require(child(pom, banned) == null, artifact, "no " + banned, "some");
    }
    require(child(pom, "name") != null, artifact, "a name of its own", "none");
    require(child(pom, "description") != null, artifact, "a description of its own", "none");
    var versions = pom.getElementsByTagName("version");
    for (int i = 0; i < versions.getLength(); i++) {
      String version = versions.item(i).getTextContent();
      require(!version.endsWith("-SNAPSHOT"), artifact, "released versions alone", version);
    }
    var scopes = pom.getElementsByTagName("systemPath");
    require(scopes.getLength() == 0, artifact, "no systemPath", scopes.getLength());
  }

  private boolean inherited(Element pom, String path) {
    Element here = pom;
    for (String name : path.split("/")) {
      here = here == null ? null : child(here, name);
    }
    if (here != null && !here.getTextContent().isBlank()) {
      return true;
    }
    Element parent = child(pom, "parent");
    Element above =
        parent == null
            ? null
            : poms.get(
                String.join(
                    ":",
                    text(parent, "groupId", ""),
                    text(parent, "artifactId", ""),
                    text(parent, "version", "")));
    return above != null && inherited(above, path);
  }

  private void checkFiles(String artifact) throws Exception {
    Path folder = folders.get(artifact);
    String[] parts = artifact.split(":");
    String base = parts[1] + "-" + parts[2];
    Set<Path> signed = new TreeSet<>(List.of(folder.resolve(base + ".pom")));
    if (text(poms.get(artifact), "packaging", "jar").equals("jar")) {
      for (String kind : List.of("", "-sources", "-javadoc")) {
        Path jar = folder.resolve(base + kind + ".jar");
        if (Files.exists(jar)) {
          signed.add(jar);
          checkJar(artifact, jar);
        } else {
          faults.add("%s: expected %s, found none".formatted(artifact, jar.getFileName()));
        }
      }
    }
    try (Stream<Path> others = Files.list(folder)) {
      others.filter(CheckStaging::isPublished).forEach(signed::add);
    }
    for (Path file : signed) {
      files++;
      checkSignature(artifact, file);
      for (Map.Entry<String, String> sum : CHECKSUMS.entrySet()) {
        checkSum(artifact, file, sum.getKey(), sum.getValue());
      }
    }
  }

  /** Returns whether a file is none that belongs to another: a signature, or a checksum. */
  private static boolean isPublished(Path file) {
    String name = file.getFileName().toString();
    return !name.matches(".*[.](asc|md5|sha1|sha256|sha512)") && !name.startsWith("maven-metadata");
  }

  private void checkJar(String artifact, Path jar) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      require(zip.size() > 1, artifact, jar.getFileName() + " with files in it", "it empty");
      boolean documents = jar.toString().endsWith("-javadoc.jar");
      require(
          documents || zip.getEntry("META-INF/LICENSE") != null,
          artifact,
          "META-INF/LICENSE in " + jar.getFileName(),
          "none");
    }
  }

  private void checkSum(String artifact, Path file, String extension, String algorithm)
      throws Exception {
    Path sum = Path.of(file + "." + extension);
    if (!Files.exists(sum)) {
      faults.add("%s: expected %s, found none".formatted(artifact, sum.getFileName()));
      return;
    }
    byte[] digest = MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file));
    String expected = HexFormat.of().formatHex(digest);
    String found = Files.readString(sum).strip();
    require(expected.equals(found), artifact, sum.getFileName() + " " + expected, found);
  }

  private void checkSignature(String artifact, Path file) {
    Path signature = Path.of(file + ".asc");
    if (!Files.exists(signature)) {
      faults.add("%s: expected %s, found none".formatted(artifact, signature.getFileName()));
      return;
    }
    try {
      Process gpg =
          new ProcessBuilder(
                  "gpg", "--batch", "--quiet", "--verify", signature.toString(), file.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(gpg.getInputStream().readAllBytes());
      require(
          gpg.waitFor() == 0, artifact, "a signature of " + file.getFileName(), said.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Element parent, String name, String otherwise) {
    Element found = parent == null ? null : child(parent, name);
    return found == null ? otherwise : found.getTextContent().strip();
  }

  private static Element child(Element parent, String name) {
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element && element.getTagName().equals(name)) {
        return element;
      }
    }
    return null;
  }
}
