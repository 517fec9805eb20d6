package io.github.ram4j.evaluate.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ExportedOutput;
import io.github.ram4j.ImageException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.Evaluation;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models on three images, one of which is none. */
class ComparisonTest {
  private static final TagVocabulary CAT_DOG = vocabulary(0, "cat", "dog");
  private static final TagVocabulary DOG_SUN = vocabulary(0, "dog", "sun");

  @TempDir Path folder;

  private LabelledImages images;

  private static TagVocabulary vocabulary(int firstId, String... names) {
    List<Tag> tags = new ArrayList<>();
    for (String name : names) {
      tags.add(new Tag(firstId + tags.size(), name, List.of(), true));
    }
    float[] thresholds = new float[names.length];
    Arrays.fill(thresholds, 0.5f);
    return TagVocabulary.of(tags, thresholds);
  }

  @BeforeEach
  void writeImages() throws IOException {
    Files.writeString(folder.resolve("a.txt"), "3 -3");
    Files.writeString(folder.resolve("bad.txt"), "no numbers");
    Files.writeString(folder.resolve("b.txt"), "-3 3");
    images = LabelledImages.read(truth("cat", "dog"));
  }

  private Path truth(String first, String second) throws IOException {
    return Files.writeString(
        folder.resolve("truth.csv"),
        "a.txt,%s\nbad.txt,%s\nb.txt,%s\n".formatted(first, first, second));
  }

  private ModelScores scores(String name, TagVocabulary vocabulary, List<String> heard)
      throws IOException {
    ScoringListener listener =
        new ScoringListener() {
          @Override
          public void scored(int done, int of) {
            heard.add("%d of %d".formatted(done, of));
          }

          @Override
          public void unreadable(Path image, Exception cause) {
            heard.add(image.getFileName() + ": " + cause.getClass().getSimpleName());
          }
        };
    ScoringOptions options =
        ScoringOptions.defaults().withSkipUnreadable(true).withListener(listener);
    return ModelScores.recognize(name, new WrittenScores(vocabulary), images, options);
  }

  @Test
  void anImageThatCannotBeReadIsAnErrorOrLeftOutForAllModels() throws IOException {
    assertThrows(
        ImageException.class,
        () ->
            ModelScores.recognize(
                "m", new WrittenScores(CAT_DOG), images, ScoringOptions.defaults()));
    List<String> heard = new ArrayList<>();
    ModelScores scores = scores("m", CAT_DOG, heard);
    assertTrue(heard.contains("bad.txt: ImageException"), heard.toString());
    assertEquals("3 of 3", heard.get(heard.size() - 1));
    assertFalse(scores.hasScores(1));
    Comparison compared = Comparison.of(List.of(scores), images);
    assertEquals(List.of("a.txt", "b.txt"), compared.images().names());
    assertEquals(1, compared.skipped());
    Evaluation figures = compared.rows().get(0).model().evaluation();
    assertEquals(1, figures.meanAveragePrecision(), 1e-6);
    assertEquals(1, figures.tags().get(0).truePositives());
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class,
            () -> Comparison.of(List.of(scores.only(List.of(1))), images.only(List.of(1))));
    assertEquals(
        "images: expected at least one of 1 that can be read, found none", none.getMessage());
  }

  @Test
  void modelsOfDifferentTagsAreComparedOnThoseThatTheyShare() throws IOException {
    List<ModelScores> both =
        List.of(
            scores("one", CAT_DOG, new ArrayList<>()), scores("two", DOG_SUN, new ArrayList<>()));
    Comparison compared = Comparison.of(both, images);
    assertEquals(
        List.of("one true 1", "two true 1", "one false 2", "two false 2"),
        compared.rows().stream()
            .map(
                row ->
                    "%s %s %d"
                        .formatted(
                            row.model().name(),
                            row.isShared(),
                            row.model().evaluation().tags().size()))
            .toList());
    Comparison counted = compared.withMisses();
    assertEquals(1, counted.rows().get(1).model().evaluation().tags().size(), "shared tags stay");
    assertEquals(3, counted.rows().get(3).model().evaluation().tags().size());
    Comparison dogs = Comparison.of(both, images, all -> all.subset(List.of("dog")));
    assertEquals(List.of(false, false), dogs.rows().stream().map(row -> row.isShared()).toList());
  }

  @Test
  void idsThatMeanOtherTagsInAnotherModelAreRefused() throws IOException {
    images = LabelledImages.read(truth("0", "1"));
    ModelScores one = scores("one", CAT_DOG, new ArrayList<>());
    ModelScores two = scores("two", DOG_SUN, new ArrayList<>());
    assertEquals(
        2, Comparison.of(List.of(one), images).rows().get(0).model().evaluation().images());
    String said =
        assertThrows(IllegalArgumentException.class, () -> Comparison.of(List.of(one, two), images))
            .getMessage();
    assertTrue(said.startsWith("truth: expected names, as the lists number their tags"), said);
  }

  @Test
  void scoresOfAFileAreThoseOfTheRecognizer() throws IOException {
    LabelledImages readable = images.only(List.of(0, 2));
    Path file = Files.writeString(folder.resolve("scores.csv"), "b.txt,-3,3\na.txt,3,-3\n");
    GivenScores given = GivenScores.read(file, CAT_DOG, ExportedOutput.DETECT, readable);
    assertTrue(given.assumedLogits());
    Comparison ofFile = Comparison.of(List.of(given.scores()), readable);
    Comparison recognized =
        Comparison.of(List.of(scores("scores.csv", CAT_DOG, new ArrayList<>())), images);
    assertEquals(csv(recognized), csv(ofFile));
    assertTrue(Double.isNaN(given.scores().perSecond()));
  }

  @Test
  void otherThresholdsGiveOtherFigures() throws IOException {
    ModelScores scores = scores("m", CAT_DOG, new ArrayList<>());
    ModelScores strict = scores.withThresholds(CAT_DOG.withThresholds(new float[] {0.99f, 0.99f}));
    Comparison compared = Comparison.of(List.of(strict), images);
    assertEquals(0, compared.rows().get(0).model().evaluation().tags().get(0).truePositives());
    assertThrows(IllegalArgumentException.class, () -> scores.withThresholds(DOG_SUN));
  }

  private static String csv(Comparison compared) throws IOException {
    StringWriter out = new StringWriter();
    EvaluationFiles.writeCsv(compared, out);
    return out.toString();
  }

  @Test
  void figuresAreWrittenAsJsonCsvAndAPage() throws IOException {
    Comparison compared = Comparison.of(List.of(scores("=m", CAT_DOG, new ArrayList<>())), images);
    assertEquals(EvaluationFiles.CSV_HEADER, csv(compared).lines().findFirst().orElseThrow());
    assertTrue(csv(compared).contains("\n'=m,own,cat,0.5,1,"), csv(compared));
    StringWriter json = new StringWriter();
    EvaluationFiles.writeJson(compared, json);
    assertTrue(
        json.toString().startsWith("{\n  \"pictures\" : 2,\n  \"skipped\" : 1,\n"),
        json.toString());
    assertTrue(json.toString().contains("\"tags_unknown\" : { }"), json.toString());
    StringWriter page = new StringWriter();
    EvaluationPage.of(compared, image -> Optional.empty()).write(page);
    assertTrue(page.toString().contains("<title>Evaluation</title>"));
    assertTrue(page.toString().contains("=m"));
  }
}
