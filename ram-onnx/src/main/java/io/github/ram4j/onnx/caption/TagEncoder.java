package io.github.ram4j.onnx.caption;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.bundle.CaptioningGraphs;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.image.batch.DirectBuffer;
import io.github.ram4j.onnx.tagging.BundleTagger;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.runtime.session.GraphContract;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.text.TagTokens;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The tag encoder, which reads tags against images for the caption decoder. Thread-safe. */
final class TagEncoder implements AutoCloseable {
  private static final int TOKENS = CaptionSizes.TAG_TOKENS;

  /** The attention mask of padding, as the authors add it. */
  private static final float PADDING = -10000;

  private final GraphSession session;
  private final int memoryRows;
  private final int width;
  private final ConcurrentLinkedQueue<Buffers> free = new ConcurrentLinkedQueue<>();

  /** The input buffers of one call. */
  private record Buffers(DirectBuffer ids, DirectBuffer bias, DirectBuffer rows) {}

  private TagEncoder(GraphSession session, CaptionSizes sizes, int memoryRows, int width) {
    this.session = session;
    this.memoryRows = memoryRows;
    this.width = width;
    GraphContract.require(session, CaptioningGraphs.tagEncoder(sizes, memoryRows, width));
  }

  static TagEncoder open(
      BundleReading reading, CaptionSizes sizes, BundleTagger tagger, RuntimeOptions options)
      throws IOException {
    try (Opened opened = new Opened()) {
      GraphSession session = opened.add(reading.session(CaptioningGraphs.TAG_ENCODER, options));
      TagEncoder encoder = new TagEncoder(session, sizes, tagger.memoryRows(), tagger.width());
      opened.keep();
      return encoder;
    }
  }

  /**
   * Reads the tags of some images.
   *
   * @return keys and values for each layer of the decoder, to be closed by the caller
   */
  OrtSession.Result run(List<EncodedImage> images, List<TagTokens> tags) {
    Buffers borrowed = free.poll();
    Buffers buffers =
        borrowed != null
            ? borrowed
            : new Buffers(new DirectBuffer(), new DirectBuffer(), new DirectBuffer());
    int count = images.size();
    LongBuffer ids = buffers.ids().longs(count * TOKENS);
    FloatBuffer bias = buffers.bias().floats(count * TOKENS * TOKENS);
    FloatBuffer rows = buffers.rows().floats(count * memoryRows * width);
    for (int i = 0; i < count; i++) {
      for (int id : tags.get(i).ids()) {
        ids.put(id);
      }
      int[] mask = tags.get(i).mask();
      for (int row = 0; row < TOKENS; row++) {
        for (int column = 0; column < TOKENS; column++) {
          bias.put(mask[column] == 1 ? 0 : PADDING);
        }
      }
      rows.put(images.get(i).rows());
    }
    try (OnnxTensor idTensor = session.tensor(ids.flip(), count, TOKENS);
        OnnxTensor biasTensor = session.tensor(bias.flip(), count, 1, TOKENS, TOKENS);
        OnnxTensor rowTensor = session.tensor(rows.flip(), count, memoryRows, width)) {
      return session.run(
          Map.of(
              CaptioningGraphs.IDS,
              idTensor,
              CaptioningGraphs.BIAS,
              biasTensor,
              TaggingGraphs.ROWS,
              rowTensor));
    } finally {
      free.add(buffers);
    }
  }

  @Override
  public void close() {
    free.clear();
    session.close();
  }
}
