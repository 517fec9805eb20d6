package io.github.ram4j.quantize;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.ram4j.bundle.Normalization;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.image.pixels.RgbImage;
import io.github.ram4j.image.resize.BilinearResize;
import io.github.ram4j.image.resize.PixelNormalizer;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.GraphSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The graphs of {@link Converter#writeProbe}, opened: they compute every product in float32 and in
 * int8, and go on with the requested one. Not thread-safe.
 */
final class Probe implements AutoCloseable {
  private static final String ERROR = Converter.PROBE_ERROR;
  private static final String POWER = Converter.PROBE_POWER;
  private static final String INT8 = Converter.PROBE_INT8;
  private static final int CHANNELS = 3;

  private final GraphSession encoder;
  private final GraphSession head;
  private final int imageSizePx;
  private final PixelNormalizer normalizer = new PixelNormalizer(Normalization.IMAGENET);
  private final FloatBuffer pixels;
  private final FloatBuffer no = floats(1);
  private final FloatBuffer yes = floats(1).put(0, 1);
  private final Map<String, double[]> sums = new TreeMap<>();

  private Probe(GraphSession encoder, GraphSession head, int imageSizePx) {
    this.encoder = encoder;
    this.head = head;
    this.imageSizePx = imageSizePx;
    this.pixels = floats(CHANNELS * imageSizePx * imageSizePx);
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  /**
   * Opens a probe.
   *
   * @param folder the folder of the graphs
   */
  static Probe open(Path folder) {
    GraphSession encoder = session(folder, TaggingGraphs.IMAGE_ENCODER);
    try {
      TensorInfo image = (TensorInfo) encoder.inputs().get(TaggingGraphs.IMAGE).getInfo();
      int imageSizePx = (int) image.getShape()[CHANNELS];
      // Opened last, so that no later failure has to close it.
      return new Probe(encoder, session(folder, TaggingGraphs.TAGGING_HEAD), imageSizePx);
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  private static GraphSession session(Path folder, String graph) {
    String name = "measuring precision: " + TaggingGraphs.fileName(graph);
    return GraphSession.open(
        name, folder.resolve(TaggingGraphs.fileName(graph)), RuntimeOptions.defaults());
  }

  /**
   * Returns the logits of an image in float32, [tags], and adds the quantization noise of int8 to
   * {@link #errors}.
   */
  float[] measured(RgbImage source) {
    return logits(source, product -> false, this::add);
  }

  /**
   * Returns the logits of an image, float32 [tags].
   *
   * @param int8 accepts the names of products to compute in int8
   */
  float[] logits(RgbImage source, Predicate<String> int8) {
    return logits(source, int8, result -> {});
  }

  private float[] logits(
      RgbImage source, Predicate<String> int8, Consumer<OrtSession.Result> measurements) {
    normalizer.write(BilinearResize.resize(source, imageSizePx), pixels, 0);
    try (OnnxTensor image = encoder.tensor(pixels, 1, CHANNELS, imageSizePx, imageSizePx);
        OrtSession.Result encoded = run(encoder, TaggingGraphs.IMAGE, image, int8);
        OrtSession.Result tagged = run(head, TaggingGraphs.ROWS, rows(encoded), int8)) {
      measurements.accept(encoded);
      measurements.accept(tagged);
      FloatBuffer values = GraphSession.output(tagged, TaggingGraphs.LOGITS).getFloatBuffer();
      float[] logits = new float[values.remaining()];
      values.get(logits);
      return logits;
    }
  }

  private static OnnxTensor rows(OrtSession.Result encoded) {
    return GraphSession.output(encoded, TaggingGraphs.ROWS);
  }

  private OrtSession.Result run(
      GraphSession session, String input, OnnxTensor value, Predicate<String> int8) {
    Map<String, OnnxTensor> inputs = new HashMap<>();
    inputs.put(input, value);
    try (OnnxTensor off = session.tensor(no, 1);
        OnnxTensor on = session.tensor(yes, 1)) {
      for (String name : session.inputs().keySet()) {
        if (name.startsWith(INT8)) {
          inputs.put(name, int8.test(name.substring(INT8.length())) ? on : off);
        }
      }
      return session.run(inputs);
    }
  }

  private void add(OrtSession.Result result) {
    result.forEach(
        output -> {
          String name = output.getKey();
          if (name.startsWith(ERROR) || name.startsWith(POWER)) {
            double[] sum =
                sums.computeIfAbsent(name.substring(ERROR.length()), key -> new double[2]);
            sum[name.startsWith(ERROR) ? 0 : 1] +=
                ((OnnxTensor) output.getValue()).getFloatBuffer().get(0);
          }
        });
  }

  /**
   * Returns the errors over all measured images, the largest first; equal ones in the order of
   * names.
   */
  List<ProductError> errors() {
    List<ProductError> errors = new ArrayList<>();
    sums.forEach(
        (product, sum) ->
            errors.add(new ProductError(product, sum[1] == 0 ? 0 : Math.sqrt(sum[0] / sum[1]))));
    errors.sort(Comparator.comparingDouble(ProductError::relativeError).reversed());
    return errors;
  }

  @Override
  public void close() {
    try (encoder) {
      head.close();
    }
  }
}
