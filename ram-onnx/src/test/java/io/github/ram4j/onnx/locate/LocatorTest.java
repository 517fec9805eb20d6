package io.github.ram4j.onnx.locate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.LocatedImage;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.TagJoining;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.testkit.FormulaGrounding;
import io.github.ram4j.testkit.GoldenFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small Grounding DINO finds tags, names and words of phrases. */
class LocatorTest {
  private static final JsonNode GOLDEN = GoldenFiles.json("locate/grounding-dino-tiny.json.gz");

  /** Largest difference of corners, in pixels. */
  private static final float CORNERS = 0.5f;

  private static final float SCORES = 3e-3f;

  private static final List<String> DOTS =
      List.of("bee", "cheese", "red tree", "corn field", "camera lens");
  private static final List<String> COMMAS =
      List.of("Traffic light", "backpack", "broccoli", "a fire hydrant");

  /** As the golden values are made: any tag's box goes where a better one is. */
  private static final LocateOptions BY_SPAN =
      LocateOptions.defaults().withBoxThreshold(0.25f).withOverlapOfTag(1).withOverlapOfAll(0.5f);

  @TempDir static Path folder;
  private static Path bundle;
  private static Locator locator;

  @BeforeAll
  static void open() throws Exception {
    Path file = FormulaGrounding.write(folder.resolve("model.safetensors"), GOLDEN);
    bundle = folder.resolve("bundle");
    Converter.convert(file, bundle, ConvertOptions.defaults());
    locator =
        RegionModels.openLocator(
            bundle,
            ModelOptions.defaults().withImages(ImageOptions.defaults().withExifRotation(false)));
  }

  @AfterAll
  static void close() {
    locator.close();
  }

  private static ImageSource image(String name) {
    return ImageSource.of(GoldenFiles.file("images/" + name));
  }

  private static List<Tag> tags(List<String> names) {
    List<Tag> tags = new ArrayList<>();
    for (String name : names) {
      tags.add(new Tag(100 + tags.size(), name, List.of(), true));
    }
    return tags;
  }

  /** Tags as sentences are the golden caption with stops: each sentence is a tag. */
  @Test
  void tagsMeetTheGoldenBoxes() throws Exception {
    for (Map.Entry<String, JsonNode> picture : GOLDEN.get("pictures").properties()) {
      LocatedImage found = locator.locate(image(picture.getKey()), tags(DOTS), BY_SPAN);
      JsonNode golden = picture.getValue().get("cases").get("dots").get("by_span_0.25_nms_0.5");
      assertEquals(golden.get("kept").size(), found.regions().size(), picture.getKey());
      for (int i = 0; i < found.regions().size(); i++) {
        Region region = found.regions().get(i);
        JsonNode expected = golden.get("kept").get(i);
        assertEquals(100 + expected.get("span").asInt(), region.tag().id(), picture.getKey());
        assertEquals(DOTS.get(expected.get("span").asInt()), region.tag().english());
        meets(expected, region, picture.getKey());
      }
      assertEquals(picture.getValue().get("original").get(0).asInt(), found.width());
      assertEquals(picture.getValue().get("original").get(1).asInt(), found.height());
    }
  }

  private static void meets(JsonNode expected, Region region, String at) {
    assertEquals(expected.get("score").asDouble(), region.score(), SCORES, at);
    float[] box = GoldenFiles.floats(expected.get("box_xyxy"));
    assertEquals(box[0], region.box().x0(), CORNERS, at);
    assertEquals(box[1], region.box().y0(), CORNERS, at);
    assertEquals(box[2], region.box().x1(), CORNERS, at);
    assertEquals(box[3], region.box().y1(), CORNERS, at);
  }

