package io.github.ram4j.train;

import io.github.ram4j.train.loss.Objective;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/** The losses of a step: means over its images. Immutable and thread-safe. */
public final class StepLosses {
  private final double total;
  private final double tags;
  private final OptionalDouble caption;
  private final OptionalDouble distillation;
  private final OptionalDouble alignment;

  StepLosses(
      double total,
      double tags,
      OptionalDouble caption,
      OptionalDouble distillation,
      OptionalDouble alignment) {
    this.total = total;
    this.tags = tags;
    this.caption = caption;
    this.distillation = distillation;
    this.alignment = alignment;
  }

  /**
   * The minimized loss.
   *
   * @return 0 or more
   */
  public double total() {
    return total;
  }

  /**
   * The asymmetric loss, summed over tags.
   *
   * @return 0 or more
   */
  public double tags() {
    return tags;
  }

  /**
   * The cross-entropy per token of captions.
   *
   * @return empty where no captions are learned
   */
  public OptionalDouble caption() {
    return caption;
  }

  /**
   * The mean absolute distance to a teacher's features.
   *
   * @return empty where there are none
   */
  public OptionalDouble distillation() {
    return distillation;
  }

  /**
   * The loss of the alignment of images and texts, summed over texts.
   *
   * @return empty if it is not learned
   */
  public OptionalDouble alignment() {
    return alignment;
  }

  static StepLosses of(Objective.Parts parts) {
    return new StepLosses(
        parts.total().item_float(),
        parts.tags().item_float(),
        value(parts.caption()),
        value(parts.distillation()),
        value(parts.alignment()));
  }

  private static OptionalDouble value(Optional<Tensor> part) {
    return part.isPresent() ? OptionalDouble.of(part.get().item_float()) : OptionalDouble.empty();
  }

  /**
   * The mean of a batch's parts.
   *
   * @param shares each part's share of the batch's images
   */
  static StepLosses mean(List<StepLosses> parts, List<Double> shares) {
    return new StepLosses(
        mean(parts, shares, part -> OptionalDouble.of(part.total())).orElseThrow(),
        mean(parts, shares, part -> OptionalDouble.of(part.tags())).orElseThrow(),
        mean(parts, shares, StepLosses::caption),
        mean(parts, shares, StepLosses::distillation),
        mean(parts, shares, StepLosses::alignment));
  }

  /** The mean over the parts that have a loss. */
  private static OptionalDouble mean(
      List<StepLosses> parts, List<Double> shares, Function<StepLosses, OptionalDouble> loss) {
    double sum = 0;
    double share = 0;
    for (int i = 0; i < parts.size(); i++) {
      OptionalDouble value = loss.apply(parts.get(i));
      if (value.isPresent()) {
        sum += shares.get(i) * value.getAsDouble();
        share += shares.get(i);
      }
    }
    return share == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / share);
  }

  /** All losses, for people. */
  @Override
  public String toString() {
    return "StepLosses[total=%s, tags=%s, caption=%s, distillation=%s, alignment=%s]"
        .formatted(total, tags, caption, distillation, alignment);
  }
}
