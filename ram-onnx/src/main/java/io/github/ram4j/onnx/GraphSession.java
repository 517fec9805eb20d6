package io.github.ram4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.ram4j.ModelException;
import io.github.ram4j.RamException;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.GraphRole;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * A graph that is open in ONNX Runtime. Tensors are made and read through it, and so are the errors
 * of ONNX Runtime turned into those of this library.
 */
final class GraphSession implements AutoCloseable {
  private final String name;
  private final String provider;
  private final OrtSession session;

  private GraphSession(String name, String provider, OrtSession session) {
    this.name = name;
    this.provider = provider;
    this.session = session;
  }

  /** How ONNX Runtime is given a graph. */
  @FunctionalInterface
  private interface Opening {
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  /**
   * Opens an ONNX file.
   *
   * @throws ModelException if ONNX Runtime refuses the graph
   * @throws RamException if the execution provider cannot be used
   */
  static GraphSession open(Path file, SessionConfig config) {
    return open(
        file.toString(),
        config,
        (environment, options) -> environment.createSession(file.toString(), options));
  }

  /**
   * Opens a graph of a bundle, once it was read and compared with its digest.
   *
   * @throws IOException if the graph cannot be read
   * @throws ModelException if ONNX Runtime refuses the graph
   * @throws RamException if the execution provider cannot be used
   */
  static GraphSession open(BundleReading reading, GraphRole role, SessionConfig config)
      throws IOException {
    OnnxRuntime.environment(); // loads the library while the graph is read
    Bundle bundle = reading.bundle();
    String name = "bundle %s: %s".formatted(bundle.name(), bundle.manifest().graphs().get(role));
    Optional<byte[]> graph = reading.graph(role);
    if (graph.isPresent()) {
      return open(
          name, config, (environment, options) -> environment.createSession(graph.get(), options));
    }
    String file = bundle.graphFile(role).orElseThrow().toString();
    return open(name, config, (environment, options) -> environment.createSession(file, options));
  }

  private static GraphSession open(String name, SessionConfig config, Opening opening) {
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OnnxRuntime.Options options = OnnxRuntime.options(config)) {
      try {
        return new GraphSession(
            name, options.provider(), opening.open(environment, options.session()));
      } catch (OrtException e) {
        if (options.provider().equals(OnnxRuntime.CUDA)) {
          throw OnnxRuntime.cudaMissing(config.cudaDevice(), e);
        }
        throw new ModelException(
            "%s: expected a graph that ONNX Runtime opens, found: %s"
                .formatted(name, e.getMessage()),
            e);
      }
    }
  }

  /** What messages call the graph. */
  String name() {
    return name;
  }

  /** The execution provider really used. */
  String provider() {
    return provider;
  }

  Map<String, NodeInfo> inputs() {
    try {
      return session.getInputInfo();
    } catch (OrtException e) {
      throw new ModelException(name + ": inputs: " + e.getMessage(), e);
    }
  }

  Map<String, NodeInfo> outputs() {
    try {
      return session.getOutputInfo();
    } catch (OrtException e) {
      throw new ModelException(name + ": outputs: " + e.getMessage(), e);
    }
  }

  /**
   * A float32 tensor among a session's inputs or outputs, or null if the node is something else.
   */
  static TensorInfo floatTensor(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT
        ? tensor
        : null;
  }

  /** Inputs or outputs and their shapes, for messages; −1 stands for sizes that vary. */
  static String describe(Map<String, NodeInfo> nodes) {
    StringBuilder text = new StringBuilder();
    nodes.forEach(
        (name, node) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(name)
                .append(
                    node.getInfo() instanceof TensorInfo tensor
                        ? " " + tensor.type + " " + Arrays.toString(tensor.getShape())
                        : " (no tensor)"));
    return text.toString();
  }

  /** A tensor over a direct buffer, which is borrowed until the tensor is closed. */
  OnnxTensor tensor(FloatBuffer values, long... shape) {
    try {
      return OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape);
    } catch (OrtException e) {
      throw failure("making a tensor of shape " + Arrays.toString(shape), e);
    }
  }

  /** A tensor over a direct buffer, which is borrowed until the tensor is closed. */
  OnnxTensor tensor(LongBuffer values, long... shape) {
    try {
      return OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape);
    } catch (OrtException e) {
      throw failure("making a tensor of shape " + Arrays.toString(shape), e);
    }
  }

  /** Infers; whoever gets the result closes it. */
  OrtSession.Result run(Map<String, OnnxTensor> inputs) {
    try {
      return session.run(inputs);
    } catch (OrtException e) {
      throw failure("inferring", e);
    }
  }

  /** An output that the graph is known to have. */
  static OnnxTensor output(OrtSession.Result result, String output) {
    return (OnnxTensor)
        result.get(output).orElseThrow(() -> new IllegalStateException("no output " + output));
  }

  /** A copy of an output's elements, whose shape must be the expected; it belongs to the caller. */
  float[] floats(OrtSession.Result result, String output, long... shape) {
    OnnxTensor tensor = output(result, output);
    if (!Arrays.equals(tensor.getInfo().getShape(), shape)) {
      throw new ModelException(
          "%s: output %s: expected shape %s, found %s"
              .formatted(
                  name,
                  output,
                  Arrays.toString(shape),
                  Arrays.toString(tensor.getInfo().getShape())));
    }
    FloatBuffer values = tensor.getFloatBuffer();
    if (values.hasArray()
        && values.arrayOffset() == 0
        && values.array().length == values.remaining()) {
      return values.array();
    }
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return copy;
  }

  private RamException failure(String what, OrtException e) {
    return new RamException("%s: %s failed: %s".formatted(name, what, e.getMessage()), e);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new RamException(name + ": closing failed: " + e.getMessage(), e);
    }
  }
}
