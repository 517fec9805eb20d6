package io.github.ram4j.recipe.names;

import io.github.ram4j.evaluate.AveragePrecision;
import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.TruthMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Average precision of names, each of which stands for a tag of the scenes. */
public final class NamePrecision {
  private NamePrecision() {}

  /**
   * Average precisions.
   *
   * @param scores [scenes][names]
   * @param tags the tag that each name stands for
   * @return [names]; 0 where no scene shows the tag
   */
  public static double[] of(SceneRows scenes, float[][] scores, List<String> tags) {
    List<int[]> truth =
        IntStream.range(0, scenes.count())
            .mapToObj(
                i ->
                    IntStream.range(0, tags.size())
                        .filter(n -> scenes.tags(i).contains(tags.get(n)))
                        .toArray())
            .toList();
    return AveragePrecision.ofTags(
        ScoreMatrix.of(tags.size(), Arrays.asList(scores)), TruthMatrix.of(tags.size(), truth));
  }

  /** The mean share of scenes that show a tag: what random scores come to. */
  public static double chance(SceneRows scenes, List<String> tags) {
    long shown = 0;
    for (int i = 0; i < scenes.count(); i++) {
      shown += scenes.tags(i).stream().filter(tags::contains).count();
    }
    return (double) shown / scenes.count() / tags.size();
  }
}
