package io.github.ram4j.train.model;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A stack of BERT layers, post-norm, with cross-attention and, for text, self-attention:
 * docs/models/tagging.md and docs/models/captioning.md.
 *
 * @param name prefix of the published names of its layers, such as {@code
 *     tagging_head.encoder.layer.}
 * @param layers number of layers
 * @param heads attention heads of each
 * @param selfAttention whether rows attend to each other first
 */
record BertLayers(String name, int layers, int heads, boolean selfAttention) {
  static final double NORM_EPSILON = 1e-12;

  /**
   * Runs the stack.
   *
   * @param rows [batch or 1, rows, hidden]
   * @param memory [batch, memory rows, memory width], keys and values of cross-attention
   * @param mask added to the scores of self-attention, broadcast to [batch, heads, rows, rows];
   *     null if every row attends to every other
   * @return [batch, rows, hidden]
   */
  Tensor run(Forward pass, Tensor rows, Tensor memory, Tensor mask) {
    Tensor x = rows;
    for (int i = 0; i < layers; i++) {
      String layer = name + i + ".";
      if (selfAttention) {
        x = attention(pass, layer + "attention.", x, x, mask);
      }
      x = attention(pass, layer + "crossattention.", x, memory, null);
      Tensor inner = Forward.activate(pass.dense(layer + "intermediate.dense", x));
      x = residual(pass, layer + "output.", inner, x);
    }
    return x;
  }

  private Tensor attention(Forward pass, String at, Tensor x, Tensor memory, Tensor mask) {
    Tensor query = split(pass.dense(at + "self.query", x));
    Tensor key = split(pass.dense(at + "self.key", memory));
    Tensor value = split(pass.dense(at + "self.value", memory));
    Tensor scaled = query.mul(new Scalar(1 / Math.sqrt((double) query.size(3))));
    Tensor scores = scaled.matmul(key.transpose(2, 3));
    if (mask != null) {
      scores = scores.add(mask);
    }
    Tensor mixed = pass.drop(torch.softmax(scores, -1)).matmul(value);
    return residual(pass, at + "output.", mixed.transpose(1, 2).flatten(2, 3), x);
  }

  /** Residual branch: dense, dropout, sum with the input, LayerNorm. */
  private static Tensor residual(Forward pass, String at, Tensor inner, Tensor skip) {
    Tensor x = pass.drop(pass.dense(at + "dense", inner)).add(skip);
    return pass.norm(at + "LayerNorm", x, NORM_EPSILON);
  }

  /** Splits heads: [batch, rows, hidden] to [batch, heads, rows, hidden / heads]. */
  private Tensor split(Tensor x) {
    return x.view(x.size(0), x.size(1), heads, x.size(2) / heads).transpose(1, 2);
  }
}
