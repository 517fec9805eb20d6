package io.github.ram4j.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.benchmarks.subject.Bundles;
import io.github.ram4j.benchmarks.subject.TaggingGraphs;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.runtime.session.OnnxRuntime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Takes part in the reference's {@code peers.py} as its {@code --external} program: for every line
 * "run" it infers the image in WORK/input.f32 with a bundle's graphs and answers with the seconds.
 * {@link ComparePeers} starts it; by hand:
 *
 * <pre>
 * python peers.py --family ram --runs 10 --work WORK \
 *   --external "ram4j=java -cp 'dev/benchmarks/target/lib/*:dev/benchmarks/target/classes' \
 *     io.github.ram4j.benchmarks.PeerProgram BUNDLE WORK 2 ram4j"
 * </pre>
 */
public final class PeerProgram {
  private static final int SIZE = 384;

  private PeerProgram() {}

  /**
   * Answers until standard input ends.
   *
   * @param arguments the bundle, the folder WORK, the number of threads, the name given to peers.py
   */
  public static void main(String[] arguments) throws IOException, OrtException {
    Bundle bundle = Bundles.read(arguments[0]);
    Path work = Path.of(arguments[1]);
    requireSize(bundle);
    try (TaggingGraphs graphs = TaggingGraphs.open(bundle, Integer.parseInt(arguments[2]));
        OnnxTensor input =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(),
                pixels(work.resolve("input.f32")),
                new long[] {1, 3, SIZE, SIZE})) {
      answer(graphs, input, work.resolve(arguments[3] + ".out"));
    }
  }

  private static void requireSize(Bundle bundle) {
    if (bundle.manifest().imageSizePx() != SIZE) {
      throw new IllegalArgumentException(
          "bundle %s: expected a model of %d pixels, as peers.py has, found one of %d"
              .formatted(bundle.name(), SIZE, bundle.manifest().imageSizePx()));
    }
  }

  private static FloatBuffer pixels(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    return direct.put(bytes).flip().asFloatBuffer();
  }

  private static void answer(TaggingGraphs graphs, OnnxTensor input, Path out)
      throws IOException, OrtException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (lines.readLine() != null) {
      long start = System.nanoTime();
      try (OrtSession.Result rows = graphs.encode(input);
          OrtSession.Result tagged = graphs.tag(rows)) {
        FloatBuffer logits = TaggingGraphs.logits(tagged);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (Files.exists(out)) {
          write(Path.of(Files.readString(out)), logits);
        }
        System.out.println(String.format(Locale.ROOT, "%.6f", seconds));
      }
    }
  }

  private static void write(Path file, FloatBuffer logits) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(logits.remaining() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(logits);
    Files.write(file, bytes.array());
  }
}
