package io.github.ram4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AveragePrecisionTest {
  private static final TagVocabulary TAGS =
      TagVocabulary.ram()
          .subset(TagVocabulary.ram().tags().stream().limit(2).map(tag -> tag.english()).toList());
  private static final String FIRST = TAGS.tag(0).english();
  private static final String SECOND = TAGS.tag(1).english();

  @TempDir Path folder;

  private static Recognition logits(float first, float second) {
    return Recognition.ofLogits(TAGS, new float[] {first, second});
  }

  @Test
  void precisionIsAveragedOverThePicturesThatShowATag() {
    List<Recognition> found = List.of(logits(3, 0), logits(2, 1), logits(1, 2), logits(0, 3));
    // The first tag is at places 1 and 3: (1/1 + 2/3) / 2. The second at place 2 of its order: 1/2.
    List<List<String>> truth =
        List.of(List.of(FIRST), List.of(), List.of(FIRST, SECOND), List.of());
    assertEquals((5 / 6.0 + 1 / 2.0) / 2, AveragePrecision.mean(found, truth), 1e-7);
  }

  @Test
  void aTagThatNoPictureShowsCountsNothing() {
    List<Recognition> found = List.of(logits(3, 0), logits(2, 1));
    List<List<String>> truth = List.of(List.of(FIRST), List.of());
    assertEquals(1 / 2.0, AveragePrecision.mean(found, truth), 1e-7);
  }

  @Test
  void aTruthFileHasALineForEachPicture() throws IOException {
    Path file = Files.writeString(folder.resolve("t.txt"), "a/1.jpg,cat,cowboy hat\nb/2.jpg\n\n");
    assertEquals(
        Map.of("a/1.jpg", List.of("cat", "cowboy hat"), "b/2.jpg", List.of()),
        TruthFile.read(file));
  }
}
