package io.github.ram4j.train;

import java.time.Duration;
import java.util.Objects;

/**
 * How a model is trained.
 *
 * @param steps of the whole training
 * @param batch images of a step
 * @param learningRate of each step
 * @param part which parameters are trained
 * @param losses what is minimized
 * @param regularization what keeps the model from learning its images by heart
 * @param sampledTags tags that a step looks at for each image: those that it shows, and the rest
 *     drawn from the others, which then count for all others; 0 for all tags
 * @param seed of everything random
 * @param run how it is computed, which changes nothing but rounding
 */
public record TrainOptions(
    long steps,
    int batch,
    LearningRate learningRate,
    Part part,
    Losses losses,
    Regularization regularization,
    int sampledTags,
    long seed,
    Run run) {

  /** Which parameters are trained. */
  public enum Part {
    /** All but the tags' text embeddings of RAM and RAM++, which stay as they are. */
    ALL,
    /** All of that but the image encoder. */
    HEAD,
    /**
     * A RAM's image encoder, its projection and its tags' embeddings, before there is a head: an
     * image's first row is compared with all embeddings, and the tags that it shows share a softmax
     * over all tags. What ImageNet and CLIP are to the authors' models: features come sooner than
     * through a head that knows nothing yet, and embeddings of things that look alike lie near each
     * other.
     */
    ENCODER,
    /**
     * What stands for the tags that are new, and nothing else: no tag sees another, so all other
     * tags keep their scores to the last bit, and images need not be labelled with them. Weights do
     * not decay here.
     */
    NEW_TAGS
  }

  /**
   * The loss that is minimized (docs/models/training.md). With captions, theirs plus that of tags,
   * scaled to the same size; without, the loss of tags alone, its sum over tags as a mean over
   * images. Added to either: the distance to a teacher's features, and the alignment of captions,
   * where the examples have them.
   *
   * @param gammaNegative focusing of tags that do not hold; 7 for RAM and Tag2Text, 4 for RAM++
   * @param gammaPositive focusing of tags that hold; 0 as published
   * @param shift by how much probabilities of tags that do not hold are lowered first; 0.05
   * @param labelSmoothing of captions; 0.1 as published
   */
  public record Losses(
      double gammaNegative, double gammaPositive, double shift, double labelSmoothing) {
    /** As RAM and Tag2Text were trained. */
    public static final Losses RAM = new Losses(7, 0, 0.05, 0.1);

    /** As RAM++ was trained. */
    public static final Losses RAM_PLUS = new Losses(4, 0, 0.05, 0.1);
  }

  /**
   * What keeps the model from learning its images by heart.
   *
   * @param weightDecay of AdamW; 0.05 as published
   * @param dropout share of values dropped in the BERT parts; 0.1 as published
   * @param dropPath share of residual branches dropped in the last Swin block; 0.1 as published
   * @param averageDecay of the moving average of weights, 0 for none
   * @param gradientClip largest norm of all gradients, 0 for none
   */
  public record Regularization(
      double weightDecay,
      double dropout,
      double dropPath,
      double averageDecay,
      double gradientClip) {
    /** The published values, with an average over about a thousand steps. */
    public static final Regularization PUBLISHED = new Regularization(0.05, 0.1, 0.1, 0.999, 1);

    /** Nothing at all, to follow a reference or to learn images by heart. */
    public static final Regularization NONE = new Regularization(0, 0, 0, 0, 0);
  }

  /** The numbers that products are computed with; weights are float32 in any case. */
  public enum Numbers {
    /** As the authors compute. */
    FLOAT32,
    /** Faster by far where the processor has products of bfloat16 (AVX512-BF16, AMX). */
    BFLOAT16
  }

  /**
   * How a training is computed.
   *
   * @param threads parts of a batch that are computed beside each other, a thread each; sums over a
   *     batch are rounded in an order that depends on it
   * @param numbers of products
   * @param saveEvery how often the state is saved
   * @param validateEvery steps between two validations
   * @param sitting after how long to stop and save, to go on in a later run; zero to train to the
   *     end
   */
  public record Run(
      int threads, Numbers numbers, Duration saveEvery, long validateEvery, Duration sitting) {
    /** Checks the numbers. */
    public Run {
      require(threads > 0, "threads", "1 or more", threads);
      require(validateEvery > 0, "validate every", "1 step or more", validateEvery);
      Objects.requireNonNull(numbers, "numbers");
      Objects.requireNonNull(saveEvery, "saveEvery");
      Objects.requireNonNull(sitting, "sitting");
    }
  }

  /** Checks the numbers against each other. */
  public TrainOptions {
    require(steps > 0, "steps", "1 or more", steps);
    require(batch > 0, "batch", "1 or more", batch);
    require(run.threads() <= batch, "threads", "at most the batch's " + batch, run.threads());
    require(sampledTags >= 0, "sampled tags", "0 or more", sampledTags);
    Objects.requireNonNull(learningRate, "learningRate");
    Objects.requireNonNull(part, "part");
    require(
        part != Part.ENCODER || sampledTags == 0,
        "sampled tags",
        "0 for part ENCODER, whose softmax is over all tags",
        sampledTags);
    Objects.requireNonNull(losses, "losses");
    Objects.requireNonNull(regularization, "regularization");
  }

  private static void require(boolean holds, String what, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: expected %s, found %s".formatted(what, expected, found));
    }
  }
}
