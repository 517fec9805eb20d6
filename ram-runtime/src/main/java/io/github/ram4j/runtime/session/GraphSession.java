package io.github.ram4j.runtime.session;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.ram4j.ModelException;
import io.github.ram4j.RamException;
import io.github.ram4j.bundle.GraphSpec;
import io.github.ram4j.bundle.TensorSpec;
import io.github.ram4j.runtime.RuntimeOptions;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A session of ONNX Runtime with one graph. It makes and reads tensors, and turns ONNX Runtime's
 * errors into this library's. Thread-safe until it is closed.
 */
public final class GraphSession implements AutoCloseable {
  /** An axis that varies and has no name in the graph, or one that a {@link TensorSpec} refuses. */
  private static final String VARYING = "any";

  private static final Pattern AXIS_NAME = Pattern.compile("[A-Za-z_]([^,\\[\\]]*[^,\\[\\]\\s])?");

  /** Where ONNX Runtime looks for the external data of a graph that is given as bytes. */
  private static final String WEIGHTS_FOLDER =
      "session.model_external_initializers_file_folder_path";

  private final String name;
  private final String provider;
  private final OrtSession session;

  private GraphSession(String name, String provider, OrtSession session) {
    this.name = name;
    this.provider = provider;
    this.session = session;
  }

  /** An opening of a graph in ONNX Runtime. */
  @FunctionalInterface
  private interface Opening {
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  /**
   * Opens an ONNX file, whose external data lies beside it.
   *
   * @param name the graph's name in messages
   * @param file the ONNX file, borrowed while the session is open
   * @param asked the options to open it with
   * @return the session, to be closed by the caller
   * @throws ModelException if ONNX Runtime refuses the graph
   * @throws RamException if the execution provider cannot be used
   */
  public static GraphSession open(String name, Path file, RuntimeOptions asked) {
    return open(
        name, asked, (environment, options) -> environment.createSession(file.toString(), options));
  }

  /**
   * Opens an ONNX graph without external data.
   *
   * @param name the graph's name in messages
   * @param graph bytes of an ONNX file, borrowed until this returns
   * @param asked the options to open it with
   * @return the session, to be closed by the caller
   * @throws ModelException if ONNX Runtime refuses the graph
   * @throws RamException if the execution provider cannot be used
   */
  public static GraphSession open(String name, byte[] graph, RuntimeOptions asked) {
    return open(name, asked, (environment, options) -> environment.createSession(graph, options));
  }

  /**
   * Opens an ONNX graph with more outputs than it has, of values within it.
   *
   * @param name the graph's name in messages
   * @param graph bytes of an ONNX file, borrowed until this returns
   * @param weights the folder of its external data; null where it has none
   * @param outputs names of float32 values of the graph
   * @param asked the options to open it with
   * @return the session, to be closed by the caller
   * @throws ModelException if ONNX Runtime refuses the graph, or it has no such value
   * @throws RamException if the execution provider cannot be used
   */
  public static GraphSession open(
      String name, byte[] graph, Path weights, List<String> outputs, RuntimeOptions asked) {
    byte[] more = AddedOutputs.to(graph, outputs);
    return open(
        name,
        asked,
        (environment, options) -> {
          if (weights != null) {
            options.addConfigEntry(WEIGHTS_FOLDER, weights.toString());
          }
          return environment.createSession(more, options);
        });
  }

  private static GraphSession open(String name, RuntimeOptions asked, Opening opening) {
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OnnxRuntime.Options options = OnnxRuntime.options(asked)) {
      try {
        return new GraphSession(
            name, options.provider(), opening.open(environment, options.session()));
      } catch (OrtException e) {
        if (!options.provider().equals(OnnxRuntime.CPU)) {
          throw OnnxRuntime.providerFailed(options.provider(), name, e);
        }
        throw new ModelException(
            "%s: expected a graph that ONNX Runtime opens, found: %s"
                .formatted(name, e.getMessage()),
            e);
      }
    }
  }

  /**
   * The graph's name in messages.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The execution provider really used.
   *
   * @return {@link OnnxRuntime#CPU}, {@link OnnxRuntime#CUDA}, or the name of the caller's own
   */
  public String provider() {
    return provider;
  }

  /**
   * The inputs of the graph.
   *
   * @return by name
   */
  public Map<String, NodeInfo> inputs() {
    try {
      return session.getInputInfo();
    } catch (OrtException e) {
      throw new ModelException(name + ": inputs: " + e.getMessage(), e);
    }
  }

  /**
   * The outputs of the graph.
   *
   * @return by name
   */
  public Map<String, NodeInfo> outputs() {
    try {
      return session.getOutputInfo();
    } catch (OrtException e) {
      throw new ModelException(name + ": outputs: " + e.getMessage(), e);
    }
  }

  /**
   * The tensors among the graph's inputs and outputs.
   *
   * @return their dtypes and shapes; axes that vary have the graph's names for them
   */
  public GraphSpec spec() {
    return new GraphSpec(name, tensors(inputs()), tensors(outputs()));
  }

  private static SortedMap<String, TensorSpec> tensors(Map<String, NodeInfo> nodes) {
    SortedMap<String, TensorSpec> tensors = new TreeMap<>();
    nodes.forEach(
        (name, node) -> {
          if (node.getInfo() instanceof TensorInfo tensor) {
            tensors.put(name, spec(tensor));
          }
        });
    return tensors;
  }

