package io.github.ram4j.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On Linux the JDK can be made to find no fonts; other systems always have some. */
class FontlessViewTest {
  @TempDir private Path folder;

  @Test
  void drawingsAreTheSameWhereThereAreNoFonts() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "no fontconfig");
    List<String> lines = drawWithoutFonts();
    assertEquals("false", lines.get(0), "whether the JDK finds fonts");
    assertEquals(DrawWithoutFonts.digest(), Integer.parseInt(lines.get(1)));
    assertTrue(Integer.parseInt(lines.get(2)) > 70, lines::toString);
  }

  private List<String> drawWithoutFonts() throws IOException, InterruptedException {
    Path configuration = folder.resolve("fonts.conf");
    Files.writeString(configuration, "<?xml version=\"1.0\"?><fontconfig></fontconfig>");
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.awt.headless=true",
            // The JDK keeps what fontconfig said in the home folder.
            "-Duser.home=" + folder,
            "-cp",
            System.getProperty("java.class.path"),
            DrawWithoutFonts.class.getName());
    builder.environment().put("FONTCONFIG_FILE", configuration.toString());
    // Options from outside are this JVM's affair, and a JVM that picks them up says so.
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
    builder.redirectOutput(output.toFile()).redirectErrorStream(true);
    int status = builder.start().waitFor();
    List<String> lines = Files.readAllLines(output);
    assertEquals(0, status, lines::toString);
    return lines;
  }
}
