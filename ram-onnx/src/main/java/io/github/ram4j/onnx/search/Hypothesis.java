package io.github.ram4j.onnx.search;

import io.github.ram4j.Caption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A sentence that goes on no more.
 *
 * @param ids prompt first, [SEP] last where the model ended it
 * @param score as {@link Caption#score()} says
 * @param ending why it ended
 */
public record Finished(List<Integer> ids, double score, Caption.Ending ending) {
  static final Comparator<Finished> BEST_FIRST =
      Comparator.comparingDouble(Finished::score).reversed();

  /** Copies the list. */
  public Finished {
    ids = List.copyOf(ids);
  }

  static Finished of(int[] ids, double score, Caption.Ending ending) {
    return new Finished(Arrays.stream(ids).boxed().toList(), score, ending);
  }
}
