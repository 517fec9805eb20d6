package io.github.ram4j.onnx.embedding;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.TextEmbeddingGraphs;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.bundle.BundleReading;
import io.github.ram4j.runtime.bundle.BundleSizes;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.text.BytePairs;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;

/** The parts of a bundle that embeds texts: its tokenizer and its session. Thread-safe. */
public final class TextModel implements AutoCloseable {
  /** The start-of-text and the end-of-text token. */
  private static final int FRAME = 2;

  private static final int SHOWN_CHARACTERS = 60;

  private final String digest;
  private final BytePairs pairs;
  private final int positions;
  private final TextGraph graph;

  private TextModel(Bundle bundle, BytePairs pairs, int positions, TextGraph graph) {
    this.digest = ModelDigest.of(bundle);
    this.pairs = pairs;
    this.positions = positions;
    this.graph = graph;
  }

  /** Opens the parts, and checks the bundle's files. */
  public static TextModel open(Bundle bundle, RuntimeOptions options) throws IOException {
    bundle.require(ModelTask.TEXT_EMBEDDING);
    return BundleReading.during(
        bundle,
        Set.of(TextEmbeddingGraphs.TEXT_ENCODER),
        options,
        reading -> open(reading, options));
  }

  private static TextModel open(BundleReading reading, RuntimeOptions options) throws IOException {
    Bundle bundle = reading.bundle();
    int width = BundleSizes.atLeast(bundle, TextEmbeddingGraphs.SIZE_EMBEDDING, 1);
    int positions = BundleSizes.atLeast(bundle, TextEmbeddingGraphs.SIZE_POSITIONS, FRAME);
    BytePairs pairs =
        pairs(bundle, BundleSizes.atLeast(bundle, TextEmbeddingGraphs.SIZE_VOCABULARY, 1));
    try (Opened opened = new Opened()) {
      TextGraph graph =
          opened.add(
              new TextGraph(
                  opened.add(reading.session(TextEmbeddingGraphs.TEXT_ENCODER, options)), width));
      TextModel model = new TextModel(bundle, pairs, positions, graph);
      opened.keep();
      return model;
    }
  }

  private static BytePairs pairs(Bundle bundle, int vocabulary) throws IOException {
    String file = TextEmbeddingGraphs.MERGES_FILE_NAME;
    BytePairs pairs;
    try (InputStream in = bundle.open(file)) {
      pairs = BytePairs.read(in, "bundle %s: %s".formatted(bundle.name(), file));
    }
    if (pairs.size() != vocabulary) {
      throw new ModelException(
          "bundle %s: %s: expected the merges of %d ids, as the model has rows, found those of %d"
              .formatted(bundle.name(), file, vocabulary, pairs.size()));
    }
    return pairs;
  }

  TextGraph graph() {
    return graph;
  }

  /** The identity of the model, 64 lower-case hex digits. */
  public String digest() {
    return digest;
  }

  /** The width of an embedding. */
  public int width() {
    return graph.width();
  }

  /** The execution provider really used. */
  public String provider() {
    return graph.provider();
  }

  /**
   * The ids of a text, up to its first end-of-text token, where its embedding is taken.
   *
   * @throws IllegalArgumentException if there are too many; the message has the text
   */
  int[] encode(String text) {
    int[] ids = pairs.encode(text);
    if (ids.length > positions) {
      throw new IllegalArgumentException(
          "text \"%s\": expected at most %d tokens, found %d"
              .formatted(shortened(text), positions - FRAME, ids.length - FRAME));
    }
    return toEnd(ids);
  }

  /** The ids of a text, those in excess cut, up to its first end-of-text token. */
  int[] encodeCut(String text) {
    return toEnd(pairs.encodeCut(text, positions));
  }

  private int[] toEnd(int[] ids) {
    int end = 0;
    while (ids[end] != pairs.end()) {
      end++;
    }
    return end + 1 == ids.length ? ids : Arrays.copyOf(ids, end + 1);
  }

  private static String shortened(String text) {
    int characters = text.codePointCount(0, text.length());
    return characters <= SHOWN_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
  }

  @Override
  public void close() {
    graph.close();
  }
}
