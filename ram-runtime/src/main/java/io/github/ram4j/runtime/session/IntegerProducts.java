package io.github.ram4j.runtime.session;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.RamException;
import io.github.ram4j.runtime.RuntimeOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A check of products of 8-bit integers on this machine, by computing some.
 *
 * <p>ONNX Runtime chooses the instructions by the processor. On x86-64 without VNNI its products of
 * uint8 by int8 add two products in 16 bits, and saturate where weights are large: answers are then
 * wrong without an error. So an int8 bundle is opened only where products as large as its own come
 * out exactly. The result for a range is computed once and kept. Thread-safe.
 */
public final class IntegerProducts {
  /** The graph: one MatMulIntegerToFloat with scales of 1; ram-convert's tests write the same. */
  static final String GRAPH = "integer_products.onnx";

  /** Sizes that are not multiples of the kernels' tiles. */
  private static final int ROWS = 7;

  private static final int INNER = 75;
  private static final int COLUMNS = 37;

  private static final Map<Integer, Boolean> KNOWN = new ConcurrentHashMap<>();

  private IntegerProducts() {}

  /**
   * Returns whether products of uint8 by int8 are exact here.
   *
   * @param largestWeight the largest magnitude of an int8 weight, 1 to 127
   * @return whether all came out as integer arithmetic says
   * @throws RamException if ONNX Runtime cannot be loaded
   */
  public static boolean areExact(int largestWeight) {
    return KNOWN.computeIfAbsent(largestWeight, IntegerProducts::compute);
  }

  /**
   * Requires that products of uint8 by int8 are exact here.
   *
   * @param name of the bundle, for the message
   * @param largestWeight the largest magnitude of an int8 weight in it, 1 to 127
   * @throws RamException if they are not; the message says why and what to do
   */
  public static void require(String name, int largestWeight) {
    if (!areExact(largestWeight)) {
      throw new RamException(
          ("%s: expected a processor that multiplies 8-bit integers exactly up to %d, found %s, on"
                  + " which they saturate and answers would be wrong; convert the checkpoint with"
                  + " --precision int8 of this version of ram4j, whose bundles answer alike"
                  + " everywhere, or with fp32")
              .formatted(name, largestWeight, Processor.describe()));
    }
  }

  private static boolean compute(int largestWeight) {
    byte[] graph = graph();
    RuntimeOptions options = RuntimeOptions.defaults().withThreads(1);
    try (GraphSession session = GraphSession.open(GRAPH, graph, options)) {
      // One row and several rows go through different kernels.
      return isExact(session, 1, largestWeight) && isExact(session, ROWS, largestWeight);
    } catch (OrtException e) {
      throw new RamException("checking products of 8-bit integers failed: " + e.getMessage(), e);
    }
  }

  /** A small graph, for whoever needs one that opens. */
  static byte[] graph() {
    try (InputStream in = IntegerProducts.class.getResourceAsStream(GRAPH)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + GRAPH, e);
    }
  }

  private static boolean isExact(GraphSession session, int rows, int largest) throws OrtException {
    Random random = new Random(largest);
    ByteBuffer left = bytes(rows * INNER);
    for (int i = 0; i < rows * INNER; i++) {
      // The first row is the largest that there is; the others have all values.
      left.put(i, (byte) (i < INNER ? 255 : random.nextInt(256)));
    }
    ByteBuffer right = bytes(INNER * COLUMNS);
    for (int i = 0; i < INNER * COLUMNS; i++) {
      int column = i % COLUMNS;
      int weight = column % 3 == 0 ? largest : random.nextInt(2 * largest + 1) - largest;
      right.put(i, (byte) (column % 2 == 0 ? weight : -weight));
    }
    try (OnnxTensor a = tensor(left, OnnxJavaType.UINT8, rows, INNER);
        OnnxTensor b = tensor(right, OnnxJavaType.INT8, INNER, COLUMNS);
        OrtSession.Result result = session.run(Map.of("rows", a, "columns", b))) {
      FloatBuffer found = GraphSession.output(result, "products").getFloatBuffer();
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < COLUMNS; column++) {
          int expected = 0;
          for (int k = 0; k < INNER; k++) {
            expected +=
                Byte.toUnsignedInt(left.get(row * INNER + k)) * right.get(k * COLUMNS + column);
          }
          if (found.get(row * COLUMNS + column) != expected) {
            return false;
          }
        }
      }
      return true;
    }
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocateDirect(count).order(ByteOrder.nativeOrder());
  }

  private static OnnxTensor tensor(ByteBuffer values, OnnxJavaType type, long... shape)
      throws OrtException {
    return OnnxTensor.createTensor(OnnxRuntime.environment(), values, shape, type);
  }
}
