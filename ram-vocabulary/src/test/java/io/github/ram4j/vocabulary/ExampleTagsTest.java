package io.github.ram4j.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageEmbedding.Kind;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.evaluate.CalibrationGoal;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTagsTest {
  private static final int WIDTH = 24;

  private final Random random = new Random(11);

  @TempDir Path folder;

  private static ImageEmbedding embedding(float... elements) {
    return ImageEmbedding.of(Kind.ALIGNED, "model", elements);
  }

  /** Embeddings around a direction, which have much in common with all others, as models' have. */
  private List<ImageEmbedding> around(int direction, int count, double noise) {
    List<ImageEmbedding> images = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] elements = new float[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        elements[j] = (float) (1 + noise * random.nextGaussian());
      }
      elements[direction] += 2;
      images.add(embedding(elements));
    }
    return images;
  }

  private Map<String, List<ImageEmbedding>> three(int count, double noise) {
    Map<String, List<ImageEmbedding>> examples = new LinkedHashMap<>();
    examples.put("castle", around(3, count, noise));
    examples.put("frog", around(7, count, noise));
    examples.put("pizza", around(11, count, noise));
    return examples;
  }

  private static double logit(OpenTag tag, ImageEmbedding image) {
    FloatBuffer row = tag.rows();
    FloatBuffer vector = image.vector();
    double sum = tag.bias();
    for (int i = 0; i < tag.width(); i++) {
      sum += (double) row.get(i) * vector.get(i);
    }
    return sum;
  }

  private static boolean predicted(OpenTag tag, ImageEmbedding image) {
    return 1 / (1 + Math.exp(-logit(tag, image))) > tag.threshold();
  }

  @Test
  void learnedTagsAreToldApart() {
    ExampleTags learned = ExampleTags.learn(three(10, 0.2), LearnOptions.defaults());
    assertEquals(1, learned.accuracy());
    List<OpenTag> tags = learned.vocabulary().tags();
    assertEquals(List.of("castle", "frog", "pizza"), tags.stream().map(OpenTag::name).toList());
    assertEquals("model", learned.vocabulary().imageEncoder().orElseThrow());
    int[] directions = {3, 7, 11};
    for (int tag = 0; tag < 3; tag++) {
      assertEquals(TagRecipe.EXAMPLES, tags.get(tag).recipe());
      for (int shown = 0; shown < 3; shown++) {
        for (ImageEmbedding image : around(directions[shown], 50, 0.2)) {
          assertEquals(tag == shown, predicted(tags.get(tag), image));
        }
      }
    }
  }

  @Test
  void theLogitIsTheDistanceToTheMeanAtOneScale() {
    Map<String, List<ImageEmbedding>> examples = three(6, 0.5);
    List<OpenTag> tags = ExampleTags.learn(examples, LearnOptions.defaults()).vocabulary().tags();
    List<ImageEmbedding> images = new ArrayList<>(around(3, 5, 0.5));
    images.addAll(around(7, 5, 0.5));
    double slope = Double.NaN;
    for (int i = 1; i < images.size(); i++) {
      for (int tag = 0; tag < 3; tag++) {
        List<ImageEmbedding> own = examples.get(tags.get(tag).name());
        double distance =
            distance(images.get(i), own) - distance(images.get(0), examples.get("castle"));
        double difference = logit(tags.get(tag), images.get(i)) - logit(tags.get(0), images.get(0));
        slope = Double.isNaN(slope) ? difference / distance : slope;
        assertEquals(slope * distance, difference, 1e-4 * Math.abs(slope));
      }
    }
    assertTrue(slope < 0, "nearer is likelier");
  }

  /** The squared distance to the mean. */
  private static double distance(ImageEmbedding image, List<ImageEmbedding> examples) {
    double sum = 0;
    for (int i = 0; i < WIDTH; i++) {
      int element = i;
      double mean =
          examples.stream().mapToDouble(e -> e.vector().get(element)).average().orElseThrow();
      double difference = image.vector().get(i) - mean;
      sum += difference * difference;
    }
    return sum;
  }

  @Test
  void leaveOneOutIsThatOfTagsLearnedWithoutTheExample() {
    Map<String, List<ImageEmbedding>> examples = three(8, 1.6);
    ExampleTags learned = ExampleTags.learn(examples, LearnOptions.defaults());
    int mistakes = 0;
    for (LearnedTag tag : learned.tags()) {
      List<LearnedTag.Mistake> expected = new ArrayList<>();
      for (int left = 0; left < tag.examples(); left++) {
        Map<String, List<ImageEmbedding>> rest = new LinkedHashMap<>();
        examples.forEach((name, images) -> rest.put(name, new ArrayList<>(images)));
        ImageEmbedding out = rest.get(tag.name()).remove(left);
        String nearest =
            rest.entrySet().stream()
                .min(
                    (a, b) ->
                        Double.compare(distance(out, a.getValue()), distance(out, b.getValue())))
                .orElseThrow()
                .getKey();
        if (!nearest.equals(tag.name())) {
          expected.add(new LearnedTag.Mistake(left, nearest));
        }
      }
      assertEquals(expected, tag.mistakes());
      assertEquals(8, tag.calibration().positives());
      mistakes += expected.size();
    }
    assertTrue(mistakes > 0, "the noise is too low for this test");
    assertEquals(1 - mistakes / 24.0, learned.accuracy(), 1e-12);
  }

  @Test
  void anExampleInTheWrongFolderIsNamed() {
    Map<String, List<ImageEmbedding>> examples = three(9, 0.2);
    List<ImageEmbedding> frogs = new ArrayList<>(examples.get("frog"));
    frogs.add(4, around(11, 1, 0.2).get(0));
    examples.put("frog", frogs);
    ExampleTags learned = ExampleTags.learn(examples, LearnOptions.defaults());
    assertEquals(List.of(new LearnedTag.Mistake(4, "pizza")), learned.tags().get(1).mistakes());
    assertEquals(27.0 / 28, learned.accuracy(), 1e-12);
  }

  @Test
  void otherImagesRaiseThresholds() {
    Map<String, List<ImageEmbedding>> examples = three(12, 0.2);
    List<ImageEmbedding> others = new ArrayList<>();
    List<ImageEmbedding> unseen = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      // A little of a castle and as much of no tag.
      float[] elements = new float[WIDTH];
      for (int j = 0; j < WIDTH; j++) {
        elements[j] = (float) (1 + 0.2 * random.nextGaussian());
      }
      elements[3] += 0.7f;
      elements[20] += 0.7f;
      (i % 2 == 0 ? others : unseen).add(embedding(elements));
    }
    OpenTag without =
        ExampleTags.learn(examples, LearnOptions.defaults()).vocabulary().tags().get(0);
    OpenTag with =
        ExampleTags.learn(examples, LearnOptions.defaults().withOthers(others))
            .vocabulary()
            .tags()
            .get(0);
    long falsely = unseen.stream().filter(image -> predicted(without, image)).count();
    long still = unseen.stream().filter(image -> predicted(with, image)).count();
    assertTrue(still < falsely / 2, falsely + " and " + still);
    List<ImageEmbedding> castles = around(3, 50, 0.2);
    long kept = castles.stream().filter(image -> predicted(with, image)).count();
    assertTrue(kept > 40, kept + " " + with + " " + falsely + " " + still);
  }

  @Test
  void fewExamplesShareAThreshold() {
    ExampleTags learned = ExampleTags.learn(three(3, 0.3), LearnOptions.defaults());
    assertEquals(
        1, learned.vocabulary().tags().stream().map(OpenTag::threshold).distinct().count());
    CalibrationGoal own = CalibrationGoal.ofPrecision(0.9).withMinPositives(3);
    assertTrue(
        ExampleTags.learn(three(3, 0.3), LearnOptions.defaults().withGoal(own)).tags().stream()
            .allMatch(tag -> tag.calibration().spread().isPresent()));
  }

  @Test
  void learnedTagsAreWrittenAndRead() throws IOException {
    OpenVocabulary learned = ExampleTags.learn(three(5, 0.3), LearnOptions.defaults()).vocabulary();
    Path file = folder.resolve("learned.ramvocab");
    learned.write(file);
    OpenVocabulary read = OpenVocabulary.read(file);
    ImageEmbedding image = around(7, 1, 0.3).get(0);
    for (int tag = 0; tag < 3; tag++) {
      assertEquals(logit(learned.tags().get(tag), image), logit(read.tags().get(tag), image));
      assertEquals(learned.tags().get(tag).threshold(), read.tags().get(tag).threshold());
    }
    assertEquals(learned.imageEncoder(), read.imageEncoder());
  }

  @Test
  void oneTagIsToldFromImagesOfNone() {
    ExampleTags learned =
        ExampleTags.learn(
            Map.of("frog", around(7, 10, 0.2)),
            LearnOptions.defaults().withOthers(around(3, 20, 0.2)));
    OpenTag frog = learned.vocabulary().tags().get(0);
    assertTrue(around(7, 20, 0.2).stream().allMatch(image -> predicted(frog, image)));
    assertTrue(around(11, 20, 0.2).stream().noneMatch(image -> predicted(frog, image)));
    assertEquals(List.of(), learned.tags().get(0).mistakes());
  }

  private static String refused(Map<String, List<ImageEmbedding>> examples, LearnOptions options) {
    return assertThrows(IllegalArgumentException.class, () -> ExampleTags.learn(examples, options))
        .getMessage();
  }

  @Test
  void whatCannotBeLearnedIsRefused() {
    assertEquals(
        "examples: expected those of at least 2 tags, or of one and images of none, found 1",
        refused(Map.of("frog", around(3, 5, 0.1)), LearnOptions.defaults()));
    Map<String, List<ImageEmbedding>> few = three(5, 0.1);
    few.put("pizza", around(11, 2, 0.1));
    assertEquals(
        "examples of \"pizza\": expected at least 3 images, better 5 to 50, found 2",
        refused(few, LearnOptions.defaults()));
    Map<String, List<ImageEmbedding>> alike = three(5, 0.1);
    alike.put("FROG", around(12, 5, 0.1));
    assertEquals(
        "open vocabulary: expected each new name once, found \"frog\" and \"FROG\"",
        refused(alike, LearnOptions.defaults()));
    ImageEmbedding other = ImageEmbedding.of(Kind.POOLED, "another", new float[] {1, 2});
    assertEquals(
        "examples of no tag: expected embeddings of model model, ALIGNED, width 24, as the first,"
            + " found one of another, POOLED, width 2",
        refused(three(5, 0.1), LearnOptions.defaults().withOthers(List.of(other))));
  }

  @Test
  void tagsThatEmbeddingsDoNotTellApartAreRefused() {
    // Two tags of the same three images: each is nearer to the other tag than to its own rest.
    List<ImageEmbedding> same = around(3, 3, 0.5);
    String message = refused(Map.of("a", same, "b", same), LearnOptions.defaults());
    assertTrue(
        message.startsWith("examples: expected images of a tag nearer to each other"), message);
  }
}
