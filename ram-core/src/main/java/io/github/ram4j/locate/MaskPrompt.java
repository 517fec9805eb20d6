package io.github.ram4j.locate;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What says which thing of an image is meant: a box, points, or both, and optionally the mask of an
 * earlier answer. Immutable: {@link #of} and the {@code with…} methods make it.
 */
public final class MaskPrompt {
  private final @Nullable Box box;
  private final List<PromptPoint> points;
  private final @Nullable LowResMask mask;

  private MaskPrompt(@Nullable Box box, List<PromptPoint> points, @Nullable LowResMask mask) {
    this.box = box;
    this.points = points;
    this.mask = mask;
  }

  /**
   * The thing in a box.
   *
   * @param box in pixels of the upright image; it may leave the image
   * @return the prompt
   */
  public static MaskPrompt of(Box box) {
    return new MaskPrompt(Objects.requireNonNull(box, "box"), List.of(), null);
  }

  /**
   * The thing at points, and not at others.
   *
   * @param points one or more
   * @return the prompt
   * @throws IllegalArgumentException if there is none
   */
  public static MaskPrompt of(List<PromptPoint> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("prompt: expected a point or more, found none");
    }
    return new MaskPrompt(null, List.copyOf(points), null);
  }

  /**
   * The thing at a point.
   *
   * @param x to the right, in pixels of the upright image
   * @param y down, in pixels of the upright image
   * @return the prompt
   */
  public static MaskPrompt at(double x, double y) {
    return of(List.of(new PromptPoint(x, y, true)));
  }

  /**
   * The same prompt with a further point.
   *
   * @param point where the thing is, or is not
   * @return a new prompt
   */
  public MaskPrompt with(PromptPoint point) {
    Objects.requireNonNull(point, "point");
    return new MaskPrompt(box, Stream.concat(points.stream(), Stream.of(point)).toList(), mask);
  }

  /**
   * The same prompt with a box, in place of an earlier one.
   *
   * @param other in pixels of the upright image
   * @return a new prompt
   */
  public MaskPrompt with(Box other) {
    return new MaskPrompt(Objects.requireNonNull(other, "box"), points, mask);
  }

  /**
   * The same prompt with the mask of an earlier answer, which the model refines.
   *
   * @param earlier a {@link SegmentedMask#lowRes()} of the same image
   * @return a new prompt
   */
  public MaskPrompt with(LowResMask earlier) {
    return new MaskPrompt(box, points, Objects.requireNonNull(earlier, "mask"));
  }

  /**
   * The box.
   *
   * @return empty where the prompt has none
   */
  public Optional<Box> box() {
    return Optional.ofNullable(box);
  }

  /**
   * The points.
   *
   * @return in their order
   */
  public List<PromptPoint> points() {
    return points;
  }

  /**
   * The mask of an earlier answer.
   *
   * @return empty where the prompt has none
   */
  public Optional<LowResMask> mask() {
    return Optional.ofNullable(mask);
  }

  /** The parts, for people. */
  @Override
  public String toString() {
    return "MaskPrompt[%s, %s%s]".formatted(box, points, mask == null ? "" : ", a mask");
  }
}
