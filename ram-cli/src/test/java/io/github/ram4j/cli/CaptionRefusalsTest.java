package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.names;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code caption} does not take, and what it says of it. */
class CaptionRefusalsTest {
  private static final Path HOUSE = sample("house.png");
  private static final Path FROG = sample("frog.png");

  @TempDir static Path models;

  @TempDir Path folder;

  private static Path bundle;

  @BeforeAll
  static void convert() throws IOException {
    bundle = TinyCaptions.bundle(models);
  }

  private static Ran caption(Object... more) {
    Object[] always = {"caption", "--model", bundle};
    return Programs.ram(Programs.joined(always, more));
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "--seed 5 => --seed, --top-k and --top-p: expected --sample with them, found none",
        "--top-k 5 => --seed, --top-k and --top-p: expected --sample with them, found none",
        "--top-p 0.5 => --seed, --top-k and --top-p: expected --sample with them, found none",
        "--beams 3 --sample => expected --beams or --sample, found both",
        "--captions 0 => captions: expected 1 or more, found 0",
        "--beams 0 => beams: expected 1 or more, found 0",
        "--sample --top-p 2 => top-p: expected a number in (0, 1], found 2.0",
        "--sample --top-p NaN => top-p: expected a number in (0, 1], found NaN",
        "--sample --top-k -1 => top-k: expected 0 (all words) or more, found -1",
        "--min-length -1 => minimum length: expected 0 or more, found -1",
        "--max-length 4 => maximum length: expected more than the prompt's 4 ids, found 4",
        "--min-length 9 --max-length 8 => minimum length: expected no more than the maximum 8",
        "--repetition-penalty 0 => repetition penalty: expected a number above 0, found 0.0",
        "--out x.jpg => --out: expected a name ending in .png, found x.jpg",
        "--specified-tags dog --tags-by x => expected --specified-tags or --tags-by, found both",
        "--beams many => Invalid value for option '--beams': 'many'",
        "--colour => Unknown option: '--colour'"
      })
  void wrongOptionsEndItBeforeItBegins(String options, String message) {
    Object[] images = {HOUSE};
    Ran ran = Programs.ram(joined("caption --model none " + options, images));
    assertEquals(2, ran.exit(), ran.err());
    assertEquals("", ran.out());
    assertTrue(ran.err().startsWith("ram: " + message), ran.err());
    assertTrue(ran.err().contains("'ram caption --help'"), ran.err());
  }

  private static Object[] joined(String line, Object... more) {
    return Programs.joined(line.split(" ", -1), more);
  }

  @Test
  void noImagesAreAnError() {
    Ran ran = caption();
    assertEquals(2, ran.exit());
    assertTrue(ran.err().startsWith("ram: expected at least one IMAGE, found none"), ran.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "--max-length 65 => maximum length: expected at most the 64 positions of bundle",
        "--beams 115 => beams: expected at most half of the 228 words of bundle",
        "--threads 0 => --threads: expected 1 or more, found 0"
      })
  void whatTheModelCannotDoIsOneLine(String options, String message) {
    Object[] arguments = options.split(" ", -1);
    Ran ran = caption(Programs.joined(arguments, new Object[] {HOUSE}));
    assertRefused(2, ran, message);
  }

  private static void assertRefused(Ran ran, String message) {
    assertRefused(1, ran, message);
  }

  private static void assertRefused(int exit, Ran ran, String message) {
    assertEquals(exit, ran.exit(), ran.err());
    assertEquals("", ran.out());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().startsWith("ram: " + message), ran.err());
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    Path none = folder.resolve("none");
    assertRefused(
        Programs.ram("caption", "--model", none, HOUSE),
        none + ": expected a bundle, a checkpoint or an ONNX file, found nothing");
  }

  @Test
  void aModelWithoutCaptionsIsNamedWithWhatToDo() throws IOException {
    Path tags = TinyCaptions.bundleOfTags(folder);
    assertRefused(
        Programs.ram("caption", "--model", tags, HOUSE),
        "bundle "
            + tags
            + ": tasks: expected captioning, found tagging of family tag2text; Tag2Text has"
            + " captions where it was converted with its list of words (convert --vocab)");
  }

  @Test
  void anExportedFileHasNoCaptions() throws IOException {
    Path exported = Files.createFile(folder.resolve("ram_plus.onnx"));
    assertRefused(
        2,
        Programs.ram("caption", "--model", exported, "--vocab", TinyCaptions.WORDS, HOUSE),
        "--model: expected a bundle or a checkpoint of Tag2Text, found " + exported);
    assertEquals(List.of("ram_plus.onnx"), names(folder));
  }

  @Test
  void aBundleWhoseWordsAreOthersIsNamed() throws IOException {
    Path altered = TinyCaptions.bundle(folder);
    Path words = altered.resolve("vocab.txt");
    Files.writeString(words, Files.readString(words).replace("dog", "god"));
    assertRefused(Programs.ram("caption", "--model", altered, HOUSE), "bundle " + altered);
  }

  @Test
  void aTaggerThatIsNoneIsNamed() {
    Path none = folder.resolve("none");
    assertRefused(
        caption("--tags-by", none, HOUSE),
        "bundle " + none + ": expected a folder, found nothing of that name");
    assertRefused(
        caption("--tags-by", TinyCaptions.WORDS, HOUSE),
        "bundle " + TinyCaptions.WORDS + ": expected a folder, found a file");
  }

  @Test
  void badImagesAmongGoodOnesStopNothing() throws IOException {
    Path cut = folder.resolve("cut.png");
    byte[] whole = Files.readAllBytes(HOUSE);
    Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
    Path text = Files.writeString(folder.resolve("letter.jpg"), "Dear Sir or Madam");
    Path none = folder.resolve("none.png");
    Path drawn = folder.resolve("drawn");
    Path page = folder.resolve("page.html");
    Ran ran = caption("--out", drawn, "--html", page, cut, HOUSE, text, none, FROG, folder, HOUSE);
    assertEquals(1, ran.exit());
    List<String> errors = ran.err().lines().filter(line -> line.startsWith("ram: ")).toList();
    assertEquals(4, errors.size(), ran.err());
    assertTrue(errors.get(0).startsWith("ram: " + cut + ": PNG is cut short"), ran.err());
    assertTrue(errors.get(1).startsWith("ram: " + text + ": not an image"), ran.err());
    assertEquals("ram: " + none + ": expected a file, found nothing of that name", errors.get(2));
    assertTrue(errors.get(3).contains(folder.toString()), ran.err());
    assertEquals(
        List.of(HOUSE.toString(), FROG.toString(), HOUSE.toString()),
        ran.outLines().stream()
            .filter(line -> line.startsWith(Programs.SAMPLES.toString()))
            .toList());
    assertEquals(List.of("frog.png.png", "house.png-2.png", "house.png.png"), names(drawn));
    assertEquals(3, Files.readString(page).split("<article>", -1).length - 1);
    assertEquals(List.of("cut.png", "drawn", "letter.jpg", "page.html"), names(folder));
  }

  @Test
  void badImagesAloneLeaveNothing() throws IOException {
    Path none = folder.resolve("none.png");
    Ran ran = caption("--json", "--html", folder.resolve("page.html"), none, none);
    assertEquals(1, ran.exit());
    assertEquals("", ran.out());
    assertEquals(2, ran.err().lines().count(), ran.err());
    assertEquals(List.of(), names(folder));
    assertFalse(ran.err().contains("\tat "), ran.err());
  }
}
