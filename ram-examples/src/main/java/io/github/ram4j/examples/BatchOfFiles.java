package io.github.ram4j.examples;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Prints the tags of all files of a folder, whether they are images or not: {@code BatchOfFiles
 * FOLDER}.
 */
public final class BatchOfFiles {
  private BatchOfFiles() {}

  /**
   * Recognizes the files of a folder and of the folders in it.
   *
   * @param arguments the folder
   * @throws IOException if the folder cannot be read
   */
  public static void main(String[] arguments) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(Path.of(arguments[0]))) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    try (Recognizer recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults())) {
      // tag::each[]
      List<ImageSource> images = files.stream().map(ImageSource::of).toList();
      try (Outcomes<ImageSource, Recognition> outcomes = recognizer.recognizeEach(images)) {
        for (Outcome<ImageSource, Recognition> outcome : outcomes) {
          Optional<Exception> failure = outcome.failure(); // of this image alone
          System.out.println(
              failure.isPresent()
                  ? failure.get().getMessage()
                  : outcome.input().name() + ": " + outcome.get().english());
        }
      }
      // end::each[]
    }
  }
}
