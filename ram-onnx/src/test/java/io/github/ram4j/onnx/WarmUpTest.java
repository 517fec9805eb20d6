package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.Captioner;
import io.github.ram4j.ImageSource;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What is loaded when, seen in a JVM of its own. */
class WarmUpTest {
  private static final String WARM = "warm";
  private static final String END = "end";
  private static final String DECODER = " org.bytedeco.opencv.";
  private static final String ENGINE = " ai.onnxruntime.";

  /** A program that warms a captioner up and then uses it. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      try (Captioner captioner =
          RamModels.openCaptioner(ClipartModels.tag2text(), ModelOptions.defaults())) {
        captioner.warmUp();
        System.out.println(WARM);
        byte[] jpeg = jpeg(TestImages.drawn(90, 70, 1));
        captioner.recognize(jpeg);
        captioner.caption(ImageSource.of(jpeg));
        System.out.println(END);
      }
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(image, "jpeg", bytes);
      return bytes.toByteArray();
    }
  }

  @Test
  void afterWarmingUpNothingOfTheNativeLibrariesIsLeftToLoad() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor());
    int warm = lines.indexOf(WARM);
    List<String> before = lines.subList(0, warm);
    List<String> after = lines.subList(warm, lines.indexOf(END));
    assertTrue(before.stream().anyMatch(line -> line.contains(DECODER)));
    assertTrue(before.stream().anyMatch(line -> line.contains(ENGINE)));
    assertEquals(
        List.of(),
        after.stream().filter(line -> line.contains(DECODER) || line.contains(ENGINE)).toList());
  }
}
