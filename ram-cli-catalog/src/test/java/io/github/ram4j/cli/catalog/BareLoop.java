package io.github.ram4j.cli.catalog;

import io.github.ram4j.ImageException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A loop that decodes and recognizes all files of a folder, one after the other, and no more. */
final class BareLoop {
  private BareLoop() {}

  /** Prints the number of images a second, loading the model not counted. */
  public static void main(String[] arguments) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(arguments[0]))) {
      files =
          all.filter(Files::isRegularFile)
              .filter(file -> !file.toString().matches(".*/[.]ram4j/.*|.*[.]txt"))
              .sorted()
              .toList();
    }
    try (Recognizer recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults())) {
      recognizer.warmUp();
      long tags = 0;
      long start = System.nanoTime();
      for (Path file : files) {
        try {
          tags += recognizer.recognize(file).tags().size();
        } catch (ImageException e) {
          // One that is broken on purpose.
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "bare loop: %d files, %d tags, %.1f a second%n",
          files.size(),
          tags,
          files.size() / seconds);
    }
  }
}
