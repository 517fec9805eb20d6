package io.github.ram4j.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The pictures that a program is given. */
final class PictureArguments {
  @Parameters(
      paramLabel = "PICTURE",
      arity = "0..*",
      description = "PNG, JPEG, WebP, BMP, GIF or TIFF.")
  private List<Path> pictures = new ArrayList<>();

  @Option(
      names = "--image",
      paramLabel = "PICTURE",
      description = "A picture, as the authors' script takes it.")
  private List<Path> more = new ArrayList<>();

  /** All of them, at least one. */
  List<Path> require(CommandLine line) {
    List<Path> all = new ArrayList<>(pictures);
    all.addAll(more);
    if (all.isEmpty()) {
      throw new ParameterException(line, "expected at least one PICTURE, found none");
    }
    return all;
  }
}
