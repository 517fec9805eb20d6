package io.github.ram4j.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Images on the command line. */
final class ImageArguments {
  @Parameters(
      paramLabel = "IMAGE",
      arity = "0..*",
      description = "Images: PNG, JPEG, WebP, BMP, GIF or TIFF.")
  private List<String> images = new ArrayList<>();

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "An image, as an option of the authors' script.")
  private List<String> more = new ArrayList<>();

  private int refused;

  /**
   * Returns all images, at least one. A name that no file can have in this locale is reported, and
   * left out.
   */
  List<Path> require(CommandLine line) {
    List<String> names = new ArrayList<>(images);
    names.addAll(more);
    if (names.isEmpty()) {
      throw new ParameterException(line, "expected at least one IMAGE, found none");
    }
    List<Path> all = new ArrayList<>();
    for (String name : names) {
      try {
        all.add(Path.of(name));
      } catch (InvalidPathException e) {
        refused++;
        line.getErr().println("ram: " + Errors.explain(e));
      }
    }
    return all;
  }

  /** The number of names left out. */
  int refused() {
    return refused;
  }
}
