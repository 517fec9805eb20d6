package io.github.ram4j.benchmarks;

import io.github.ram4j.benchmarks.report.Median;
import io.github.ram4j.bundle.Normalization;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.BilinearResize;
import io.github.ram4j.image.resize.PixelNormalizer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Times JPEGs of 12, 2 and 0.3 megapixels from bytes to the float tensor, in full and scaled as by
 * {@code ModelOptions.withScaledDecoding}, and reports the difference of the scaled ones after the
 * resize, in steps of 255. Prints medians of the later half of the runs, in ms. The program makes
 * the JPEGs, and leaves them in a folder for measurements of others.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *   io.github.ram4j.benchmarks.TimeDecoding 384 2 40 target/images
 * </pre>
 */
public final class TimeDecoding {
  /** Scale limit of {@code RamModels}. */
  private static final int SCALED_SIDES = 3;

  private static final PixelNormalizer NORMALIZER = new PixelNormalizer(Normalization.IMAGENET);

  private TimeDecoding() {}

  /** Times of one run, in ms. */
  private record Times(double decode, double resize) {}

  /**
   * Measures and prints.
   *
   * @param arguments the model's side in pixels, threads, runs, and a folder for the images
   */
  public static void main(String[] arguments) throws IOException {
    int sizePx = Integer.parseInt(arguments[0]);
    int threads = Integer.parseInt(arguments[1]);
    int runs = Integer.parseInt(arguments[2]);
    Path folder = Files.createDirectories(Path.of(arguments[3]));
    System.out.println(
        "                                     ms:  decode  resize+normalize  in all");
    measure("photo", 640, 480, folder, sizePx, threads, runs);
    measure("photo", 1632, 1224, folder, sizePx, threads, runs);
    measure("photo", 4000, 3000, folder, sizePx, threads, runs);
    measure("drawing", 4000, 3000, folder, sizePx, threads, runs);
    measure("print", 4000, 3000, folder, sizePx, threads, runs);
  }

  private static void measure(
      String kind, int width, int height, Path folder, int sizePx, int threads, int runs)
      throws IOException {
    Path file = folder.resolve("%s-%d.jpg".formatted(kind, width));
    if (!Files.exists(file)) {
      Files.write(file, DecodingImages.jpeg(image(kind, width, height)));
    }
    byte[] encoded = Files.readAllBytes(file);
    DecodeOptions full = DecodeOptions.DEFAULTS;
    DecodeOptions scaled = full.withShortestSidePx(SCALED_SIDES * sizePx);
    String name =
        String.format(
            Locale.ROOT, "%s %d x %d, %.1f MB", kind, width, height, encoded.length / 1e6);
    print(name, time(encoded, full, sizePx, threads, runs), "");
    RgbImage whole = ImageDecoder.decode(encoded, full, name);
    RgbImage part = ImageDecoder.decode(encoded, scaled, name);
    if (part.width() == width) {
      return; // too small to be scaled
    }
    print(
        "  scaled to %d x %d".formatted(part.width(), part.height()),
        time(encoded, scaled, sizePx, threads, runs),
        String.format(
            Locale.ROOT,
            "  differs by %.3f",
            difference(BilinearResize.resize(whole, sizePx), BilinearResize.resize(part, sizePx))));
  }

  private static BufferedImage image(String kind, int width, int height) {
    return switch (kind) {
      case "photo" -> DecodingImages.photo(width, height);
      case "drawing" -> DecodingImages.drawing(width, height);
      default -> DecodingImages.print(width, height, 24);
    };
  }

  private static Times time(
      byte[] encoded, DecodeOptions options, int sizePx, int threads, int runs) {
    FloatBuffer tensor =
        ByteBuffer.allocateDirect(Float.BYTES * 3 * sizePx * sizePx)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    int measured = (runs + 1) / 2;
    double[] decode = new double[measured];
    double[] resize = new double[measured];
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      RgbImage image = ImageDecoder.decode(encoded, options, "sample");
      long decoded = System.nanoTime();
      NORMALIZER.write(BilinearResize.resize(image, sizePx, threads), tensor, 0);
      decode[run % measured] = (decoded - start) / 1e6;
      resize[run % measured] = (System.nanoTime() - decoded) / 1e6;
    }
    return new Times(Median.of(decode), Median.of(resize));
  }

  private static double difference(RgbImage one, RgbImage other) {
    long sum = 0;
    for (int i = 0; i < one.rgb().length; i++) {
      sum += Math.abs((one.rgb()[i] & 0xFF) - (other.rgb()[i] & 0xFF));
    }
    return (double) sum / one.rgb().length;
  }

  private static void print(String name, Times times, String remark) {
    System.out.printf(
        Locale.ROOT,
        "%-40s %7.1f  %16.1f  %6.1f%s%n",
        name,
        times.decode(),
        times.resize(),
        times.decode() + times.resize(),
        remark);
  }
}
