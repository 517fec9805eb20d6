package io.github.ram4j.clipart;

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
  private MakeBundle() {}

  /**
   * Converts.
   *
   * @param arguments the checkpoint, its tag list, the folder to make
   */
  public static void main(String[] arguments) throws IOException {
    Converter.convert(
        Path.of(arguments[0]),
        Path.of(arguments[2]),
        ConvertOptions.defaults()
            .withVocabulary(TagVocabulary.read(Path.of(arguments[1])))
            .withPrecision(Precision.FP16)
            .withReplace(true));
  }
}
