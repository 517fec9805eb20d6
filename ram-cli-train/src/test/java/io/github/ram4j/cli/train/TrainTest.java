package io.github.ram4j.cli.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.files.FolderLock;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.KilledRuns;
import io.github.ram4j.testkit.ModelSizes;
import io.github.ram4j.train.Trainer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {
  private static final int TAGS = 5;

  @TempDir Path folder;
  private Path checkpoint;
  private Path tags;
  private Path data;
  private Path out;

  private record Ran(int exit, String out, String err) {}

  @BeforeEach
  void make() throws IOException {
    checkpoint =
        FormulaCheckpoint.write(
            folder.resolve("tiny.safetensors"), ModelSizes.tiny("ram", 64, 2, TAGS), 3);
    tags =
        Files.writeString(
            folder.resolve("tiny.tsv"),
            "id\ten\tthreshold\n0\tcat\t0.5\n1\tdog\t0.5\n2\tfox\t0.5\n3\towl\t0.5\n7\tant\t0.5\n");
    for (int i = 0; i < 4; i++) {
      BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
      for (int pixel = 0; pixel < 40 * 30; pixel++) {
        image.setRGB(pixel % 40, pixel / 40, i % 2 == 0 ? 0xFF0000 : 0x0000FF);
      }
      ImageIO.write(image, "png", folder.resolve(i + ".png").toFile());
    }
    data =
        Files.writeString(
            folder.resolve("data.jsonl"),
            """
            {"picture": "0.png", "tags": ["cat", "Yak"]}
            {"picture": "1.png", "tags": ["dog", "newt"]}
            {"picture": "2.png", "tags": ["cat", "yak"]}
            {"picture": "3.png", "tags": ["dog"]}
            """);
    out = folder.resolve("training");
  }

  private Ran train(Object... options) {
    return ram(command(options));
  }

  private Object[] command(Object... options) {
    Object[] usual = {
      "train",
      checkpoint,
      "--tags-file",
      tags,
      "--image-size",
      64,
      "--data",
      data,
      "--validation",
      data,
      "--out",
      out,
      "--batch",
      2,
      "--threads",
      1
    };
    return Stream.of(usual, options).flatMap(Stream::of).toArray();
  }

  private static Ran ram(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    int exit = RamTrain.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Ran(exit, out.toString(), err.toString());
  }

  @Test
  void whatWasTrainedIsConvertedAsItSays() {
    Ran ran = train("--epochs", 2);
    assertEquals(0, ran.exit(), ran.err());
    List<String> lines = ran.err().lines().toList();
    assertTrue(lines.get(0).contains("left out 3 tags that the model lacks"), ran.err());
    assertTrue(lines.contains("step 1 of 4, loss " + lossOf(lines, 1)), ran.err());
    assertTrue(lines.stream().anyMatch(line -> line.startsWith("step 4: mAP ")), ran.err());
    String[] hint =
        ran.out()
            .lines()
            .filter(line -> line.startsWith("to use it: ./ram "))
            .findFirst()
            .orElseThrow()
            .substring("to use it: ./ram ".length())
            .split(" ");
    Ran converted = ram((Object[]) hint);
    assertEquals(0, converted.exit(), converted.err());
    assertTrue(Files.isDirectory(out.resolve("bundle")));
  }

  private static String lossOf(List<String> lines, int step) {
    String start = "step " + step + " of 4, loss ";
    String line = lines.stream().filter(text -> text.startsWith(start)).findFirst().orElseThrow();
    return line.substring(start.length());
  }

  @Test
  void aTrainingThatWasStoppedGoesOn() {
    Ran stopped = train("--steps", 3, "--minutes", 0.0001);
    assertEquals(0, stopped.exit(), stopped.err());
    assertTrue(stopped.out().contains("run it again with the same options"), stopped.out());
    assertFalse(stopped.err().contains("step 3 of 3"), stopped.err());
    Ran resumed = train("--steps", 3);
    assertEquals(0, resumed.exit(), resumed.err());
    assertTrue(resumed.err().contains("goes on after step 1"), resumed.err());
    assertTrue(resumed.out().contains("to use it"), resumed.out());
  }

  @Test
  void tagsOfTheDataAreAddedBehindThoseOfTheModel() throws IOException {
    Ran ran = train("--steps", 2, "--part", "new-tags", "--tags-from-data");
    assertEquals(0, ran.exit(), ran.err());
    assertFalse(ran.err().contains("lacks"), ran.err());
    TagVocabulary trained = TagVocabulary.read(out.resolve("tags.tsv"));
    assertEquals(
        List.of("cat", "dog", "fox", "owl", "ant", "newt", "Yak"),
        trained.tags().stream().map(tag -> tag.english()).toList());
    assertEquals(8, trained.tag(5).id());
    assertEquals(0.5f, trained.threshold(0));
    assertEquals(0.68f, trained.threshold(6));
  }

  @Test
  void tagsOfAListAreAddedOrTakeTheirPlace() throws IOException {
    Path list =
        Files.writeString(
            folder.resolve("more.tsv"), "id\ten\tthreshold\n0\tdog\t0.9\n1\tnewt\t0.9\n");
    assertEquals(0, train("--steps", 1, "--new-tags", list).exit());
    TagVocabulary grown = TagVocabulary.read(out.resolve("tags.tsv"));
    assertEquals(TAGS + 1, grown.size());
    assertEquals(0.5f, grown.threshold(1));
    assertEquals(0.9f, grown.threshold(5));
    out = folder.resolve("another");
    assertEquals(0, train("--steps", 1, "--only-tags", list).exit());
    assertEquals(2, TagVocabulary.read(out.resolve("tags.tsv")).size());
  }

  @Test
  void whatCannotBeIsExplained() {
    Ran none = train("--part", "new-tags");
    assertEquals(2, none.exit());
    assertTrue(
        none.err().contains("ram: trainable parameters NEW_TAGS: expected a vocabulary"),
        none.err());
    Ran part = train("--part", "tail");
    assertEquals(2, part.exit());
    assertTrue(part.err().contains("expected all, head, encoder or new-tags"), part.err());
    Ran both = train("--steps", 1, "--epochs", 1);
    assertEquals(2, both.exit());
    Ran steps = train("--steps", 0);
    assertEquals(2, steps.exit());
    assertTrue(steps.err().contains("ram: steps: expected 1 or more, found 0"), steps.err());
    checkpoint = folder.resolve("missing.pth");
    Ran missing = train();
    assertEquals(1, missing.exit());
    assertTrue(missing.err().startsWith("ram: " + checkpoint), missing.err());
  }

  @Test
  void aFolderHasOneTrainingAtATime() throws IOException {
    Files.createDirectories(out);
    FolderLock other = FolderLock.take(out, "training.lock");
    Ran refused = train("--steps", 1);
    assertEquals(1, refused.exit());
    assertTrue(
        refused
            .err()
            .endsWith(
                "ram: " + out + ": expected a folder that no other run works in," + " found one\n"),
        refused.err());
    other.close();
    assertEquals(0, train("--steps", 1).exit());
  }

  @Test
  void filesThatNoTrainingWroteAreLeftAlone() throws IOException {
    Path own = Files.writeString(Files.createDirectories(out).resolve("tags.tsv"), "precious");
    Ran refused = train("--steps", 1);
    assertEquals(1, refused.exit());
    assertTrue(
        refused.err().contains("ram: " + own + ": expected a folder for a training"),
        refused.err());
    assertEquals("precious", Files.readString(own));
    Files.delete(own);
    assertEquals(0, train("--steps", 1).exit());
  }

  @Test
  void aTrainingDoesNotReplaceWhatItReads() throws IOException {
    assertEquals(0, train("--steps", 1).exit());
    byte[] before = Files.readAllBytes(out.resolve("best.pth"));
    checkpoint = out.resolve("best.pth");
    Ran refused = train("--steps", 2);
    assertEquals(2, refused.exit());
    assertTrue(
        refused.err().startsWith("ram: --out: expected another file to write than to read, found"),
        refused.err());
    assertArrayEquals(before, Files.readAllBytes(out.resolve("best.pth")));
  }

  /** See {@link KilledRuns}. */
  @Test
  void aKilledTrainingHasWholeFilesAndGoesOn() throws Exception {
    Object[] command = command("--steps", 12, "--validate-every", 3, "--save-every", 0.0001);
    assertEquals(0, ram(command).exit());
    List<Path> written = List.of(out.resolve("last.pth"), out.resolve("best.pth"));
    KilledRuns runs = new KilledRuns(RamTrain.class, out, 16, command);
    long millis = runs.runToTheEnd() * 2;
    int left =
        runs.kill(
            millis,
            () -> {
              for (Path file : Trainer.files(out)) {
                Files.deleteIfExists(file);
              }
            },
            () -> {
              for (Path file : written) {
                if (Files.exists(file)) {
                  Converter.inspect(file, ConvertOptions.defaults().withImageSize(64));
                }
              }
            });
    System.out.printf(
        "train: %d kills, %d left hidden files, none after the next run%n",
        KilledRuns.kills(), left);
    Ran finished = ram(command);
    assertEquals(0, finished.exit(), finished.err());
    assertTrue(finished.err().contains("goes on after step 12"), finished.err());
  }

  @Test
  void helpIsShownOnTheOutput() {
    Ran ran = ram("train", "--help");
    assertEquals(0, ran.exit());
    assertTrue(ran.out().startsWith("Usage: ram train "), ran.out());
    assertFalse(ran.out().contains("'ram train'"), ran.out());
  }
}
