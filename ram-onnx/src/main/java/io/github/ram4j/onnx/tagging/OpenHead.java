package io.github.ram4j.onnx.tagging;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtSession;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.bundle.TensorSpec;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.runtime.session.GraphContract;
import io.github.ram4j.runtime.session.GraphSession;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A session of a bundle's open tagging head, whose tags are inputs: rows of one text embedding, or
 * of several that the image weighs. Thread-safe.
 */
final class OpenHead implements AutoCloseable {
  private final GraphSession session;

  private OpenHead(GraphSession session) {
    this.session = session;
  }

  /**
   * Opens the head of a bundle that was opened before, with further outputs.
   *
   * @param outputs names of values within the graph
   */
  static OpenHead openWith(Bundle bundle, RuntimeOptions options, List<String> outputs)
      throws IOException {
    return BundleReading.later(
        bundle,
        Set.of(TaggingGraphs.OPEN_TAGGING_HEAD),
        options,
        reading ->
            new OpenHead(reading.session(TaggingGraphs.OPEN_TAGGING_HEAD, options, outputs)));
  }

  /** Opens the head of a bundle that was opened before. */
  static OpenHead open(Bundle bundle, RuntimeOptions options, int memoryRows, int width)
      throws IOException {
    return BundleReading.later(
        bundle,
        Set.of(TaggingGraphs.OPEN_TAGGING_HEAD),
        options,
        reading -> {
          try (Opened opened = new Opened()) {
            GraphSession session =
                opened.add(reading.session(TaggingGraphs.OPEN_TAGGING_HEAD, options));
            GraphContract.require(
                session,
                takesTexts(bundle)
                    ? TaggingGraphs.openTaggingHeadOfTexts(memoryRows, width)
                    : TaggingGraphs.openTaggingHead(memoryRows, width, textWidth(bundle)));
            opened.keep();
            return new OpenHead(session);
          }
        });
  }

  /** Returns whether a bundle has such a head. */
  static boolean isIn(Bundle bundle) {
    return bundle.manifest().graphs().containsKey(TaggingGraphs.OPEN_TAGGING_HEAD);
  }

  /** Returns whether a tag of the head may have several text embeddings. */
  static boolean takesTexts(Bundle bundle) {
    return bundle.graph(TaggingGraphs.OPEN_TAGGING_HEAD).inputs().containsKey(TaggingGraphs.TEXTS);
  }

  /** The width of a text embedding; 0 for a bundle without such a head. */
  static int textWidth(Bundle bundle) {
    if (!isIn(bundle)) {
      return 0;
    }
    TensorSpec spec =
        bundle
            .graph(TaggingGraphs.OPEN_TAGGING_HEAD)
            .inputs()
            .get(takesTexts(bundle) ? TaggingGraphs.TEXTS : TaggingGraphs.TAGS);
    return spec == null ? 0 : (int) spec.size(spec.axes().size() - 1);
  }

  /**
   * Infers the logits of some tags of an image, into their places.
   *
   * @param image float32 [1, memory rows, width]
   * @param logits of all tags
   */
  void infer(OnnxTensor image, TagInputs tags, float[] logits, int from) {
    run(
        image,
        tags,
        result -> {
          float[] found = session.floats(result, TaggingGraphs.LOGITS, 1, tags.count());
          for (int i = 0; i < found.length; i++) {
            logits[from + tags.place(i)] = found[i];
          }
        });
  }

  /** Runs the head for some tags of an image, float32 [1, memory rows, width]. */
  void run(OnnxTensor image, TagInputs tags, Consumer<OrtSession.Result> use) {
    try (OnnxTensor rows = rows(tags);
        OnnxTensor bias = bias(tags)) {
      Map<String, OnnxTensor> inputs =
          bias == null
              ? Map.of(TaggingGraphs.ROWS, image, TaggingGraphs.TAGS, rows)
              : Map.of(
                  TaggingGraphs.ROWS,
                  image,
                  TaggingGraphs.TEXTS,
                  rows,
                  TaggingGraphs.ATTENTION_BIAS,
                  bias);
      try (OrtSession.Result result = session.run(inputs)) {
        use.accept(result);
      }
    }
  }

  /** The numbers of an output. */
  float[] floats(OrtSession.Result result, String output, long... shape) {
    return session.floats(result, output, shape);
  }

  private OnnxTensor rows(TagInputs tags) {
    return tags.hasTexts()
        ? session.tensor(tags.rows(), tags.count(), tags.texts(), tags.width())
        : session.tensor(tags.rows(), tags.count(), tags.width());
  }

  private OnnxTensor bias(TagInputs tags) {
    return tags.hasTexts() ? session.tensor(tags.bias(), tags.count(), tags.texts()) : null;
  }

  @Override
  public void close() {
    session.close();
  }
}