  private static TensorSpec spec(TensorInfo tensor) {
    String dtype =
        switch (tensor.type) {
          case FLOAT -> TensorSpec.FLOAT32;
          case INT64 -> TensorSpec.INT64;
          default -> tensor.type.name().toLowerCase(Locale.ROOT);
        };
    List<String> axes = new ArrayList<>();
    for (int i = 0; i < tensor.getShape().length; i++) {
      long size = tensor.getShape()[i];
      String axis = tensor.getDimensionNames()[i];
      axes.add(size >= 0 ? Long.toString(size) : name(axis));
    }
    return new TensorSpec(dtype, axes);
  }

  /** A name that cannot be taken for a size or for an unknown axis: graphs may come from others. */
  private static String name(String axis) {
    return AXIS_NAME.matcher(axis).matches() ? axis : VARYING;
  }

  /**
   * A float32 tensor among a session's inputs or outputs.
   *
   * @param node an input or output
   * @return null if the node is something else
   */
  public static TensorInfo floatTensor(NodeInfo node) {
    return node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT
        ? tensor
        : null;
  }

  /**
   * Inputs or outputs and their shapes, for messages.
   *
   * @param nodes by name
   * @return text in which −1 stands for sizes that vary
   */
  public static String describe(Map<String, NodeInfo> nodes) {
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

  /**
   * A tensor over a direct buffer.
   *
   * @param values float32, borrowed until the tensor is closed
   * @param shape of the tensor
   * @return the tensor, to be closed by the caller
   */
  public OnnxTensor tensor(FloatBuffer values, long... shape) {
    try {
      return OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape);
    } catch (OrtException e) {
      throw failure("making a tensor of shape " + Arrays.toString(shape), e);
    }
  }

  /**
   * A tensor over a direct buffer.
   *
   * @param values int64, borrowed until the tensor is closed
   * @param shape of the tensor
   * @return the tensor, to be closed by the caller
   */
  public OnnxTensor tensor(LongBuffer values, long... shape) {
    try {
      return OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape);
    } catch (OrtException e) {
      throw failure("making a tensor of shape " + Arrays.toString(shape), e);
    }
  }

  /**
   * Runs the graph.
   *
   * @param inputs by name, borrowed until this returns
   * @return the outputs, to be closed by the caller
   * @throws RamException if ONNX Runtime fails
   */
  public OrtSession.Result run(Map<String, OnnxTensor> inputs) {
    StackRoom.require();
    try {
      return session.run(inputs);
    } catch (OrtException e) {
      throw failure("inferring", e);
    }
  }

  /**
   * Runs the graph for some of its outputs.
   *
   * @param inputs by name, borrowed until this returns
   * @param outputs names of the outputs wanted
   * @return the outputs wanted, to be closed by the caller
   * @throws RamException if ONNX Runtime fails
   */
  public OrtSession.Result run(Map<String, OnnxTensor> inputs, Set<String> outputs) {
    StackRoom.require();
    try {
      return session.run(inputs, outputs);
    } catch (OrtException e) {
      throw failure("inferring", e);
    }
  }

  /**
   * Runs a graph of others, which may compute without end. An interrupt of the calling thread ends
   * it, at the next operator or turn of a loop.
   *
   * @param inputs by name, borrowed until this returns
   * @return the outputs, to be closed by the caller
   * @throws RamException if ONNX Runtime fails, or the thread is interrupted, which it stays
   */
  @SuppressWarnings("try") // a watch is there to be closed
  public OrtSession.Result runUntilInterrupted(Map<String, OnnxTensor> inputs) {
    StackRoom.require();
    try (OrtSession.RunOptions options = new OrtSession.RunOptions();
        InterruptWatch watch = new InterruptWatch(options)) {
      return session.run(inputs, options);
    } catch (OrtException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new RamException(name + ": inferring was ended by an interrupt", e);
      }
      throw failure("inferring", e);
    }
  }

  /**
   * Returns an output that the graph is known to have.
   *
   * @param result of {@link #run}
   * @param output its name
   * @return the tensor, which lives as long as the result
   */
  public static OnnxTensor output(OrtSession.Result result, String output) {
    return (OnnxTensor)
        result.get(output).orElseThrow(() -> new IllegalStateException("no output " + output));
  }

  /**
   * A copy of an output's elements.
   *
   * @param result of {@link #run}
   * @param output its name
   * @param shape the required shape
   * @return the elements, in a new array
   * @throws ModelException if the shape is another, or an element is NaN
   */
  public float[] floats(OrtSession.Result result, String output, long... shape) {
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
      return numbers(output, values.array(), shape);
    }
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return numbers(output, copy, shape);
  }

  /**
   * Checks the elements. A NaN is never predicted and is never a best token: without an error it
   * would be a wrong answer.
   */
  private float[] numbers(String output, float[] values, long[] shape) {
    for (int i = 0; i < values.length; i++) {
      if (Float.isNaN(values[i])) {
        throw new ModelException(
            ("%s: output %s: expected numbers, found NaN as element %d of shape %s; the model's"
                    + " weights, or what computes with them, are damaged")
                .formatted(name, output, i, Arrays.toString(shape)));
      }
    }
    return values;
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
