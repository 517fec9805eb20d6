package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ram learn-tags}, and {@code ram vocabulary calibrate} on what it learned. */
class LearnTagsTest {
  @TempDir Path folder;

  private Path examples;
  private Path out;

  @BeforeEach
  void draw() throws IOException {
    examples = Files.createDirectory(folder.resolve("examples"));
    out = folder.resolve("learned.zip");
    ExampleFolders.draw(examples, "frog", 5, 1);
    ExampleFolders.draw(examples, "guitar", 5, 2);
    ExampleFolders.draw(examples, "house", 5, 3);
    ExampleFolders.drawInto(examples, "pizza", 8, 4);
  }

  private Ran learn(Object... more) {
    return ram(
        Programs.joined(
            new Object[] {"learn-tags", "--examples", examples, "--model", "clipart", "--out", out},
            more));
  }

  private static List<String> predicted(Path vocabulary, Path image, Object... more)
      throws IOException {
    Ran ran =
        ram(
            Programs.joined(
                new Object[] {
                  "recognize",
                  "--vocabulary",
                  vocabulary,
                  "--only-names",
                  "--json",
                  "--model",
                  "clipart",
                  image
                },
                more));
    assertEquals(0, ran.exit(), ran.err());
    List<String> names = new ArrayList<>();
    for (JsonNode tag : ran.json().get(0).get("tags")) {
      names.add(tag.get("en").asText());
    }
    return names;
  }

  @Test
  void tagsOfFoldersAreLearnedAndRecognized() throws IOException {
    Ran ran = learn();
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("15 images of 3 tags, and 8 of none", ran.outLines().get(0));
    assertEquals(
        "leave-one-out: 1.000 of the images are nearest to their own tag", ran.outLines().get(1));
    assertTrue(ran.out().contains("  guitar  5       "), ran.out());
    assertFalse(ran.err().contains("--others"), ran.err());
    for (String tag : List.of("frog", "guitar", "house")) {
      assertEquals(List.of(tag), predicted(out, sample(tag + ".png"), "--top", "1"));
    }
    assertEquals(List.of("frog"), predicted(out, sample("frog.png")));
    assertEquals(List.of("house"), predicted(out, sample("house.png")));
    assertEquals(List.of(), predicted(out, sample("pizza.png")));
  }

  @Test
  void filesThatAreNoImagesAreToldAndHiddenOnesPassedOver() throws IOException {
    Files.writeString(examples.resolve("frog/notes.txt"), "green");
    Files.writeString(examples.resolve("frog/.DS_Store"), "x");
    Files.createDirectory(examples.resolve(".thumbnails"));
    ExampleFolders.drawInto(
        Files.createDirectories(examples.resolve("frog/.cache")), "house", 3, 5);
    ExampleFolders.drawInto(
        Files.createDirectories(examples.resolve("frog/pond/2026")), "frog", 2, 6);
    Ran ran = learn();
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("17 images of 3 tags, and 8 of none", ran.outLines().get(0));
    List<String> left = ran.err().lines().filter(line -> line.startsWith("left out: ")).toList();
    assertEquals(1, left.size(), ran.err());
    assertTrue(left.get(0).contains("notes.txt"), ran.err());
  }

  @Test
  void anImageInTheWrongFolderIsNamed() throws IOException {
    ExampleFolders.drawInto(examples.resolve("frog"), "guitar", 1, 7);
    Ran ran = learn();
    assertTrue(
        ran.out().contains("nearer to guitar: " + examples.resolve("frog/guitar0.png")), ran.out());
  }

  @Test
  void otherImagesMayLieElsewhere() throws IOException {
    for (int i = 0; i < 8; i++) {
      Files.delete(examples.resolve("pizza" + i + ".png"));
    }
    Ran without = learn();
    assertEquals("15 images of 3 tags, and 0 of none", without.outLines().get(0));
    assertTrue(without.err().contains("note: no images of none of the tags (--others)"));
    Path others = Files.createDirectory(folder.resolve("others"));
    ExampleFolders.drawInto(others, "castle", 4, 8);
    Ran with = learn("--others", others);
    assertEquals("15 images of 3 tags, and 4 of none", with.outLines().get(0), with.err());
  }

  @Test
  void oneTagIsLearnedFromImagesThatDoNotShowIt() throws IOException {
    Path alone = Files.createDirectory(folder.resolve("alone"));
    ExampleFolders.draw(alone, "frog", 5, 1);
    Ran refused = ram("learn-tags", "--examples", alone, "--model", "clipart", "--out", out);
    assertEquals(1, refused.exit());
    assertEquals(
        "ram: folder %s: expected folders of at least 2 tags, or of one and images of none (--others), found 1\n"
            .formatted(alone),
        refused.err());
    Ran ran =
        ram(
            "learn-tags",
            "--examples",
            alone,
            "--others",
            examples.resolve("guitar"),
            "--model",
            "clipart",
            "--out",
            out);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("5 images of 1 tag, and 5 of none", ran.outLines().get(0));
    assertFalse(ran.out().contains("leave-one-out"), ran.out());
    assertEquals(List.of("frog"), predicted(out, sample("frog.png")));
    assertEquals(List.of(), predicted(out, sample("guitar.png")));
  }

