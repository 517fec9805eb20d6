package io.github.ram4j.benchmarks.parts;

import io.github.ram4j.Recognition;
import io.github.ram4j.TagScore;
import io.github.ram4j.TagVocabulary;
import java.util.List;
import java.util.Random;
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
 * Benchmark of postprocessing: logits of the published tags to the predicted ones, and to the best
 * ten.
 *
 * <pre>
 * java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' org.openjdk.jmh.Main \
 *   PostprocessBenchmark
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PostprocessBenchmark {
  private static final int BEST = 10;

  /** Approximate percentage of predicted tags. */
  @Param({"1", "10"})
  public int percentHolding;

  private final TagVocabulary vocabulary = TagVocabulary.ram();
  private float[] logits;

  /** Makes the logits. */
  @Setup
  public void setUp() {
    logits = new float[vocabulary.size()];
    Random random = new Random(1);
    for (int i = 0; i < logits.length; i++) {
      boolean holds = random.nextInt(100) < percentHolding;
      logits[i] = (holds ? 2 : -6) + random.nextFloat();
    }
  }

  /**
   * The predicted tags.
   *
   * @return the best first
   */
  @Benchmark
  public List<TagScore> tags() {
    return Recognition.ofLogits(vocabulary, logits).tags();
  }

  /**
   * The best ten.
   *
   * @return the best first
   */
  @Benchmark
  public List<TagScore> top() {
    return Recognition.ofLogits(vocabulary, logits).top(BEST);
  }
}
