package io.github.ram4j.train;

import io.github.ram4j.train.loss.Objective;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/**
 * The losses of a step: means over its images.
 *
 * @param total what was minimized
 * @param tags the asymmetric loss, summed over tags
 * @param caption cross-entropy per word, where captions are learned
 * @param distillation distance to a teacher's feature, where there is one
 * @param alignment of images and texts, where that is learned
 */
public record StepLosses(
    double total,
    double tags,
    OptionalDouble caption,
    OptionalDouble distillation,
    OptionalDouble alignment) {

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
   * @param shares of the batch's images that each part has
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
}
