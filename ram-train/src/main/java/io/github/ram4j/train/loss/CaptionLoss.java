package io.github.ram4j.train.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * The loss of captions: mean cross-entropy of every token after the prompt
 * (docs/models/training.md).
 *
 * @param labelSmoothing share of each target spread over all tokens; 0.1 as published
 */
public record CaptionLoss(double labelSmoothing) {
  /** The target that libtorch's cross-entropy ignores. */
  private static final long IGNORED = -100;

  private static final long MEAN = 1;

  /**
   * The loss of a batch.
   *
   * @param logits float32 [batch, length, vocabulary], of the token after each position
   * @param ids int64 [batch, length], from [DEC] to [SEP], then padding
   * @param promptLength number of given ids at the front, [DEC] among them
   * @param padding id of the padding
   * @return a single value
   */
  public Tensor of(Tensor logits, Tensor ids, long promptLength, long padding) {
    long length = ids.size(1);
    Tensor targets = ids.masked_fill(ids.eq(new Scalar(padding)), new Scalar(IGNORED));
    targets.narrow(1, 0, promptLength).fill_(new Scalar(IGNORED));
    return torch.cross_entropy_loss(
        logits.narrow(1, 0, length - 1).reshape(-1, logits.size(2)),
        targets.narrow(1, 1, length - 1).reshape(-1),
        new TensorOptional(),
        MEAN,
        IGNORED,
        labelSmoothing);
  }
}
