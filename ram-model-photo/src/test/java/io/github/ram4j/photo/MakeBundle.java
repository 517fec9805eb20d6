package io.github.ram4j.photo;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The step of the build that converts the checkpoint to the bundle that this module's jar packs,
 * its weights stored as float16 and computed with as float32.
 */
public final class MakeBundle {
  private static final String NAME = "efficientnet-lite2";

  private MakeBundle() {}

  /**
   * Converts.
   *
   * @param arguments the folder of the checkpoint and its lists, and the folder to make
   */
  public static void main(String[] arguments) throws IOException {
    Path checkpoints = Path.of(arguments[0]);
    Converter.convert(
        checkpoint(checkpoints),
        Path.of(arguments[1]),
        options(checkpoints).withPrecision(Precision.FP16));
  }

  static Path checkpoint(Path checkpoints) {
    return checkpoints.resolve(NAME + ".pth");
  }

  /** The tags, and the classes that name them. */
  static ConvertOptions options(Path checkpoints) throws IOException {
    return ConvertOptions.defaults()
        .withVocabulary(TagVocabulary.read(checkpoints.resolve(NAME + ".tsv")))
        .withClassTags(checkpoints.resolve(NAME + "-classes.tsv"))
        .withReplace(true);
  }
}
