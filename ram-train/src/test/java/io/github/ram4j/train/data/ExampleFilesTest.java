package io.github.ram4j.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.RamException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.data.ExampleException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleFilesTest {
  private static final int SIDE = 8;
  private static final int LEFT = 0xC80000;
  private static final TagVocabulary TAGS =
      TagVocabulary.ram().subset(List.of("dog", "cat", "tree"));
  private static final Augmentation FLIPS = Augmentation.none().withFlip(true);

  @TempDir Path folder;

  /** An image whose left half is red, in two files. */
  @BeforeEach
  void drawImages() throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE / 2; x++) {
        image.setRGB(x, y, LEFT);
      }
    }
    ImageIO.write(image, "png", folder.resolve("a.png").toFile());
    ImageIO.write(image, "png", folder.resolve("b.png").toFile());
  }

  private Path file(String... lines) throws IOException {
    return Files.write(folder.resolve("data.jsonl"), List.of(lines));
  }

  private static boolean isFlipped(TrainingExample example) {
    return (example.image().getRGB(0, 0) & 0xFFFFFF) != LEFT;
  }

  @Test
  void tagsArePlacesInTheVocabularyEachOnce() throws IOException {
    ExampleFiles set =
        ExampleFiles.forValidation(
            file(
                "{\"picture\":\"a.png\",\"tags\":[\"Tree\",\"dog\",\"狗\",\"gryphon\"]}",
                "{\"picture\":\"b.png\",\"tags\":[\"gryphon\",\"zebu\"]}"),
            TAGS,
            SIDE);
    assertEquals(2, set.size());
    assertArrayEquals(new int[] {0, 2}, set.example(0).tags());
    assertArrayEquals(new int[0], set.example(1).tags());
    assertArrayEquals(new int[] {0, 2}, set.example(2).tags(), "the next epoch");
    assertEquals(Map.of("gryphon", 2, "zebu", 1), set.unknownTags());
    assertFalse(isFlipped(set.example(0)));
  }

  @Test
  void everyEpochOfATrainingHasEveryImage() throws IOException {
    ExampleFiles set =
        ExampleFiles.forTraining(
            file(
                "{\"picture\":\"a.png\",\"tags\":[\"dog\"]}",
                "{\"picture\":\"b.png\",\"tags\":[\"cat\"]}",
                "{\"picture\":\"b.png\",\"tags\":[\"tree\"]}"),
            TAGS,
            SIDE,
            Augmentation.defaults(),
            5);
    for (int epoch = 0; epoch < 10; epoch++) {
      Set<Integer> seen = new HashSet<>();
      for (int i = 0; i < 3; i++) {
        seen.add(set.example(3 * epoch + i).tags()[0]);
      }
      assertEquals(Set.of(0, 1, 2), seen);
    }
  }

  @Test
  void theSameIndexGivesTheSameExample() throws IOException {
    ExampleFiles set =
        ExampleFiles.forTraining(
            file(
                "{\"picture\":\"a.png\",\"tags\":[\"dog\"],\"captions\":[\"one\",\"two\"]}",
                "{\"picture\":\"b.png\",\"tags\":[\"cat\"],\"captions\":[\"three\",\"four\"]}"),
            TAGS,
            SIDE,
            Augmentation.defaults(),
            5);
    Set<String> captions = new HashSet<>();
    for (int i = 0; i < 40; i++) {
      TrainingExample first = set.example(i);
      TrainingExample again = set.example(i);
      assertEquals(first.caption(), again.caption());
      assertArrayEquals(pixels(first), pixels(again));
      captions.add(first.caption().orElseThrow().text());
    }
    assertEquals(Set.of("one", "two", "three", "four"), captions);
  }

  private static int[] pixels(TrainingExample example) {
    return example.image().getRGB(0, 0, SIDE, SIDE, null, 0, SIDE);
  }

  @Test
  void imagesThatTellLeftFromRightAreNotMirrored() throws IOException {
    String line = "{\"picture\":\"a.png\",\"tags\":[\"dog\"],\"caption\":\"%s\"}";
    ExampleFiles sides =
        ExampleFiles.forTraining(
            file(line.formatted("A dog to the Left of a tree")), TAGS, SIDE, FLIPS, 1);
    ExampleFiles plain =
        ExampleFiles.forTraining(file(line.formatted("leftovers of a dog")), TAGS, SIDE, FLIPS, 1);
    int flipped = 0;
    for (int i = 0; i < 40; i++) {
      assertFalse(isFlipped(sides.example(i)), "index " + i);
      flipped += isFlipped(plain.example(i)) ? 1 : 0;
    }
    assertTrue(flipped > 5 && flipped < 35, flipped + " of 40");
  }

  @Test
  void aCaptionIsWrittenFromTheTagsThatItNames() throws IOException {
    ExampleFiles set =
        ExampleFiles.forValidation(
            file(
                "{\"picture\":\"a.png\",\"tags\":[\"dog\",\"tree\"],\"caption\":\"a dog\","
                    + "\"caption_tags\":[[\"dog\"]]}",
                "{\"picture\":\"a.png\",\"tags\":[\"dog\",\"tree\"],\"caption\":\"a dog\"}"),
            TAGS,
            SIDE);
    assertEquals(List.of("dog"), set.example(0).caption().orElseThrow().tags());
    assertEquals(List.of("dog", "tree"), set.example(1).caption().orElseThrow().tags());
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() throws IOException {
    Path none = file();
    String empty =
        assertThrows(
                IllegalArgumentException.class, () -> ExampleFiles.forValidation(none, TAGS, SIDE))
            .getMessage();
    assertEquals(none + ": expected examples, found none", empty);
    Path missing =
        file("{\"picture\":\"a.png\",\"tags\":[]}", "{\"picture\":\"c.png\",\"tags\":[]}");
    String second =
        assertThrows(ExampleException.class, () -> ExampleFiles.forValidation(missing, TAGS, SIDE))
            .getMessage();
    assertTrue(second.contains("line 2") && second.contains("c.png"), second);
    Path broken = file("{\"picture\":");
    assertThrows(ExampleException.class, () -> ExampleFiles.forValidation(broken, TAGS, SIDE));
  }

  @Test
  void anImageThatIsDamagedFailsWhenItIsAskedFor() throws IOException {
    Files.writeString(folder.resolve("a.png"), "no image");
    ExampleFiles set =
        ExampleFiles.forValidation(file("{\"picture\":\"a.png\",\"tags\":[\"dog\"]}"), TAGS, SIDE);
    String said = assertThrows(RamException.class, () -> set.example(0)).getMessage();
    assertTrue(said.contains("a.png"), said);
  }

  private static String numbers(int count, String first) {
    return "[" + first + ",0.25".repeat(count - 1) + "]";
  }

  @Test
  void featuresOfAnImageAndOfItsCaptions() throws IOException {
    ExampleFiles set =
        ExampleFiles.forValidation(
            file(
                "{\"picture\":\"a.png\",\"captions\":[\"a dog\"],\"image_feature\":%s,\"caption_features\":[%s]}"
                    .formatted(numbers(512, "-1"), numbers(512, "1e-3")),
                "{\"picture\":\"b.png\",\"caption\":\"a cat\"}"),
            TAGS,
            SIDE);
    float[] teacher = set.example(0).teacher().orElseThrow();
    float[] caption = set.example(0).caption().orElseThrow().embedding().orElseThrow();
    assertEquals(512, teacher.length);
    assertEquals(-1f, teacher[0]);
    assertEquals(0.25f, teacher[511]);
    assertEquals(1e-3f, caption[0]);
    assertTrue(set.example(1).teacher().isEmpty());
    assertTrue(set.example(1).caption().orElseThrow().embedding().isEmpty());
  }

  @Test
  void featuresOfAnotherKindAreNamedWithTheirLine() throws IOException {
    Map<String, String> wrong =
        Map.of(
            "\"image_feature\":" + numbers(511, "0"),
            "image_feature: expected 512 numbers, found 511",
            "\"image_feature\":" + numbers(512, "\"one\""),
            "image_feature[0]: expected a finite number, found one",
            "\"image_feature\":" + numbers(512, "1e99"),
            "image_feature[0]: expected a finite number, found 1e99",
            "\"image_feature\":7",
            "image_feature: expected an array, found 7",
            "\"caption\":\"a dog\",\"caption_features\":[]",
            "caption_features: expected one for each of 1 captions, found 0",
            "\"caption\":\"a dog\",\"caption_features\":" + numbers(512, "0"),
            "caption_features[0]: expected an array, found 0");
    for (Map.Entry<String, String> line : wrong.entrySet()) {
      Path data = file("{\"picture\":\"a.png\"}", "{\"picture\":\"a.png\"," + line.getKey() + "}");
      String message =
          assertThrows(ExampleException.class, () -> ExampleFiles.forValidation(data, TAGS, SIDE))
              .getMessage();
      assertEquals(data + ", line 2: " + line.getValue(), message);
    }
  }
}
