package io.github.ram4j.onnx.embedding;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelInfo;
import io.github.ram4j.RamException;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.runtime.lifetime.CallGate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * A text encoder on a bundle's session.
 *
 * <p>The texts of a call are sorted by their ids, so that those that begin alike are neighbours,
 * and go through the graph as trees of tokens. Beside the texts' ids and the embeddings, a call
 * needs as much memory as one tree, however many texts there are.
 */
public final class OnnxTextEncoder implements TextEncoder {
  /** The most tokens of a tree; docs/lab-notes.md has figures. */
  private static final int TREE_TOKENS = 768;

  private final ModelInfo info;
  private final TextModel model;
  private final CallGate gate;

  /** A text encoder that owns its model. */
  public OnnxTextEncoder(ModelInfo info, TextModel model) {
    this.info = info;
    this.model = model;
    this.gate = CallGate.open("text encoder of " + info.source());
  }

  @Override
  public ModelInfo model() {
    return info;
  }

  @Override
  public int width() {
    return model.width();
  }

  @Override
  public String digest() {
    return model.digest();
  }

  @Override
  public float[][] embed(List<String> texts) {
    return embed(texts, model::encode);
  }

  @Override
  public float[][] embedCut(List<String> texts) {
    return embed(texts, model::encodeCut);
  }

  private float[][] embed(List<String> texts, Function<String, int[]> tokenizer) {
    try {
      return gate.call(() -> embedded(tokenized(texts, tokenizer)));
    } catch (IOException e) {
      throw new RamException("embedding of texts reads no files", e);
    }
  }

  private static TokenizedText[] tokenized(List<String> texts, Function<String, int[]> tokenizer) {
    List<TokenizedText> all = new ArrayList<>(texts.size());
    for (String text : texts) {
      all.add(new TokenizedText(tokenizer.apply(Objects.requireNonNull(text, "text")), all.size()));
    }
    TokenizedText[] sorted = all.toArray(TokenizedText[]::new);
    Arrays.sort(sorted);
    return sorted;
  }

  private float[][] embedded(TokenizedText[] texts) {
    float[][] rows = new float[texts.length][];
    for (int from = 0; from < texts.length; ) {
      TokenTree tree = new TokenTree();
      int to = from;
      while (to < texts.length
          && (to == from || tree.size() + tree.growth(texts[to].ids()) <= TREE_TOKENS)) {
        tree.add(texts[to++].ids());
      }
      float[] made = model.graph().embed(tree);
      int row = 0;
      for (int i = from; i < to; i++) {
        row += i > from && texts[i].compareTo(texts[i - 1]) != 0 ? 1 : 0;
        rows[texts[i].place()] = ofLength1(made, row * model.width());
      }
      from = to;
    }
    return rows;
  }

  private float[] ofLength1(float[] rows, int from) {
    float[] row = Arrays.copyOfRange(rows, from, from + model.width());
    double squares = 0;
    for (float element : row) {
      squares += (double) element * element;
    }
    double length = Math.sqrt(squares);
    if (!(length > 0 && length < Float.MAX_VALUE)) {
      throw new ModelException(
          "%s: embedding of a text: expected a vector of finite length above 0, found length %s"
              .formatted(model.graph().name(), length));
    }
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) (row[i] / length);
    }
    return row;
  }

  @Override
  public void close() {
    gate.close(model::close);
  }
}
