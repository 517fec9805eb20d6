package io.github.ram4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.testkit.FormulaGrounding;
import io.github.ram4j.testkit.FormulaSam;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of this module, run. */
class ExamplesTest {
  private static final Path CHECKPOINTS = Path.of("../ram-model-clipart/src/main/checkpoint");

  @TempDir Path folder;

  /** A program's main method. */
  private interface Program {
    void run(String[] arguments) throws IOException;
  }

  private static String run(Program program, Object... arguments) throws IOException {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      program.run(java.util.Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static void requireContains(String printed, String part) {
    assertTrue(printed.contains(part), "expected " + part + ", found " + printed);
  }

  @Test
  void firstTags() throws IOException {
    requireContains(run(FirstTags::main, "samples/house.png"), "samples/house.png: house 1.00");
  }

  @Test
  void captions() throws IOException {
    String printed = run(Captions::main, "samples/scenes/sailboats.png", "sailboat");
    requireContains(printed, "three sailboats under a cloudy sky");
  }

  @Test
  void convertAndRecognize() throws IOException {
    String printed =
        run(
            ConvertAndRecognize::main,
            CHECKPOINTS.resolve("clipart-ram.pth"),
            CHECKPOINTS.resolve("clipart-ram.tsv"),
            folder.resolve("bundle"),
            "samples/house.png");
    requireContains(printed, "house");
  }

  @Test
  void places() throws IOException {
    Path detector = folder.resolve("detector");
    Path segmenter = folder.resolve("segmenter");
    Converter.convert(
        FormulaGrounding.write(
            folder.resolve("detector.safetensors"),
            GoldenFiles.json("locate/grounding-dino-tiny.json.gz")),
        detector,
        ConvertOptions.defaults());
    Converter.convert(
        FormulaSam.tiny(11).write(folder.resolve("segmenter.safetensors")),
        segmenter,
        ConvertOptions.defaults());
    Path drawing = folder.resolve("drawing.png");
    Path coco = folder.resolve("coco.json");
    String printed =
        run(Places::main, detector, segmenter, "samples/photos/panda.jpg", drawing, coco);
    requireContains(printed, "mammal 0.");
    assertEquals(640, ImageIO.read(drawing.toFile()).getWidth());
    requireContains(Files.readString(coco), "\"name\":\"mammal\"");
  }

  @Test
  void aFileThatIsNoImageStopsNothing() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "no image");
    Files.copy(Path.of("samples/house.png"), folder.resolve("b.png"));
    String printed = run(BatchOfFiles::main, folder);
    requireContains(printed, "a.txt: not an image");
    requireContains(printed, "b.png: house");
  }
}
