package io.github.ram4j.catalog.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagFilterTest {
  private static final TagVocabulary RAM = TagVocabulary.ram();
  private static final TagVocabulary TAG2TEXT = TagVocabulary.tag2text();

  @TempDir Path folder;

  @Test
  void withoutConditionsAllTagsAreLeftThatCanBePredicted() {
    long never = RAM.tags().stream().filter(tag -> threshold(tag) == 1).count();
    assertEquals(10, never, "tags of RAM with threshold 1");
    assertEquals(RAM.size() - never, TagFilter.all().of(RAM).vocabulary().size());
    assertEquals(
        RAM.size(),
        TagFilter.all().withThresholds(ThresholdPolicy.uniform(0.5f)).of(RAM).vocabulary().size());
  }

  private static float threshold(Tag tag) {
    return RAM.threshold(RAM.indexOfId(tag.id()).orElseThrow());
  }

  @Test
  void namesInEitherLanguageAndTheirExceptions() {
    assertEquals(List.of("cat", "dog"), english(TagFilter.all().withNames(List.of("狗", "cat"))));
    assertEquals(
        List.of("dog"),
        english(TagFilter.all().withNames(List.of("dog", "cat")).withoutNames(List.of("猫"))));
    IllegalArgumentException unknown =
        assertThrows(
            IllegalArgumentException.class,
            () -> TagFilter.all().withNames(List.of("dogg")).of(RAM));
    assertTrue(
        unknown.getMessage().startsWith("tag \"dogg\": expected one of the vocabulary's 4585 tags"),
        unknown.getMessage());
    assertEquals(
        "filters: expected at least one tag of RAM's published list to be left, found none",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    TagFilter.all().withNames(List.of("dog")).withoutNames(List.of("dog")).of(RAM))
            .getMessage());
  }

  @Test
  void expressionsLookAtEachNameAlone() {
    List<String> bridges =
        english(
            TagFilter.all()
                .withMatching(Pattern.compile("bridge$"))
                .withoutMatching(Pattern.compile("^(arch|rope|swing)")));
    assertTrue(bridges.containsAll(List.of("bridge", "tower bridge", "bay bridge")));
    assertFalse(bridges.contains("rope bridge"));
    assertTrue(
        english(TagFilter.all().withMatching(Pattern.compile("^雪山$"))).contains("snow mountain"));
  }

  @Test
  void categoriesOfTag2TextAreItsAuthors() {
    List<String> categories = TagCategories.shipped().of(TAG2TEXT);
    assertEquals(3012, Collections.frequency(categories, TagCategories.OBJECT_OR_SCENE));
    assertEquals(240, Collections.frequency(categories, TagCategories.ACTION));
    assertEquals(177, Collections.frequency(categories, TagCategories.ATTRIBUTE));
    assertEquals("light", TAG2TEXT.tag(3262).english(), "one of two tags of the name");
    assertEquals(TagCategories.ATTRIBUTE, categories.get(3262));
    assertEquals(TagCategories.ACTION, categories.get(3028));
  }

  @Test
  void categoriesOfRamAreThoseOfTag2TextsNames() {
    List<String> categories = TagCategories.shipped().of(RAM);
    assertEquals(2352, Collections.frequency(categories, TagCategories.OBJECT_OR_SCENE));
    assertEquals(115, Collections.frequency(categories, TagCategories.ACTION));
    assertEquals(43, Collections.frequency(categories, TagCategories.ATTRIBUTE));
    assertEquals(2075, Collections.frequency(categories, TagCategories.UNKNOWN));
    assertEquals(
        TagCategories.UNKNOWN, categories.get(index("light")), "a thing, an action, a quality");
    assertEquals(TagCategories.OBJECT_OR_SCENE, categories.get(index("dog")));
    List<String> qualities =
        english(
            TagFilter.all()
                .withCategories(List.of(TagCategories.ATTRIBUTE), TagCategories.shipped()));
    assertTrue(qualities.contains("beige"), qualities.toString());
    assertEquals(
        "category: expected one of object-or-scene, action, attribute, unknown, found \"scene\"",
        assertThrows(
                IllegalArgumentException.class,
                () -> TagFilter.all().withCategories(List.of("scene"), TagCategories.shipped()))
            .getMessage());
  }

  @Test
  void categoriesOfOnesOwn() throws Exception {
    Path file = write("en\tcategory\ndog\tanimal\ncat\tanimal\nboat\tvehicle\n");
    assertEquals(
        List.of("cat", "dog"),
        english(TagFilter.all().withCategories(List.of("animal"), TagCategories.read(file))));
    Path wrong = write("name\tcategory\ndog\tanimal\n");
    assertEquals(
        "categories %s: expected a first line with the columns en, category, found name, category"
            .formatted(wrong),
        assertThrows(FileFormatException.class, () -> TagCategories.read(wrong)).getMessage());
    Path cells = write("en\tcategory\ndog\n");
    assertEquals(
        "categories %s, line 2: expected 2 cells, found 1".formatted(cells),
        assertThrows(FileFormatException.class, () -> TagCategories.read(cells)).getMessage());
  }

  @Test
  void synonymsShareANameAndTheBestScore() throws Exception {
    FilteredTags tags =
        TagFilter.all()
            .withNames(List.of("motorbike", "motorcycle", "dog"))
            .withSynonyms(TagSynonyms.shipped())
            .of(RAM);
    assertEquals(3, tags.vocabulary().size(), "both are computed");
    List<OutputTag> found =
        tags.outputs(scores(Map.of("motorbike", 0.97f, "motorcycle", 0.9f, "dog", 0.95f)));
    assertEquals(List.of("motorcycle", "dog"), found.stream().map(OutputTag::name).toList());
    assertEquals(0.97f, found.get(0).score().score(), 1e-5);

    Path own = write("name\tsynonym\nsofa\tcouch\n狗\tcat\n");
    List<OutputTag> renamed =
        TagFilter.all()
            .withSynonyms(TagSynonyms.read(own))
            .of(RAM)
            .outputs(scores(Map.of("couch", 0.99f, "cat", 0.98f, "dog", 0.97f)));
    assertEquals(List.of("sofa", "dog"), renamed.stream().map(OutputTag::name).toList());
    assertFalse(renamed.get(0).isOwnName());
  }

  @Test
  void shippedSynonymsAreTagsOfRam() throws Exception {
    Path file = Path.of("../tag-lists/ram-synonyms.tsv");
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.size() > 30, "" + lines.size());
    for (String line : lines.subList(1, lines.size())) {
      String[] names = line.split("\t", -1);
      for (String name : names) {
        assertEquals(name, RAM.require(name).get(0).english());
      }
      assertEquals(names[0], TagSynonyms.shipped().shown(names[1]));
    }
  }

  @Test
  void synonymsInACircleOrOfTwoNamesAreRefused() throws Exception {
    Path circle = write("name\tsynonym\ndog\tcat\nboat\tdog\n");
    assertEquals(
        "synonyms %s, line 2: expected a name that is shown, found \"dog\", a synonym of \"boat\""
            .formatted(circle),
        assertThrows(FileFormatException.class, () -> TagSynonyms.read(circle)).getMessage());
    Path two = write("name\tsynonym\ndog\tcat\nboat\tcat\n");
    assertEquals(
        "synonyms %s, line 3: expected one name for \"cat\", found \"dog\" and \"boat\""
            .formatted(two),
        assertThrows(FileFormatException.class, () -> TagSynonyms.read(two)).getMessage());
  }

  @Test
  void thresholdsOfOnesOwn() {
    FilteredTags tags =
        TagFilter.all()
            .withNames(List.of("dog", "cat"))
            .withThresholds(ThresholdPolicy.perTag(RAM, Map.of("dog", 0.99f, "cat", 0.2f)))
            .of(RAM);
    List<OutputTag> found = tags.outputs(scores(Map.of("dog", 0.98f, "cat", 0.3f)));
    assertEquals(List.of("cat"), found.stream().map(OutputTag::name).toList());
  }

  private static int index(String name) {
    return RAM.indexOfId(RAM.require(name).get(0).id()).orElseThrow();
  }

  /** A recognition of RAM's list in which the other tags have no score. */
  static Recognition scores(Map<String, Float> scores) {
    float[] logits = new float[RAM.size()];
    Arrays.fill(logits, -20);
    scores.forEach((name, score) -> logits[index(name)] = (float) Math.log(score / (1 - score)));
    return Recognition.ofLogits(RAM, logits);
  }

  private static List<String> english(TagFilter filter) {
    return filter.of(RAM).vocabulary().tags().stream().map(Tag::english).toList();
  }

  private Path write(String text) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "list", ".tsv"), text);
  }
}
