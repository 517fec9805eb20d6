package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertedBundleTest {
  private static final TagVocabulary TAGS = TagVocabulary.ram().subset(List.of("cat", "dog"));
  private static final ConvertOptions OPTIONS =
      ConvertOptions.defaults().withImageSize(64).withVocabulary(TAGS);

  @TempDir Path folder;

  @Test
  void aBundleIsCurrentUntilItsCheckpointIsNewer() throws Exception {
    Path checkpoint = folder.resolve("my.model.pth");
    FormulaCheckpoint.write(checkpoint, ModelSizes.tiny("ram", 64, 4, TAGS.size()), 1);
    ConvertedBundle bundle = ConvertedBundle.beside(checkpoint);
    assertEquals(folder.resolve("my.model.bundle"), bundle.folder());
    assertFalse(bundle.isCurrent());
    assertEquals(bundle.folder(), bundle.convert(OPTIONS));
    assertTrue(bundle.isCurrent());
    assertFalse(bundle.isCurrentWithCaptions());
    assertEquals(TAGS.tags(), Bundle.read(bundle.folder()).vocabulary().tags());
    FileTime converted = Files.getLastModifiedTime(bundle.folder());
    Files.setLastModifiedTime(checkpoint, FileTime.fromMillis(converted.toMillis() + 10_000));
    assertFalse(bundle.isCurrent());
    bundle.convert(OPTIONS);
    assertEquals(TAGS.tags(), Bundle.read(bundle.folder()).vocabulary().tags());
  }

  @Test
  void otherTagsOrThresholdsThanItWasConvertedWithAreNamed() throws Exception {
    Path checkpoint = folder.resolve("model.pth");
    FormulaCheckpoint.write(checkpoint, ModelSizes.tiny("ram", 64, 4, TAGS.size()), 1);
    ConvertedBundle bundle = ConvertedBundle.beside(checkpoint);
    bundle.convert(OPTIONS);
    bundle.requireTags(TAGS);
    bundle.requireThresholds(TAGS);
    TagVocabulary others = TagVocabulary.ram().subset(List.of("cat", "tree"));
    String tags =
        assertThrows(IllegalArgumentException.class, () -> bundle.requireTags(others)).getMessage();
    assertTrue(
        tags.startsWith("expected the list that " + bundle.folder() + " was converted with"), tags);
    assertTrue(tags.contains("\"tree\""), tags);
    TagVocabulary strict = TAGS.withThresholds(new float[] {TAGS.threshold(0), 0.25f});
    bundle.requireTags(strict);
    String thresholds =
        assertThrows(IllegalArgumentException.class, () -> bundle.requireThresholds(strict))
            .getMessage();
    assertTrue(thresholds.contains("of \"dog\", found 0.25"), thresholds);
  }
}
