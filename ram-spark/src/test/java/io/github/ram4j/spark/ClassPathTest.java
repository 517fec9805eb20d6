package io.github.ram4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** The jars that a user adds beside Spark's: no class of them is in a jar of Spark's, too. */
class ClassPathTest {
  /** Jars that ram-spark brings, by the beginning of their names; slf4j-api is Spark's own. */
  private static final String OURS =
      "(ram-|onnxruntime|javacpp|javacv|opencv|openblas|imageio-|common-(lang|io|image)-|tribuo|olcut"
          + "|evo-inflector).*[.]jar";

  @Test
  void noClassIsInTwoJars() throws IOException {
    Map<String, String> classes = new HashMap<>();
    TreeSet<String> ours = new TreeSet<>();
    TreeSet<String> twice = new TreeSet<>();
    for (boolean first : new boolean[] {true, false}) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        Path jar = Path.of(entry);
        String name = jar.getFileName().toString();
        if (!Files.isRegularFile(jar) || name.matches(OURS) != first) {
          continue;
        }
        if (first) {
          ours.add(name);
        }
        visit(jar, classes, twice, first);
      }
    }
    assertTrue(ours.size() > 10, ours.toString());
    assertFalse(ours.stream().anyMatch(name -> name.matches("(netty|guava|jackson).*")));
    assertEquals(new TreeSet<>(), twice);
  }

  private static void visit(Path jar, Map<String, String> classes, Set<String> twice, boolean add)
      throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (Enumeration<JarEntry> entries = file.entries(); entries.hasMoreElements(); ) {
        String name = entries.nextElement().getName();
        if (!name.endsWith(".class") || name.endsWith("module-info.class")) {
          continue;
        }
        String before = classes.get(name);
        if (before != null) {
          twice.add(name + " in " + before + " and " + jar.getFileName());
        } else if (add) {
          classes.put(name, jar.getFileName().toString());
        }
      }
    }
  }
}
