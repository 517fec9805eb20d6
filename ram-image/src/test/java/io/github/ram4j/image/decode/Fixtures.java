package io.github.ram4j.image.decode;

import io.github.ram4j.image.pixels.BufferedImages;
import io.github.ram4j.image.pixels.RgbImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The small images of this package's test resources, and what Pillow makes of them. */
public final class Fixtures {
  private Fixtures() {}

  public static List<String> names() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".md") && !name.endsWith(".py"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Odd images, those that are refused too; {@link #bytes} and {@link #expected} know them.
   *
   * @param odd {@code odd} for TIFF and BMP, {@code odd-web} for PNG, JPEG, GIF and WebP
   */
  public static List<String> oddNames(String odd) {
    try (Stream<Path> files = Files.list(folder().resolve(odd))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> odd + "/" + file.getFileName())
          .filter(name -> !name.matches(".*\\.(md|py|tsv)"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Words of the message with which each odd image is refused that is not decoded. */
  public static Map<String, String> refusals(String odd) {
    try (Stream<String> lines = Files.lines(folder().resolve(odd).resolve("refused.tsv"))) {
      return lines
          .map(line -> line.split("\t", 2))
          .collect(Collectors.toMap(line -> odd + "/" + line[0], line -> line[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(folder().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What Pillow makes of an image, {@code upright} or as stored. */
  public static RgbImage expected(String name, boolean upright) {
    Path file = folder().resolve(name);
    String png = file.getFileName() + (upright ? ".upright.png" : ".png");
    return png(file.resolveSibling("expected").resolve(png));
  }

  /** A PNG by the JDK's own decoder. */
  public static RgbImage png(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return BufferedImages.toRgb(ImageIO.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Mean absolute difference of all samples; NaN where the sizes differ. */
  public static double meanDifference(RgbImage one, RgbImage other) {
    if (one.width() != other.width() || one.height() != other.height()) {
      return Double.NaN;
    }
    long sum = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      sum += Math.abs((one.rgb()[i] & 0xFF) - (other.rgb()[i] & 0xFF));
    }
    return (double) sum / one.rgb().length;
  }

  private static Path folder() {
    String here = "src/test/resources/io/github/ram4j/image/decode";
    Path path = Path.of(here);
    return Files.isDirectory(path) ? path : Path.of("ram-image").resolve(here);
  }
}
