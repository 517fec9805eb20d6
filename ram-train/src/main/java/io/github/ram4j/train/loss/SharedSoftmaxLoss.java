package io.github.ram4j.train.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Cross-entropy of one softmax over all tags; the tags of an image share the target equally. It
 * trains an image encoder before there is a head.
 *
 * @param labelSmoothing share of each target spread over all tags
 */
public record SharedSoftmaxLoss(double labelSmoothing) {
  private static final long MEAN = 1;
  private static final long NONE_IGNORED = -100;

  /**
   * The loss of a batch.
   *
   * @param logits float32 [batch, tags]
   * @param positives float32 [batch, tags], 1 or 0; an image without tags is no mistake, but is
   *     smoothed as others are
   * @return the mean over images, a single value
   */
  public Tensor of(Tensor logits, Tensor positives) {
    Tensor count = positives.sum(new long[] {1}, true, new ScalarTypeOptional());
    return torch.cross_entropy_loss(
        logits,
        positives.div(count.clamp_min(new Scalar(1))),
        new TensorOptional(),
        MEAN,
        NONE_IGNORED,
        labelSmoothing);
  }
}
