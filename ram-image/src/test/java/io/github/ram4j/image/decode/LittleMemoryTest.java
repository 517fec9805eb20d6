package io.github.ram4j.image.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.image.decode.format.DecodeOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process with little native memory survives every image of the test resources. */
class LittleMemoryTest {
  /** Of the JVM: heap, code and classes, and what it reserves for both and for threads. */
  private static final int JVM_KIB = 1_200 << 10;

  private static final int NATIVE_KIB = 1_536 << 10;

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "ulimit -v is Linux's")
  void survivesAllImages() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "bash",
                "-c",
                "ulimit -v %d && exec \"$0\" \"$@\"".formatted(JVM_KIB + NATIVE_KIB),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:CompressedClassSpaceSize=48m",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    assertTrue(output.contains("%d images%n".formatted(names().size())), output);
  }

  private static List<String> names() {
    return Stream.of(Fixtures.names(), Fixtures.oddNames("odd"), Fixtures.oddNames("odd-web"))
        .flatMap(List::stream)
        .toList();
  }

  /** What runs in that process. */
  static final class Child {
    private Child() {}

    /** Decodes all of them. */
    public static void main(String[] arguments) {
      int images = 0;
      for (String name : names()) {
        try {
          ImageDecoder.decode(Fixtures.bytes(name), DecodeOptions.DEFAULTS, name);
        } catch (ImageException e) {
          System.out.println(e.getMessage());
        }
        images++;
      }
      System.out.println(images + " images");
    }
  }
}
