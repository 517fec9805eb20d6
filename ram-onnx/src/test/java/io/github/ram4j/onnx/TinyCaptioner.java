package io.github.ram4j.onnx;

import io.github.ram4j.Captioner;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Tag2Text of a few words, converted in a second; its sentences mean nothing. */
final class TinyCaptioner {
  static final Path WORDS =
      Path.of("../ram-text/src/test/resources/io/github/ram4j/text/vocab.txt");
  static final int POSITIONS = 64;
  private static final int HEADS = 4;
  private static final int WORD_COUNT = 226;
  private static final int SEP = 3;

  static final TagVocabulary TAGS = tags("dog", "cat", "bear cub", "cloud", "sky", "red car");

  private TinyCaptioner() {}

  private static TagVocabulary tags(String... names) {
    List<Tag> tags = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      // The last one is of the kind that disturbs sentences.
      tags.add(new Tag(i, names[i], List.of(), i < names.length - 1));
    }
    float[] thresholds = new float[names.length];
    Arrays.fill(thresholds, 0.02f);
    return TagVocabulary.of(tags, thresholds);
  }

  static ModelSizes sizes() {
    return ModelSizes.tiny("tag2text", 64, 2, TAGS.size())
        .withText(new ModelSizes.Text(3, HEADS, WORD_COUNT + 2, POSITIONS, SEP, 8));
  }

  static ConvertOptions options() {
    return ConvertOptions.defaults()
        .withImageSize(64)
        .withHeadHeads(HEADS)
        .withTextHeads(HEADS)
        .withVocabulary(TAGS)
        .withWords(WORDS);
  }

  /** A bundle in a folder. */
  static Path bundle(Path folder, long seed) throws IOException {
    return bundle(folder, seed, Precision.FP32);
  }

  static Path bundle(Path folder, long seed, Precision precision) throws IOException {
    Path checkpoint =
        FormulaCheckpoint.write(folder.resolve("t2t-" + seed + ".safetensors"), sizes(), seed);
    Path bundle = folder.resolve("t2t-%d-%s".formatted(seed, precision.id()));
    Converter.convert(checkpoint, bundle, options().withPrecision(precision));
    return bundle;
  }

  static Captioner open(Path bundle) throws IOException {
    return RamModels.openCaptioner(
        Bundle.read(bundle),
        ModelOptions.defaults().withRuntime(RuntimeOptions.defaults().withThreads(1)));
  }
}
