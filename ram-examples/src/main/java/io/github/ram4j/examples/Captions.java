package io.github.ram4j.examples;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.Captioner;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognition;
import io.github.ram4j.Steering;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.nio.file.Path;

/** Prints captions of an image: {@code Captions IMAGE TAGS}. */
public final class Captions {
  private Captions() {}

  /**
   * Captions an image with the small model that ships, which knows clip art.
   *
   * @param arguments a file, and tags that a second caption is steered by
   * @throws IOException if the image cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    try (Captioner captioner =
        RamModels.openCaptioner(ClipartModels.tag2text(), ModelOptions.defaults())) {
      print(captioner, Path.of(arguments[0]), arguments[1]);
    }
  }

  private static void print(Captioner captioner, Path file, String tags) throws IOException {
    // tag::steered[]
    EncodedImage image = captioner.encode(ImageSource.of(file)); // the image encoder runs once
    Recognition recognition = captioner.recognize(image);
    System.out.println("tags: " + recognition.english());

    CaptionOptions beams = CaptionOptions.beamSearch();
    Caption free = captioner.caption(image, Steering.of(recognition), beams).get(0);
    System.out.println(free.text());
    free.usedTags().forEach(tag -> System.out.println("  " + tag.name() + " " + tag.ranges()));

    Caption steered = captioner.caption(image, Steering.of(tags), beams).get(0);
    System.out.println(steered.text());
    // end::steered[]
  }
}
