package io.github.ram4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The images that {@code --calibrate} names. */
final class CalibrationFiles {
  private static final Set<String> ENDINGS =
      Set.of("png", "jpg", "jpeg", "webp", "bmp", "gif", "tif", "tiff");

  private CalibrationFiles() {}

  /**
   * Returns the files of a list separated by commas, or the images of a folder by their endings,
   * sorted by name.
   *
   * @param argument as given; null for none
   */
  static List<Path> of(String argument) throws IOException {
    if (argument == null) {
      return List.of();
    }
    Path folder = Path.of(argument);
    if (!Files.isDirectory(folder)) {
      return Arrays.stream(argument.split(",", -1)).map(Path::of).toList();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> images = files.filter(CalibrationFiles::isImage).sorted().toList();
      if (images.size() < 2) {
        throw new IllegalArgumentException(
            "--calibrate: expected at least 2 images in %s, found %d"
                .formatted(folder, images.size()));
      }
      return images;
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && ENDINGS.contains(ending);
  }
}
