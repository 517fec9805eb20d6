package io.github.ram4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Tag;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.EmbeddedImage;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.MaskPrompt;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.runtime.RuntimeOptions;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Times boxes, embeddings or prompts beside other systems, as {@code
 * dev/benchmarks/peers/locate_peers.py} asks: says "ready", and answers each line of its input with
 * the seconds of the clock and of the processor, of all threads, that one run took.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.TimeRegions BUNDLE IMAGE 2 locate dog cat
 * </pre>
 *
 * <p>In place of {@code locate} and names, {@code embed} or {@code prompts} for a segmenter.
 */
public final class TimeRegions {
  private static final int PROMPTS = 10;

  private final BufferedReader asked =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
  private final PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private TimeRegions() {}

  /** A run that is timed. */
  @FunctionalInterface
  private interface Run {
    void once() throws IOException;
  }

  /**
   * Measures and prints.
   *
   * @param arguments the bundle, an image, threads, and what is timed: {@code locate} with names,
   *     {@code embed} or {@code prompts}
   */
  public static void main(String[] arguments) throws IOException {
    Path bundle = Path.of(arguments[0]);
    BufferedImage image = ImageIO.read(Path.of(arguments[1]).toFile());
    int threads = Integer.parseInt(arguments[2]);
    ModelOptions options =
        ModelOptions.defaults().withRuntime(RuntimeOptions.defaults().withThreads(threads));
    String kind = arguments[3];
    TimeRegions timer = new TimeRegions();
    if (kind.equals("locate")) {
      try (Locator locator = RegionModels.openLocator(bundle, options)) {
        List<Tag> tags = new ArrayList<>();
        for (String name : Arrays.asList(arguments).subList(4, arguments.length)) {
          tags.add(new Tag(tags.size(), name, List.of(), true));
        }
        timer.answer(() -> locator.locate(ImageSource.of(image), tags));
      }
      return;
    }
    try (Segmenter segmenter = RegionModels.openSegmenter(bundle, options)) {
      if (kind.equals("embed")) {
        timer.answer(() -> segmenter.embed(ImageSource.of(image)));
        return;
      }
      EmbeddedImage embedded = segmenter.embed(ImageSource.of(image));
      List<MaskPrompt> prompts = prompts(image);
      timer.answer(() -> segmenter.segment(embedded, prompts));
    }
  }

  private static List<MaskPrompt> prompts(BufferedImage image) {
    List<MaskPrompt> prompts = new ArrayList<>();
    float width = image.getWidth();
    float height = image.getHeight();
    for (int i = 0; i < PROMPTS; i++) {
      float left = i * width / (PROMPTS + 4);
      float top = i * height / (PROMPTS + 4);
      prompts.add(MaskPrompt.of(new Box(left, top, left + width / 4, top + height / 3)));
    }
    return prompts;
  }

  private void answer(Run run) throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    answers.println("ready");
    while (asked.readLine() != null) {
      long used = system.getProcessCpuTime();
      long start = System.nanoTime();
      run.once();
      double seconds = (System.nanoTime() - start) / 1e9;
      answers.println(seconds + " " + (system.getProcessCpuTime() - used) / 1e9);
    }
  }
}
