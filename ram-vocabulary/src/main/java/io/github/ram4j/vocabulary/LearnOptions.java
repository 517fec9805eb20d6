package io.github.ram4j.vocabulary;

import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.evaluate.CalibrationGoal;
import java.util.List;
import java.util.Objects;

/** Options of learning tags from examples. Immutable and thread-safe. */
public final class LearnOptions {
  private final List<ImageEmbedding> others;
  private final CalibrationGoal goal;

  private LearnOptions(List<ImageEmbedding> others, CalibrationGoal goal) {
    this.others = List.copyOf(others);
    this.goal = Objects.requireNonNull(goal, "goal");
  }

  /**
   * The defaults: no other images, and thresholds of the best F1.
   *
   * @return the options
   */
  public static LearnOptions defaults() {
    return new LearnOptions(List.of(), CalibrationGoal.ofBestF1());
  }

  /**
   * Options with images that show none of the tags. Without them thresholds tell the tags from each
   * other alone, and images of anything else get tags that they do not show.
   *
   * @param images their embeddings, of the model of the examples
   * @return new options
   */
  public LearnOptions withOthers(List<ImageEmbedding> images) {
    return new LearnOptions(images, goal);
  }

  /**
   * Options with a goal of the thresholds.
   *
   * @param wanted the goal; its least number of images is that of a tag with a threshold of its own
   * @return new options
   */
  public LearnOptions withGoal(CalibrationGoal wanted) {
    return new LearnOptions(others, wanted);
  }

  /**
   * The embeddings of images that show none of the tags.
   *
   * @return unmodifiable, may be empty
   */
  public List<ImageEmbedding> others() {
    return others;
  }

  /**
   * The goal of the thresholds.
   *
   * @return the goal
   */
  public CalibrationGoal goal() {
    return goal;
  }
}
