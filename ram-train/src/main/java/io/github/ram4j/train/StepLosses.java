package io.github.ram4j.train;

import io.github.ram4j.train.loss.Objective;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;

/**
 * The losses of a step: means over its pictures.
 *
 * @param total what was minimized
 * @param tags the asymmetric loss, summed over tags
 * @param caption cross-entropy per word, where captions are learned
 * @param distillation distance to a teacher's feature, where there is one
 * @param alignment of pictures and texts, where that is learned
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

  /** The mean of a batch's parts, which have equally many pictures. */
  static StepLosses mean(List<StepLosses> parts) {
    return new StepLosses(
        parts.stream().mapToDouble(StepLosses::total).average().orElseThrow(),
        parts.stream().mapToDouble(StepLosses::tags).average().orElseThrow(),
        mean(parts, StepLosses::caption),
        mean(parts, StepLosses::distillation),
        mean(parts, StepLosses::alignment));
  }

  private static OptionalDouble mean(
      List<StepLosses> parts, Function<StepLosses, OptionalDouble> part) {
    return parts.stream().map(part).flatMapToDouble(OptionalDouble::stream).average();
  }
}
