package io.github.ram4j.benchmarks.parts;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.benchmarks.subject.TaggingGraphs;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Benchmark of the image encoder alone: an image's pixels to image embeddings.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' org.openjdk.jmh.Main \
 *   ImageEncoderBenchmark -p bundle=DIR -p threads=2
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class ImageEncoderBenchmark {
  /** Folder of the bundle, or clipart for the model that ships. */
  @Param(Bundles.CLIPART)
  public String bundle;

  /** Number of threads. */
  @Param("2")
  public int threads;

  private TaggingGraphs graphs;
  private OnnxTensor image;

  /**
   * Opens the bundle.
   *
   * @throws IOException if it cannot be read
   * @throws OrtException if ONNX Runtime refuses it
   */
  @Setup
  public void setUp() throws IOException, OrtException {
    graphs = TaggingGraphs.open(Bundles.read(bundle), threads);
    image = graphs.noise();
  }

  /**
   * Encodes.
   *
   * @return the number of outputs
   * @throws OrtException if it fails
   */
  @Benchmark
  public int encode() throws OrtException {
    try (OrtSession.Result rows = graphs.encode(image)) {
      return rows.size();
    }
  }

  /**
   * Closes the bundle.
   *
   * @throws OrtException if it fails
   */
  @TearDown
  public void tearDown() throws OrtException {
    image.close();
    graphs.close();
  }
}