  @Test
  void copiesOfAnImageAreLeftOutAndNoImageHasTwoTags() throws IOException {
    Path frog = examples.resolve("frog/frog0.png");
    Files.copy(frog, examples.resolve("frog/zcopy.png"));
    Ran copied = learn();
    assertEquals("15 images of 3 tags, and 8 of none", copied.outLines().get(0), copied.err());
    assertTrue(
        copied
            .err()
            .contains(
                "left out: %s: the same image as %s\n"
                    .formatted(examples.resolve("frog/zcopy.png"), frog)),
        copied.err());
    Path elsewhere = examples.resolve("guitar/zcopy.png");
    Files.copy(frog, elsewhere);
    Ran refused = ram("learn-tags", "--examples", examples, "--out", folder.resolve("two.zip"));
    assertEquals(1, refused.exit());
    assertEquals(
        "ram: %s: expected an image of one tag, or of none, found the same image in %s\n"
            .formatted(elsewhere, frog),
        refused.err().replaceAll("left out.*\n", ""));
  }

  @Test
  void tooFewExamplesAreRefusedBeforeTheModelIsOpened() throws IOException {
    ExampleFolders.draw(examples, "rocket", 2, 9);
    Ran ran =
        ram("learn-tags", "--examples", examples, "--model", folder.resolve("none"), "--out", out);
    assertEquals(1, ran.exit());
    assertEquals(
        "ram: folder %s: expected at least 3 images of \"rocket\", better 5 to 50, found 2\n"
            .formatted(examples),
        ran.err());
    Files.writeString(examples.resolve("rocket/third.png"), "no image");
    Ran unreadable = learn();
    assertEquals(1, unreadable.exit());
    assertTrue(unreadable.err().contains("expected at least 3 images of \"rocket\""));
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertEquals(
        "ram: folder %s: expected a folder for each tag, found none\n".formatted(empty),
        ram("learn-tags", "--examples", empty, "--model", "clipart", "--out", out).err());
    assertFalse(Files.exists(out));
  }

  @Test
  void anEarlierVocabularyIsReplacedAndNothingElse() throws IOException {
    assertEquals(0, learn().exit());
    byte[] first = Files.readAllBytes(out);
    assertEquals(0, learn().exit(), "the same again");
    assertArrayEquals(first, Files.readAllBytes(out));
    Files.writeString(out, "mine");
    Ran refused = learn();
    assertEquals(2, refused.exit());
    assertTrue(refused.err().contains("--out: expected a new name, or an earlier output"));
    assertEquals("mine", Files.readString(out));
    assertEquals(0, learn("--replace").exit());
  }

  @Test
  void thresholdsAreCalibratedOnAFolderAndOnAFileOfLabels() throws IOException {
    assertEquals(0, learn().exit());
    Path images = Files.createDirectory(folder.resolve("images"));
    ExampleFolders.draw(images, "frog", 6, 11);
    ExampleFolders.draw(images, "guitar", 6, 12);
    ExampleFolders.draw(images, "castle", 4, 13);
    Files.writeString(images.resolve("frog/broken.png"), "no image");
    Path calibrated = folder.resolve("calibrated.zip");
    Ran ran =
        ram(
            "vocabulary",
            "calibrate",
            out,
            "--images",
            images,
            "--model",
            "clipart",
            "--out",
            calibrated,
            "--min-positives",
            "5");
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("16 images, 1 left out", ran.outLines().get(0));
    assertTrue(ran.out().contains("no tag of the vocabulary: castle (4)\n"), ran.out());
    assertTrue(
        ran.out()
            .contains(
                "thresholds for f1: 2 tags by their own scores, 1 by those of all new tags, 0 never"
                    + " hold: "
                    + calibrated),
        ran.out());
    OpenVocabulary tags = OpenVocabulary.read(calibrated);
    assertEquals(
        List.of("frog", "guitar", "house"), tags.tags().stream().map(t -> t.name()).toList());
    StringBuilder truth = new StringBuilder();
    for (String tag : List.of("frog", "guitar", "castle")) {
      for (int i = 0; i < (tag.equals("castle") ? 4 : 6); i++) {
        truth.append("%s/%s%d.png,%s\n".formatted(tag, tag, i, tag));
      }
    }
    Path file = Files.writeString(folder.resolve("truth.txt"), truth);
    Path again = folder.resolve("again.zip");
    Ran byFile =
        ram(
            "vocabulary",
            "calibrate",
            out,
            "--images",
            file,
            "--folder",
            images,
            "--model",
            "clipart",
            "--out",
            again,
            "--min-positives",
            "5");
    assertEquals(0, byFile.exit(), byFile.err());
    assertArrayEquals(Files.readAllBytes(calibrated), Files.readAllBytes(again));
  }

  @Test
  void labelsOfOtherTagsAreRefused() throws IOException {
    assertEquals(0, learn().exit());
    Path images = Files.createDirectory(folder.resolve("images"));
    ExampleFolders.draw(images, "castle", 2, 13);
    Ran ran =
        ram(
            "vocabulary",
            "calibrate",
            out,
            "--images",
            images,
            "--model",
            "clipart",
            "--out",
            folder.resolve("calibrated.zip"));
    assertEquals(1, ran.exit());
    assertTrue(
        ran.err()
            .contains(
                "labelled images: expected one or more that show a new tag, found none among 2;"
                    + " their labels are [castle]"),
        ran.err());
    Ran goal =
        ram(
            "vocabulary",
            "calibrate",
            out,
            "--images",
            images,
            "--model",
            "clipart",
            "--goal",
            "recall",
            "--out",
            folder.resolve("calibrated.zip"));
    assertEquals(2, goal.exit());
    assertTrue(goal.err().contains("--goal: expected precision=NUMBER or f1"), goal.err());
  }
}
