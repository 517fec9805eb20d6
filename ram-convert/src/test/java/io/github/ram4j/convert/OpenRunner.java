package io.github.ram4j.convert;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.session.GraphContract;
import io.github.ram4j.runtime.session.GraphSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The image encoder and the open tagging head of a bundle, opened as the library opens them. */
final class OpenRunner implements AutoCloseable {
  private static final int WIDTH = TinyClip.WIDTH;

  /** What stands in place of the texts that a tag has not: it must not matter. */
  private static final float ANY = 3;

  private final GraphSession encoder;
  private final GraphSession head;
  private final int imageSizePx;

  OpenRunner(Path folder) throws IOException {
    Bundle bundle = Bundle.read(folder);
    this.imageSizePx = bundle.manifest().imageSizePx();
    this.encoder = open(bundle, TaggingGraphs.IMAGE_ENCODER);
    this.head = open(bundle, TaggingGraphs.OPEN_TAGGING_HEAD);
  }

  private static GraphSession open(Bundle bundle, String graph) {
    GraphSession session =
        GraphSession.open(graph, bundle.graphFile(graph).orElseThrow(), RuntimeOptions.defaults());
    GraphContract.require(session, bundle.graph(graph));
    return session;
  }

  /** The image embeddings of pixels, [3, size, size]. */
  float[] rows(float[] pixels) {
    try (OnnxTensor image =
            encoder.tensor(FloatBuffer.wrap(pixels), 1, 3, imageSizePx, imageSizePx);
        OrtSession.Result result = encoder.run(Map.of(TaggingGraphs.IMAGE, image))) {
      return encoder.floats(result, TaggingGraphs.ROWS, 1, rowCount(), WIDTH);
    }
  }

  /** 1 and the tokens, a thirty-second of the image's side in each direction. */
  private int rowCount() {
    return 1 + imageSizePx / 32 * (imageSizePx / 32);
  }

  /**
   * The logits of tags of RAM.
   *
   * @param tags a text embedding each
   */
  float[] logitsOfTags(float[] rows, List<float[]> tags) {
    FloatBuffer values = FloatBuffer.allocate(tags.size() * WIDTH);
    tags.forEach(values::put);
    try (OnnxTensor image = head.tensor(FloatBuffer.wrap(rows), 1, rowCount(), WIDTH);
        OnnxTensor embeddings = head.tensor(values.flip(), tags.size(), WIDTH)) {
      return run(Map.of(TaggingGraphs.ROWS, image, TaggingGraphs.TAGS, embeddings), tags.size());
    }
  }

  /**
   * The logits of tags of RAM++.
   *
   * @param tags one or more text embeddings each
   */
  float[] logitsOfTexts(float[] rows, List<List<float[]>> tags) {
    int most = tags.stream().mapToInt(List::size).max().orElseThrow();
    FloatBuffer values = FloatBuffer.allocate(tags.size() * most * WIDTH);
    FloatBuffer bias = FloatBuffer.allocate(tags.size() * most);
    for (List<float[]> tag : tags) {
      for (int i = 0; i < most; i++) {
        boolean given = i < tag.size();
        bias.put(given ? 0 : -1e9f);
        for (int k = 0; k < WIDTH; k++) {
          values.put(given ? tag.get(i)[k] : ANY);
        }
      }
    }
    try (OnnxTensor image = head.tensor(FloatBuffer.wrap(rows), 1, rowCount(), WIDTH);
        OnnxTensor texts = head.tensor(values.flip(), tags.size(), most, WIDTH);
        OnnxTensor mask = head.tensor(bias.flip(), tags.size(), most)) {
      return run(
          Map.of(
              TaggingGraphs.ROWS,
              image,
              TaggingGraphs.TEXTS,
              texts,
              TaggingGraphs.ATTENTION_BIAS,
              mask),
          tags.size());
    }
  }

  private float[] run(Map<String, OnnxTensor> inputs, int tags) {
    try (OrtSession.Result result = head.run(inputs)) {
      return head.floats(result, TaggingGraphs.LOGITS, 1, tags);
    }
  }

  @Override
  public void close() {
    try (encoder) {
      head.close();
    }
  }
}
