package io.github.ram4j.quantize;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.github.ram4j.RamException;
import io.github.ram4j.bundle.GraphRole;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.image.BilinearResize;
import io.github.ram4j.image.Normalization;
import io.github.ram4j.image.PixelNormalizer;
import io.github.ram4j.image.RgbImage;
import io.github.ram4j.onnx.settings.SessionSettings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs the graphs that {@link Converter#writeProbe} wrote: gives the answers of float32 and adds up
 * what 8-bit integers would have changed. Not thread-safe.
 */
final class Probe implements AutoCloseable {
  private static final String ERROR = Converter.PROBE_ERROR;
  private static final String POWER = Converter.PROBE_POWER;
  private static final int CHANNELS = 3;

  private final OrtSession encoder;
  private final OrtSession head;
  private final int imageSizePx;
  private final PixelNormalizer normalizer = new PixelNormalizer(Normalization.IMAGENET);
  private final FloatBuffer pixels;
  private final Map<String, double[]> sums = new TreeMap<>();

  private Probe(OrtSession encoder, OrtSession head, int imageSizePx) {
    this.encoder = encoder;
    this.head = head;
    this.imageSizePx = imageSizePx;
    this.pixels =
        ByteBuffer.allocateDirect(CHANNELS * imageSizePx * imageSizePx * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
  }

  /**
   * Opens a probe.
   *
   * @param folder that the graphs are in
   * @param threads to compute with
   */
  static Probe open(Path folder, int threads) {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = SessionSettings.options(threads)) {
      OrtSession encoder = session(environment, folder, GraphRole.IMAGE_ENCODER, options);
      try {
        TensorInfo image = (TensorInfo) encoder.getInputInfo().get("image").getInfo();
        int imageSizePx = (int) image.getShape()[CHANNELS];
        // Last, as nothing fails after it that would have to close it again.
        OrtSession head = session(environment, folder, GraphRole.TAGGING_HEAD, options);
        return new Probe(encoder, head, imageSizePx);
      } catch (OrtException | RuntimeException e) {
        encoder.close();
        throw e;
      }
    } catch (OrtException e) {
      throw failure("opening", e);
    }
  }

  private static OrtSession session(
      OrtEnvironment environment, Path folder, GraphRole role, OrtSession.SessionOptions options)
      throws OrtException {
    return environment.createSession(folder.resolve(role.fileName()).toString(), options);
  }

  /** The logits of a picture, float32 [tags], as float32 computes them. */
  float[] logits(RgbImage picture) {
    normalizer.write(BilinearResize.resize(picture, imageSizePx), pixels, 0);
    long[] shape = {1, CHANNELS, imageSizePx, imageSizePx};
    try (OnnxTensor image =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), pixels, shape);
        OrtSession.Result encoded = encoder.run(Map.of("image", image));
        OrtSession.Result tagged =
            head.run(Map.of("rows", (OnnxTensor) encoded.get("rows").orElseThrow()))) {
      add(encoded);
      add(tagged);
      FloatBuffer values = ((OnnxTensor) tagged.get("logits").orElseThrow()).getFloatBuffer();
      float[] logits = new float[values.remaining()];
      values.get(logits);
      return logits;
    } catch (OrtException e) {
      throw failure("inferring", e);
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

  /** Of all pictures so far, the largest first; of equal ones, in the order of their names. */
  List<ProductError> errors() {
    List<ProductError> errors = new ArrayList<>();
    sums.forEach(
        (product, sum) ->
            errors.add(new ProductError(product, sum[1] == 0 ? 0 : Math.sqrt(sum[0] / sum[1]))));
    errors.sort(Comparator.comparingDouble(ProductError::relativeError).reversed());
    return errors;
  }

  private static RamException failure(String what, OrtException e) {
    return new RamException(
        "measuring precision: %s failed: %s".formatted(what, e.getMessage()), e);
  }

  @Override
  public void close() {
    try {
      try (encoder) {
        head.close();
      }
    } catch (OrtException e) {
      throw failure("closing", e);
    }
  }
}
