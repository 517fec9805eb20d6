package io.github.ram4j.examples;

import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagScore;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.nio.file.Path;

/** Prints the tags of images: {@code FirstTags IMAGE…}. */
public final class FirstTags {
  private FirstTags() {}

  /**
   * Recognizes images with the small model that ships, which knows clip art.
   *
   * @param images files
   * @throws IOException if one cannot be read
   */
  public static void main(String[] images) throws IOException {
    // tag::first[]
    try (Recognizer recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults())) {
      for (String image : images) {
        Recognition recognition = recognizer.recognize(Path.of(image));
        for (TagScore found : recognition.tags()) {
          System.out.printf("%s: %s %.2f%n", image, found.tag().english(), found.score());
        }
      }
    }
    // end::first[]
  }
}
