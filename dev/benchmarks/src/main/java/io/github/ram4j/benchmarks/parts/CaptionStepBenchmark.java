package io.github.ram4j.benchmarks.parts;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.benchmarks.subject.CaptionStep;
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
 * Benchmark of one step of the caption decoder alone: a token for each of three sentences. {@code
 * TimeCaptions} measures the search around it.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' org.openjdk.jmh.Main \
 *   CaptionStepBenchmark -p bundle=DIR -p threads=2 -p past=4,50
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CaptionStepBenchmark {
  private static final int BEAMS = 3;

  /** Folder of a Tag2Text bundle that writes captions; no such model ships. */
  @Param("")
  public String bundle;

  /** Number of threads. */
  @Param("2")
  public int threads;

  /** Number of earlier tokens of all sentences together: 4 after the prompt. */
  @Param({"4", "52", "139"})
  public int past;

  private CaptionStep step;

  /**
   * Opens the bundle.
   *
   * @throws IOException if it cannot be read
   * @throws OrtException if ONNX Runtime refuses it
   */
  @Setup
  public void setUp() throws IOException, OrtException {
    if (bundle.isEmpty()) {
      throw new IllegalArgumentException(
          "bundle: expected -p bundle=DIR, Tag2Text converted with its words, found none");
    }
    step = CaptionStep.open(Bundles.read(bundle), BEAMS, past, threads);
  }

  /**
   * Takes the step.
   *
   * @return the number of outputs
   * @throws OrtException if it fails
   */
  @Benchmark
  public int step() throws OrtException {
    try (OrtSession.Result result = step.run()) {
      return result.size();
    }
  }

  /**
   * Closes the bundle.
   *
   * @throws OrtException if it fails
   */
  @TearDown
  public void tearDown() throws OrtException {
    step.close();
  }
}