  /** Tags as a list are the golden caption with commas, one sentence. */
  @Test
  void aListOfTagsIsOneSentence() throws Exception {
    LocateOptions options = BY_SPAN.withJoining(TagJoining.LIST);
    for (Map.Entry<String, JsonNode> picture : GOLDEN.get("pictures").properties()) {
      JsonNode golden = picture.getValue().get("cases").get("commas");
      if (golden == null) {
        continue;
      }
      JsonNode kept = golden.get("by_span_0.25_nms_0.5").get("kept");
      LocatedImage found = locator.locate(image(picture.getKey()), tags(COMMAS), options);
      // The sentence's best token may be a comma, which is no tag's: the rest is the same.
      Set<Integer> met = new HashSet<>();
      for (Region region : found.regions()) {
        for (int i = 0; i < kept.size(); i++) {
          float[] box = GoldenFiles.floats(kept.get(i).get("box_xyxy"));
          if (region.box().overlap(new Box(box[0], box[1], box[2], box[3])) > 0.9f) {
            met.add(i);
            assertTrue(region.score() <= kept.get(i).get("score").asDouble() + SCORES);
          }
        }
      }
      assertFalse(kept.size() > 0 && met.isEmpty(), picture.getKey());
    }
  }

  @Test
  void imagesOfManySizesAreAsAlone() throws Exception {
    List<String> names = List.of("sliver.png", "portrait-odd.png", "landscape.png");
    Map<String, LocatedImage> alone = new HashMap<>();
    for (String name : names) {
      try (Locator fresh = RegionModels.openLocator(bundle)) {
        alone.put(name, fresh.locate(image(name), tags(DOTS), BY_SPAN));
      }
    }
    for (String name : names) {
      assertEquals(alone.get(name), locator.locate(image(name), tags(DOTS), BY_SPAN), name);
    }
    List<CompletableFuture<LocatedImage>> together = new ArrayList<>();
    for (String name : names) {
      together.add(
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return locator.locate(image(name), tags(DOTS), BY_SPAN);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }));
    }
    for (int i = 0; i < names.size(); i++) {
      assertEquals(alone.get(names.get(i)), together.get(i).join(), names.get(i));
    }
  }

  /** More tags than a caption holds: each has its captions, and its boxes its identity. */
  @Test
  void aHundredTagsInAnyOrder() throws Exception {
    List<Tag> all = new ArrayList<>(TagVocabulary.ram().tags().subList(300, 400));
    LocateOptions every = LocateOptions.defaults().withBoxThreshold(0).withOverlapOfTag(1);
    Set<Tag> found = new HashSet<>();
    for (int round = 0; round < 2; round++) {
      LocatedImage located = locator.locate(image("sliver.png"), all, every);
      assertEquals(List.of(), located.skipped());
      assertTrue(located.regions().size() > 20, "one caption alone gives 20 boxes");
      for (Region region : located.regions()) {
        assertTrue(all.contains(region.tag()));
        found.add(region.tag());
      }
      Collections.shuffle(all, new Random(round));
    }
    assertTrue(found.size() > 5, found.toString());
  }

  /** A tag's own box does not depend on its place in the list, but for what it shares. */
  @Test
  void theOrderOfTagsChangesNoIdentity() throws Exception {
    List<Tag> tags = tags(DOTS);
    List<Tag> reversed = new ArrayList<>(tags);
    Collections.reverse(reversed);
    for (String name : List.of("sliver.png")) {
      List<Region> one = locator.locate(image(name), tags, BY_SPAN).regions();
      List<Region> other = locator.locate(image(name), reversed, BY_SPAN).regions();
      assertFalse(one.isEmpty());
      for (Region region : one) {
        boolean again =
            other.stream()
                .anyMatch(
                    each ->
                        each.tag().equals(region.tag())
                            && each.box().overlap(region.box()) > 0.99f);
        assertTrue(again, name + ": " + region);
      }
    }
  }

  @Test
  void phrasesGiveTheirWords() throws Exception {
    String phrase = "A  bee.Cheese? red tree";
    LocatedImage found =
        locator.locatePhrase(image("upscale.png"), phrase, BY_SPAN.withBoxThreshold(0.1f));
    assertFalse(found.regions().isEmpty());
    for (Region region : found.regions()) {
      assertFalse(region.ranges().isEmpty());
      String words =
          String.join(" ", region.ranges().stream().map(range -> range.of(phrase)).toList());
      assertEquals(words, region.tag().english());
    }
  }

  @Test
  void nothingToFindIsAnEmptyResult() throws Exception {
    LocatedImage none = locator.locate(image("landscape.png"), List.of(), BY_SPAN);
    assertEquals(new LocatedImage(640, 480, 1, List.of(), List.of()), none);
    LocatedImage unlikely =
        locator.locate(image("sliver.png"), tags(DOTS), BY_SPAN.withBoxThreshold(1));
    assertEquals(List.of(), unlikely.regions());
    assertEquals(List.of(), locator.locatePhrase(image("sliver.png"), " .? ", BY_SPAN).regions());
    assertEquals(
        List.of(), locator.locate(image("sliver.png"), tags(DOTS), BY_SPAN.withLimit(0)).regions());
  }

  @Test
  void tagsThatCannotBeReadAreReported() throws Exception {
    List<Tag> tags = tags(List.of("bee", "...?", "very ".repeat(300), "[SEP]", "BEE ", "b.e.e?"));
    LocatedImage found = locator.locate(image("sliver.png"), tags, BY_SPAN.withBoxThreshold(0));
    assertEquals(List.of(101, 102), found.skipped().stream().map(Tag::id).toList());
    for (Region region : found.regions()) {
      assertTrue(Set.of(100, 103, 105).contains(region.tag().id()), region.toString());
    }
    IllegalArgumentException tooLong =
        assertThrows(
            IllegalArgumentException.class,
            () -> locator.locatePhrase(image("sliver.png"), "very ".repeat(300), BY_SPAN));
    assertEquals(
        "phrase: expected at most 254 tokens with its marks, found 301", tooLong.getMessage());
  }

  /** The boxes of such a word would be those of any other unknown word. */
  @Test
  void wordsThatTheVocabularyCannotSpellAreNotLookedFor() throws Exception {
    String emoji = "\uD83D\uDE00";
    LocateOptions all = BY_SPAN.withBoxThreshold(0);
    List<Tag> tags = tags(List.of(emoji, "bee", "x".repeat(500), "bee " + emoji));
    LocatedImage found = locator.locate(image("sliver.png"), tags, all);
    assertEquals(List.of(100, 102), found.skipped().stream().map(Tag::id).toList());
    assertFalse(found.regions().isEmpty());
    assertEquals(
        List.of(), locator.locatePhrase(image("sliver.png"), emoji + ". " + emoji, all).regions());
    LocatedImage phrase = locator.locatePhrase(image("sliver.png"), "bee " + emoji, all);
    assertFalse(phrase.regions().isEmpty());
    for (Region region : phrase.regions()) {
      assertEquals("bee", region.tag().english());
    }
  }

  @Test
  void veryFlatImages() throws Exception {
    for (int[] size : new int[][] {{1, 4000}, {4000, 1}, {1, 1}, {5, 20_000}}) {
      BufferedImage flat = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_RGB);
      LocatedImage found = locator.locate(flat, tags(DOTS));
      assertEquals(size[0], found.width());
      assertEquals(size[1], found.height());
    }
  }

  @Test
  void bundlesForOtherTasksAreRefused() {
    String message =
        assertThrows(ModelException.class, () -> RamModels.open(bundle).close()).getMessage();
    assertTrue(message.contains("expected tagging, found locating of family"), message);
  }

  @Test
  void aClosedLocatorSaysSo() throws Exception {
    Locator closed = RegionModels.openLocator(bundle);
    closed.close();
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.locate(image("sliver.png"), List.of()));
  }
}
