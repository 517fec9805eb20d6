package io.github.ram4j.benchmarks.parts;

import io.github.ram4j.benchmarks.subject.SampleImages;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.BilinearResize;
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
 * Benchmark of resizing: pixels of an image to the model's square.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' org.openjdk.jmh.Main \
 *   ResizeBenchmark -p size=4000x3000 -p sizePx=384
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ResizeBenchmark {
  /** Width and height of the image. */
  @Param({"4000x3000", "1632x1224", "640x480"})
  public String size;

  /** Side of the square. */
  @Param("384")
  public int sizePx;

  private RgbImage image;

  /** Draws the image. */
  @Setup
  public void setUp() {
    int by = size.indexOf('x');
    image =
        SampleImages.pixels(
            Integer.parseInt(size.substring(0, by)), Integer.parseInt(size.substring(by + 1)));
  }

  /**
   * Resizes.
   *
   * @return the square
   */
  @Benchmark
  public RgbImage resize() {
    return BilinearResize.resize(image, sizePx);
  }
}
