package io.github.ram4j.examples;

import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.ConvertReport;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Converts a checkpoint and recognizes an image: {@code ConvertAndRecognize PTH TSV BUNDLE IMAGE}.
 */
public final class ConvertAndRecognize {
  private ConvertAndRecognize() {}

  /**
   * Converts a checkpoint with tags of its own.
   *
   * @param arguments the checkpoint, its list of tags, the bundle to make, an image
   * @throws IOException if a file cannot be read or the bundle cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Path checkpoint = Path.of(arguments[0]);
    Path tags = Path.of(arguments[1]);
    Path bundle = Path.of(arguments[2]);
    // tag::convert[]
    ConvertOptions options =
        ConvertOptions.defaults()
            .withVocabulary(TagVocabulary.read(tags)) // not for the published checkpoints
            .withPrecision(Precision.FP16);
    ConvertReport report = Converter.convert(checkpoint, bundle, options);
    report.assumed().forEach(System.out::println);
    // end::convert[]
    try (Recognizer recognizer = RamModels.open(bundle)) {
      System.out.println(recognizer.recognize(Path.of(arguments[3])).english());
    }
  }
}
