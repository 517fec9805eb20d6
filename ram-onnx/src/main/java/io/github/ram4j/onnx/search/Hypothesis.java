package io.github.ram4j.onnx.search;

import io.github.ram4j.Caption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A hypothesis that has ended: a sentence with its score.
 *
 * @param ids the token ids, prompt first, [SEP] last where the model ended it
 * @param score as {@link Caption#score()} says
 * @param ending the reason that it ended
 */
public record Hypothesis(List<Integer> ids, double score, Caption.Ending ending) {
  static final Comparator<Hypothesis> BEST_FIRST =
      Comparator.comparingDouble(Hypothesis::score).reversed();

  /** Copies the list. */
  public Hypothesis {
    ids = List.copyOf(ids);
  }

  static Hypothesis of(int[] ids, double score, Caption.Ending ending) {
    return new Hypothesis(Arrays.stream(ids).boxed().toList(), score, ending);
  }
}
