package io.github.ram4j.onnx.tagging;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ModelException;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.bundle.TensorSpec;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.runtime.session.GraphContract;
import io.github.ram4j.runtime.session.GraphSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The tagging half of a bundle: its image encoder and its tagging head. The encoder's output goes
 * to the head directly, or to the heap, for captions.
 */
public final class BundleTagger implements Tagger {
  private static final int CHANNELS = 3;
  private static final String IMAGE = TaggingGraphs.IMAGE;
  private static final String ROWS = TaggingGraphs.ROWS;
  private static final String LOGITS = TaggingGraphs.LOGITS;

  private final GraphSession encoder;
  private final GraphSession head;
  private final int imageSizePx;
  private final int tags;
  private final int memoryRows;
  private final int width;
  private final ConcurrentLinkedQueue<DirectBuffer> freeRows = new ConcurrentLinkedQueue<>();

  private BundleTagger(GraphSession encoder, GraphSession head, int imageSizePx, int tags) {
    this.encoder = encoder;
    this.head = head;
    this.imageSizePx = imageSizePx;
    this.tags = tags;
    GraphContract.require(
        encoder, TaggingGraphs.imageEncoder(imageSizePx, TensorSpec.UNKNOWN, TensorSpec.UNKNOWN));
    TensorSpec rows = requireSizes(encoder.name(), encoder.spec().outputs().get(ROWS));
    this.memoryRows = (int) rows.size(1);
    this.width = (int) rows.size(2);
    GraphContract.require(head, TaggingGraphs.taggingHead(memoryRows, width, tags));
  }

  /** Requires hidden states of one shape, which fit an array. */
  static TensorSpec requireSizes(String encoder, TensorSpec rows) {
    boolean fits =
        rows.size(1) > 0 && rows.size(2) > 0 && rows.size(1) <= Integer.MAX_VALUE / rows.size(2);
    if (!fits) {
      throw new ModelException(
          "%s: output %s: expected a number of rows and a width that do not vary, and a product below 2^31, found %s"
              .formatted(encoder, ROWS, rows));
    }
    return rows;
  }

  /** Opens a bundle, and checks its files. */
  public static BundleTagger open(Bundle bundle, RuntimeOptions options) throws IOException {
    return BundleReading.during(
        bundle,
        Set.of(TaggingGraphs.IMAGE_ENCODER, TaggingGraphs.TAGGING_HEAD),
        options,
        reading -> open(reading, options));
  }

  /** Opens the sessions, while the bundle is read. */
  public static BundleTagger open(BundleReading reading, RuntimeOptions options)
      throws IOException {
    Bundle bundle = reading.bundle();
    try (Opened opened = new Opened()) {
      GraphSession encoder = opened.add(reading.session(TaggingGraphs.IMAGE_ENCODER, options));
      GraphSession head = opened.add(reading.session(TaggingGraphs.TAGGING_HEAD, options));
      BundleTagger tagger =
          new BundleTagger(
              encoder, head, bundle.manifest().imageSizePx(), bundle.vocabulary().size());
      opened.keep();
      return tagger;
    }
  }

  @Override
  public int imageSizePx() {
    return imageSizePx;
  }

  @Override
  public int fixedBatch() {
    return 0;
  }

  @Override
  public String provider() {
    return encoder.provider();
  }

  /** The number of hidden states of an image: the mean, and the tokens. */
  public int memoryRows() {
    return memoryRows;
  }

  /** The width of a hidden state. */
  public int width() {
    return width;
  }

  @Override
  public float[] logits(FloatBuffer pixels, int sources) {
    try (OnnxTensor image = image(pixels, sources);
        OrtSession.Result encoded = encoder.run(Map.of(IMAGE, image))) {
      return logits(GraphSession.output(encoded, ROWS), sources);
    }
  }

  /**
   * Sends images through the image encoder alone.
   *
   * @return float32 [images, memory rows, width]
   */
  public float[] rows(FloatBuffer pixels, int sources) {
    try (OnnxTensor image = image(pixels, sources);
        OrtSession.Result encoded = encoder.run(Map.of(IMAGE, image))) {
      return encoder.floats(encoded, ROWS, sources, memoryRows, width);
    }
  }

  /** The logits of an image that went through the image encoder before, float32 [tags]. */
  public float[] logits(EncodedImage source) {
    DirectBuffer borrowed = freeRows.poll();
    DirectBuffer buffer = borrowed != null ? borrowed : new DirectBuffer();
    FloatBuffer rows = buffer.floats(memoryRows * width).put(source.rows()).flip();
    try (OnnxTensor tensor = head.tensor(rows, 1, memoryRows, width)) {
      return logits(tensor, 1);
    } finally {
      freeRows.add(buffer);
    }
  }

  private float[] logits(OnnxTensor rows, int sources) {
    try (OrtSession.Result result = head.run(Map.of(ROWS, rows))) {
      return head.floats(result, LOGITS, sources, tags);
    }
  }

  private OnnxTensor image(FloatBuffer pixels, int sources) {
    FloatBuffer used =
        pixels.duplicate().position(0).limit(sources * CHANNELS * imageSizePx * imageSizePx);
    return encoder.tensor(used, sources, CHANNELS, imageSizePx, imageSizePx);
  }

  @Override
  public void close() {
    freeRows.clear();
    try (encoder) {
      head.close();
    }
  }
}
