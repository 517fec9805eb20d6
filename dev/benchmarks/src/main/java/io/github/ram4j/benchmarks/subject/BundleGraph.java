package io.github.ram4j.benchmarks.subject;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.runtime.session.OnnxRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One graph of a bundle, open in ONNX Runtime with the library's own settings. */
public final class BundleGraph implements AutoCloseable {
  private final GraphSession session;

  private BundleGraph(GraphSession session) {
    this.session = session;
  }

  /**
   * Opens a graph.
   *
   * @param bundle whose graph it is
   * @param graph its name
   * @param threads number of threads
   * @return the graph, to be closed by the caller
   * @throws IOException if the graph cannot be read
   * @throws OrtException if ONNX Runtime refuses it
   * @throws IllegalArgumentException if the bundle has no such graph
   */
  public static BundleGraph open(Bundle bundle, String graph, int threads)
      throws IOException, OrtException {
    if (!bundle.manifest().graphs().containsKey(graph)) {
      throw new IllegalArgumentException(
          "bundle %s: expected a graph %s, found %s"
              .formatted(bundle.name(), graph, bundle.manifest().graphs().keySet()));
    }
    String name = "bundle %s: %s".formatted(bundle.name(), graph);
    RuntimeOptions settings = RuntimeOptions.defaults().withThreads(threads);
    Optional<Path> file = bundle.graphFile(graph);
    return new BundleGraph(
        file.isPresent()
            ? GraphSession.open(name, file.get(), settings)
            : GraphSession.open(name, bundle.graphBytes(graph), settings));
  }

  /**
   * The shape of an input.
   *
   * @param input its name
   * @return the sizes, −1 for those that vary
   * @throws OrtException if ONNX Runtime does not report it
   */
  public long[] inputShape(String input) throws OrtException {
    return ((TensorInfo) session.inputs().get(input).getInfo()).getShape();
  }

  /**
   * Infers.
   *
   * @param inputs by name; borrowed
   * @return the outputs, to be closed by the caller
   * @throws OrtException if it fails
   */
  public OrtSession.Result run(Map<String, OnnxTensor> inputs) throws OrtException {
    return session.run(inputs);
  }

  /**
   * A tensor of numbers between −1 and 1, the same at every call.
   *
   * @param shape without sizes that vary
   * @return a new tensor, to be closed by the caller
   * @throws OrtException if it cannot be made
   */
  public static OnnxTensor noise(long... shape) throws OrtException {
    int count = 1;
    for (long size : shape) {
      count = Math.multiplyExact(count, Math.toIntExact(size));
    }
    FloatBuffer values =
        ByteBuffer.allocateDirect(count * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    Random random = new Random(1);
    for (int i = 0; i < count; i++) {
      values.put(2 * random.nextFloat() - 1);
    }
    return OnnxTensor.createTensor(OnnxRuntime.environment(), values.flip(), shape);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
