package io.github.ram4j.clipart;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The step of the build that converts a checkpoint to a bundle that this module's jar packs, its
 * weights stored as float16 and computed with as float32.
 */
public final class MakeBundle {
  /** Attention heads of tags and of words, which no checkpoint says. */
  private static final int HEADS = 4;

  private MakeBundle() {}

  /**
   * Converts.
   *
   * @param arguments the checkpoint, its tag list, the folder to make; for a model that writes
   *     captions, its list of words
   */
  public static void main(String[] arguments) throws IOException {
    ConvertOptions options =
        ConvertOptions.defaults()
            .withVocabulary(TagVocabulary.read(Path.of(arguments[1])))
            .withHeadHeads(HEADS)
            .withPrecision(Precision.FP16)
            .withReplace(true);
    // The RAM's label embeddings were learned with its encoder, from no text.
    Converter.convert(
        Path.of(arguments[0]),
        Path.of(arguments[2]),
        arguments.length == 3
            ? options.withTextEncoder(TaggingGraphs.NO_TEXT_ENCODER)
            : options.withTextHeads(HEADS).withWords(Path.of(arguments[3])));
  }
}
