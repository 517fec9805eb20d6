package io.github.ram4j.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.ram4j.ModelFamily;
import io.github.ram4j.Recognition;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a pass, sent as bytes and added up in any order, count what one pass counts. */
class PassCountsTest {
  private static final TagVocabulary TAGS =
      TagVocabulary.of(
          List.of(new Tag(0, "cat", List.of(), true), new Tag(1, "dog", List.of(), true)),
          new float[] {0.5f, 0.5f});
  private static final int IMAGES = 90;

  @TempDir Path folder;
  private final GenerateRule rule = new GenerateRule(TAGS, GenerateOptions.defaults());

  /** Half of the images have the same scores, so that their order decides which are named. */
  private PassCounts counts(int from, int to) {
    PassCounts counts = rule.counts();
    for (int i = from; i < to; i++) {
      Random random = new Random(i);
      float logit = i % 2 == 0 ? 3 : (float) (random.nextGaussian() * 5);
      Recognition recognition =
          i % 7 == 0 ? null : Recognition.ofLogits(TAGS, new float[] {logit, 100 - i});
      rule.apply(
          i,
          Example.of("p" + i, i % 3 == 0 ? List.of("dog", "x") : List.of()),
          recognition,
          counts);
    }
    return counts;
  }

  private String written(PassCounts counts) throws IOException {
    Path text = folder.resolve("text");
    Path json = folder.resolve("json");
    ReportFiles.write(rule.report(counts, ModelFamily.RAM), text, json);
    return Files.readString(text) + Files.readString(json);
  }

  private static PassCounts sent(PassCounts counts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(counts);
      out.flush();
      return (PassCounts)
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void partsInAnyOrderAddUpToTheWhole() throws IOException {
    String whole = written(counts(0, IMAGES));
    List<PassCounts> parts = new ArrayList<>();
    for (int from = 0; from < IMAGES; from += 10) {
      parts.add(counts(from, from + 10));
    }
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(parts, new Random(seed));
      PassCounts sum = rule.counts();
      parts.forEach(part -> sum.addAll(sent(part)));
      assertEquals(whole, written(sum));
    }
  }

  @Test
  void countsOfAnotherModelAreRefused() {
    PassCounts counts = rule.counts();
    PassCounts other = new PassCounts(3, false);
    assertThrows(IllegalArgumentException.class, () -> counts.addAll(other));
  }
}
