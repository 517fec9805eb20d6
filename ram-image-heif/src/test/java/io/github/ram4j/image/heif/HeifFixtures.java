package io.github.ram4j.image.heif;

import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The images of this package's test resources, and what Pillow makes of them. */
final class HeifFixtures {
  private static final Path FOLDER = Path.of("src/test/resources/io/github/ram4j/image/heif");

  private HeifFixtures() {}

  static List<String> names() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".heic") || name.endsWith(".avif"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RgbImage expected(String name) {
    try (InputStream in = Files.newInputStream(FOLDER.resolve("expected/" + name + ".png"))) {
      return BufferedImages.toRgb(ImageIO.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
