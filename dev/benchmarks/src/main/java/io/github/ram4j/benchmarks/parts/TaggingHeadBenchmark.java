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
 * Benchmark of the tagging head alone: image embeddings to logits.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' org.openjdk.jmh.Main \
 *   TaggingHeadBenchmark -p bundle=DIR -p threads=2
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
public class TaggingHeadBenchmark {
  /** Folder of the bundle, or clipart for the model that ships. */
  @Param(Bundles.CLIPART)
  public String bundle;

  /** Number of threads. */
  @Param("2")
  public int threads;

  private TaggingGraphs graphs;
  private OrtSession.Result rows;

  /**
   * Opens the bundle and encodes an image.
   *
   * @throws IOException if it cannot be read
   * @throws OrtException if ONNX Runtime refuses it
   */
  @Setup
  public void setUp() throws IOException, OrtException {
    graphs = TaggingGraphs.open(Bundles.read(bundle), threads);
    try (OnnxTensor image = graphs.noise()) {
      rows = graphs.encode(image);
    }
  }

  /**
   * Tags.
   *
   * @return the number of logits
   * @throws OrtException if it fails
   */
  @Benchmark
  public int tag() throws OrtException {
    try (OrtSession.Result logits = graphs.tag(rows)) {
      return TaggingGraphs.logits(logits).remaining();
    }
  }

  /**
   * Closes the bundle.
   *
   * @throws OrtException if it fails
   */
  @TearDown
  public void tearDown() throws OrtException {
    rows.close();
    graphs.close();
  }
}
