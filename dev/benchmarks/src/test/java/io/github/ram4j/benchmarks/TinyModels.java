package io.github.ram4j.benchmarks;

import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Models that convert and run in well under a second. */
public final class TinyModels {
  private static final int TAGS = 6;
  private static final int HEADS = 4;

  private TinyModels() {}

  static TagVocabulary tags() {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < TAGS; i++) {
      tags.add(new Tag(i, "tag " + i, List.of(), true));
    }
    float[] thresholds = new float[TAGS];
    Arrays.fill(thresholds, 0.5f);
    return TagVocabulary.of(tags, thresholds);
  }

  static Path checkpoint(Path folder, int imageSizePx) throws IOException {
    return FormulaCheckpoint.write(
        folder.resolve("ram.safetensors"),
        ModelSizes.tiny("ram", imageSizePx, imageSizePx / 32, TAGS),
        11);
  }

  static Path bundle(Path folder, int imageSizePx) throws IOException {
    Path bundle = folder.resolve("bundle");
    Converter.convert(
        checkpoint(folder, imageSizePx),
        bundle,
        ConvertOptions.defaults().withImageSize(imageSizePx).withVocabulary(tags()));
    return bundle;
  }

  /** A Tag2Text that writes captions of a few words. */
  public static Path captionBundle(Path folder) throws IOException {
    ModelSizes sizes =
        ModelSizes.tiny("tag2text", 64, 2, TAGS)
            .withText(new ModelSizes.Text(3, HEADS, 228, 64, 3, 8));
    Path words =
        Path.of(
            System.getProperty("ram.repository"),
            "ram-text/src/test/resources/io/github/ram4j/text/vocab.txt");
    Path bundle = folder.resolve("captions");
    Converter.convert(
        FormulaCheckpoint.write(folder.resolve("t2t.safetensors"), sizes, 5),
        bundle,
        ConvertOptions.defaults()
            .withImageSize(64)
            .withHeadHeads(HEADS)
            .withTextHeads(HEADS)
            .withVocabulary(tags())
            .withWords(words));
    return bundle;
  }
}
