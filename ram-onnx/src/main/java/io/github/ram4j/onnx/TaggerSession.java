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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX Runtime session with one picture input and one output of tags. The only class that makes
 * tensors: each lives and dies within one {@link #run}.
 */
final class TaggerSession implements AutoCloseable {
  private static final int CHANNELS = 3;

  /**
   * The input and output of a session.
   *
   * @param input name, float32 [batch, 3, size, size]
   * @param output name, float32 [batch, tags]
   * @param imageSizePx size
   * @param tags number of tags
   * @param fixedBatch the only batch that the graph takes, or 0 if it takes any
   */
  record Signature(String input, String output, int imageSizePx, int tags, int fixedBatch) {}

  private final String name;
  private final String provider;
  private final OrtSession session;
  private final Signature signature;

  private TaggerSession(String name, String provider, OrtSession session, Signature signature) {
    this.name = name;
    this.provider = provider;
    this.session = session;
    this.signature = signature;
  }

  /** How ONNX Runtime is given a graph. */
  @FunctionalInterface
  interface Opening {
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  /** How the input and output of an open session are found. */
  @FunctionalInterface
  interface Finding {
    Signature find(OrtSession session) throws OrtException;
  }

  /**
   * Opens a session.
   *
   * @param name what messages call the model
   * @throws ModelException if ONNX Runtime refuses the graph or its signature is another
   * @throws RamException if the execution provider cannot be used
   */
  static TaggerSession open(String name, SessionConfig config, Opening opening, Finding finding) {
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OnnxRuntime.Options options = OnnxRuntime.options(config)) {
      OrtSession session = open(name, config, options, environment, opening);
      try {
        return new TaggerSession(name, options.provider(), session, finding.find(session));
      } catch (OrtException | RuntimeException e) {
        closeAfter(session, e);
        if (e instanceof RuntimeException runtime) {
          throw runtime;
        }
        throw new ModelException(name + ": " + e.getMessage(), e);
      }
    }
  }

  private static OrtSession open(
      String name,
      SessionConfig config,
      OnnxRuntime.Options options,
      OrtEnvironment environment,
      Opening opening) {
    try {
      return opening.open(environment, options.session());
    } catch (OrtException e) {
      if (options.provider().equals(OnnxRuntime.CUDA)) {
        throw OnnxRuntime.cudaMissing(config.cudaDevice(), e);
      }
      throw new ModelException(
          "%s: expected a graph that ONNX Runtime opens, found: %s".formatted(name, e.getMessage()),
          e);
    }
  }

  private static void closeAfter(OrtSession session, Exception failure) {
    try {
      session.close();
    } catch (OrtException e) {
      failure.addSuppressed(e);
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

  Signature signature() {
    return signature;
  }

  String provider() {
    return provider;
  }

  /** A buffer for the pixels of some pictures, float32 [batch, 3, size, size]. */
  FloatBuffer allocatePixels(int batch) {
    int floats = Math.multiplyExact(batch, pixelsOfPicture());
    return ByteBuffer.allocateDirect(Math.multiplyExact(floats, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  private int pixelsOfPicture() {
    int size = signature.imageSizePx();
    return Math.multiplyExact(CHANNELS, Math.multiplyExact(size, size));
  }

  /**
   * Infers.
   *
   * @param pixels direct, float32 [at least pictures, 3, size, size]; borrowed until this returns
   * @param pictures to infer, from the buffer's start; a graph of a fixed batch infers all that the
   *     buffer holds
   * @return float32 [at least pictures, tags], row after row
   */
  float[] run(FloatBuffer pixels, int pictures) {
    int size = signature.imageSizePx();
    int batch = signature.fixedBatch() > 0 ? signature.fixedBatch() : pictures;
    FloatBuffer used = pixels.duplicate().position(0).limit(batch * pixelsOfPicture());
    try (OnnxTensor input =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(), used, new long[] {batch, CHANNELS, size, size});
        OrtSession.Result result =
            session.run(Map.of(signature.input(), input), Set.of(signature.output()))) {
      OnnxTensor output = (OnnxTensor) result.get(0);
      FloatBuffer values = output.getFloatBuffer();
      float[] logits = new float[values.remaining()];
      values.get(logits);
      if (logits.length != batch * signature.tags()) {
        throw new ModelException(
            "%s: output %s: expected shape [%d, %d], found %s"
                .formatted(
                    name,
                    signature.output(),
                    batch,
                    signature.tags(),
                    Arrays.toString(output.getInfo().getShape())));
      }
      return logits;
    } catch (OrtException e) {
      throw new RamException(
          "%s: inferring %d pictures failed: %s".formatted(name, batch, e.getMessage()), e);
    }
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
