package io.github.ram4j.benchmarks.parts;

import io.github.ram4j.benchmarks.subject.SampleImages;
import io.github.ram4j.bundle.Normalization;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.PixelNormalizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
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
 * Benchmark of normalization: pixels to a model's input.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' org.openjdk.jmh.Main \
 *   NormalizeBenchmark -p sizePx=384
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class NormalizeBenchmark {
  /** Side of the image. */
  @Param({"384", "224"})
  public int sizePx;

  private final PixelNormalizer normalizer = new PixelNormalizer(Normalization.IMAGENET);
  private RgbImage image;
  private FloatBuffer input;

  /** Draws the image. */
  @Setup
  public void setUp() {
    image = SampleImages.pixels(sizePx, sizePx);
    input =
        ByteBuffer.allocateDirect(3 * sizePx * sizePx * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /**
   * Normalizes.
   *
   * @return the input
   */
  @Benchmark
  public FloatBuffer normalize() {
    normalizer.write(image, input, 0);
    return input;
  }
}
