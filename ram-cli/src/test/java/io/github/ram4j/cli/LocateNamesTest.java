package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.testkit.FormulaGrounding;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of {@code ram locate}: those looked for, and those of its files. */
class LocateNamesTest {
  private static final Path LANDSCAPE = GoldenFiles.file("images/landscape.png");

  @TempDir static Path folder;
  private static Path detector;

  @BeforeAll
  static void convert() throws IOException {
    detector = folder.resolve("dino");
    Converter.convert(
        FormulaGrounding.write(
            folder.resolve("dino.safetensors"),
            GoldenFiles.json("locate/grounding-dino-tiny.json.gz")),
        detector,
        ConvertOptions.defaults());
  }

  private static Ran locate(Object... more) {
    return ram(Programs.joined(new Object[] {"locate", "--detector", detector}, more));
  }

  /** A line of a file that begins so is a comment; a name that does is one to look for. */
  @Test
  void aNameThatBeginsWithAHashIsLookedFor() throws IOException {
    Object[] few = {LANDSCAPE, "--box-threshold", "0"};
    Ran hash = locate(Programs.joined(few, new Object[] {"--tags", "#field"}));
    assertEquals(0, hash.exit(), hash.err());
    assertTrue(hash.out().contains("#field"), hash.out());
    Path list = Files.writeString(folder.resolve("names.txt"), " # a comment\ncorn field\n");
    Ran plain = locate(Programs.joined(few, new Object[] {"--tags", "corn field"}));
    Ran file = locate(Programs.joined(few, new Object[] {"--tags", list}));
    assertEquals(0, file.exit(), file.err());
    assertEquals(plain.out(), file.out());
  }

  /** On systems that take both for one file, the second one would replace the first. */
  @Test
  void filesOfNamesThatDifferInCaseAloneAreApart() throws IOException {
    Path one = Files.createDirectories(folder.resolve("a")).resolve("Field.png");
    Path other = Files.createDirectories(folder.resolve("b")).resolve("field.png");
    Files.copy(LANDSCAPE, one);
    Files.copy(LANDSCAPE, other);
    Path out = folder.resolve("out");
    Ran ran = locate(one, other, "--tags", "bee", "--out", out);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(
        List.of(
            "Field.png.drawn.png",
            "Field.png.label.json",
            "field.png-2.drawn.png",
            "field.png-2.label.json"),
        Programs.names(out));
  }

  /** Annotations of an image that is there twice would count twice. */
  @Test
  void anImageThatIsGivenTwiceIsOneOfCoco() throws IOException {
    Path image = Files.copy(LANDSCAPE, folder.resolve("twice.png"));
    Path other = Files.createDirectories(folder.resolve("other"));
    Path again = other.resolve("..").resolve("twice.png");
    Path out = folder.resolve("once");
    Path coco = out.resolve("all.json"); // in a folder that --out makes
    Ran ran = locate(image, again, image, "--tags", "bee", "--out", out, "--coco", coco);
    assertEquals(0, ran.exit(), ran.err());
    JsonNode images = new ObjectMapper().readTree(coco.toFile()).get("images");
    assertEquals(1, images.size(), images.toString());
    assertEquals(
        List.of("all.json", "twice.png.drawn.png", "twice.png.label.json"), Programs.names(out));
  }

  /** An earlier run's annotations are worth more than none. */
  @Test
  void aRunWhoseImagesAllFailedKeepsTheFileOfAll() throws IOException {
    Path coco = folder.resolve("kept.json");
    assertEquals(0, locate(LANDSCAPE, "--tags", "bee", "--coco", coco).exit());
    byte[] earlier = Files.readAllBytes(coco);
    Path broken = Files.writeString(folder.resolve("broken.png"), "no image");
    assertEquals(1, locate(broken, "--tags", "bee", "--coco", coco).exit());
    assertArrayEquals(earlier, Files.readAllBytes(coco));
  }

  /** It is written last, and would replace the labels of this run. */
  @Test
  void theFileOfAllIsNoneOfAnImage() {
    Path out = folder.resolve("labels");
    Path coco = out.resolve("landscape.png.label.json");
    Ran ran = locate(LANDSCAPE, "--tags", "bee", "--out", out, "--coco", coco);
    assertEquals(2, ran.exit(), ran.err());
    assertTrue(ran.err().contains("--coco: expected another file than --out writes"), ran.err());
    assertFalse(Files.exists(out));
  }

  /** With a threshold of tags, meant for boxes, nothing would be found. */
  @ParameterizedTest
  @ValueSource(strings = {"--threshold=0.1", "--thresholds=x.txt", "--all-tags"})
  void whatGivenNamesDoNotHaveIsRefused(String option) {
    Ran ran = locate(LANDSCAPE, "--tags", "bee", option);
    assertEquals(2, ran.exit(), ran.err());
    assertTrue(ran.err().contains(": expected without --tags"), ran.err());
  }

  @Test
  void aTableWithoutRegionsSaysWhichModelFoundNothing() {
    Path crown = Programs.sample("scenes/crown-koalas.png");
    Ran both = locate(crown, "--model", "clipart", "--box-threshold", "1");
    assertTrue(both.out().contains("recognized, but not found: crown, koala"), both.out());
    Ran tagger = locate(crown, "--model", "clipart", "--threshold", "1");
    assertTrue(tagger.out().contains("no thing was recognized"), tagger.out());
    Ran given = locate(crown, "--tags", "bee", "--box-threshold", "1");
    assertTrue(given.out().contains("nothing was found"), given.out());
  }
}
