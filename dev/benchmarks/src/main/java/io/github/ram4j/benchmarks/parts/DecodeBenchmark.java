package io.github.ram4j.benchmarks.parts;

import io.github.ram4j.benchmarks.subject.SampleImages;
import io.github.ram4j.image.decode.ImageDecoder;
import io.github.ram4j.image.decode.format.DecodeOptions;
import io.github.ram4j.image.pixels.RgbImage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Benchmark of decoding: JPEG of 12, 2 and 0.3 megapixels and PNG.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' org.openjdk.jmh.Main \
 *   DecodeBenchmark -p image=jpeg-12,png-2
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
  /** Format and megapixels. */
  @Param({"jpeg-12", "jpeg-2", "jpeg-0.3", "png-2", "png-0.3"})
  public String image;

  private byte[] encoded;

  /**
   * Draws and encodes the image.
   *
   * @throws IOException never
   */
  @Setup
  public void setUp() throws IOException {
    int[] size = size(image.substring(image.indexOf('-') + 1));
    encoded =
        image.startsWith("png")
            ? SampleImages.png(size[0], size[1])
            : SampleImages.jpeg(size[0], size[1]);
  }

  private static int[] size(String megapixels) {
    return switch (megapixels) {
      case "12" -> new int[] {4000, 3000};
      case "2" -> new int[] {1632, 1224};
      case "0.3" -> new int[] {640, 480};
      default ->
          throw new IllegalArgumentException(
              "image: expected 12, 2 or 0.3 megapixels, found " + megapixels);
    };
  }

  /**
   * Decodes.
   *
   * @return the pixels
   */
  @Benchmark
  public RgbImage decode() {
    return ImageDecoder.decode(encoded, DecodeOptions.DEFAULTS, image);
  }
}
