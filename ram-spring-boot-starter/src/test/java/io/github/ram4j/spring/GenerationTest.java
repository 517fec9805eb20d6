package io.github.ram4j.spring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootVersion;

/**
 * That the tests run with the Spring Boot that they are said to run with, and nothing of another.
 */
class GenerationTest {
  private static final Pattern JAR = Pattern.compile("(spring|micrometer)-[a-z-]+-([0-9.]+)[.]jar");

  @Test
  void theTestsRunWithOneSpringBoot() {
    String boot = System.getProperty("ram.spring-boot");
    assertEquals(boot, SpringBootVersion.getVersion());
    boolean old = boot.startsWith("3.");
    List<String> others =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(path -> JAR.matcher(new File(path).getName()))
            .filter(Matcher::matches)
            .filter(jar -> !fits(jar, boot, old))
            .map(Matcher::group)
            .toList();
    assertEquals(List.of(), others);
    assertTrue(System.getProperty("java.class.path").contains("spring-boot-" + boot + ".jar"));
  }

  private static boolean fits(Matcher jar, String boot, boolean old) {
    String expected =
        jar.group().startsWith("spring-boot-")
            ? boot
            : jar.group(1).equals("spring") ? (old ? "6." : "7.") : (old ? "1.15." : "1.16.");
    return jar.group(2).startsWith(expected);
  }
}
