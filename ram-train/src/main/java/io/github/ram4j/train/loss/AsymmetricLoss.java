package io.github.ram4j.train.loss;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The loss of tags: cross-entropy whose easy examples count little, negatives less than positives
 * (docs/models/training.md; Ridnik et al., "Asymmetric Loss For Multi-Label Classification").
 *
 * <p>The focusing weight carries no gradient, as in the authors' code.
 *
 * @param gammaNegative focusing of negatives; 7 for RAM and Tag2Text, 4 for RAM++
 * @param gammaPositive focusing of positives; 0 as published
 * @param shift reduction of negatives' probabilities; 0.05 as published
 */
@SuppressWarnings("try") // scopes are there to be closed
public record AsymmetricLoss(double gammaNegative, double gammaPositive, double shift) {
  private static final double LEAST = 1e-8;

  /**
   * The loss of a batch.
   *
   * @param logits float32 [batch, tags]
   * @param targets float32 [batch, tags], 1 where the image shows the tag, else 0
   * @param weights float32 [batch, tags], weight of each term; null for 1 each
   * @return a single value: the sum over tags and images
   */
  public Tensor of(Tensor logits, Tensor targets, Tensor weights) {
    Tensor shown = logits.sigmoid();
    Tensor notShown = shown.neg().add(new Scalar(1 + shift)).clamp_max(new Scalar(1));
    Tensor negatives = targets.neg().add(new Scalar(1));
    Tensor log =
        targets
            .mul(shown.clamp_min(new Scalar(LEAST)).log())
            .add(negatives.mul(notShown.clamp_min(new Scalar(LEAST)).log()));
    Tensor loss = log.mul(focus(shown, notShown, targets, negatives));
    return (weights == null ? loss : loss.mul(weights)).sum().neg();
  }

  private Tensor focus(Tensor shown, Tensor notShown, Tensor targets, Tensor negatives) {
    try (NoGradGuard guard = new NoGradGuard()) {
      Tensor right = shown.mul(targets).add(notShown.mul(negatives));
      Tensor gamma =
          targets.mul(new Scalar(gammaPositive)).add(negatives.mul(new Scalar(gammaNegative)));
      return right.neg().add(new Scalar(1)).pow(gamma);
    }
  }
}
