package io.github.ram4j.recipe.names;

import io.github.ram4j.recipe.names.NameLists.Synonym;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Mean average precision of names of several kinds on new scenes.
 *
 * @param known of the learned tags
 * @param synonyms of synonyms of learned tags
 * @param tagsOfSynonyms of the tags of these, each as often as it has synonyms
 * @param keptOut of tags that names were not learned from; NaN if there are none
 * @param chanceOfKeptOut what random scores come to
 * @param neverSeen of things that no part of the model was trained with, on scenes of them alone
 * @param chanceOfNeverSeen what random scores come to
 */
public record NameFigures(
    double known,
    double synonyms,
    double tagsOfSynonyms,
    double keptOut,
    double chanceOfKeptOut,
    double neverSeen,
    double chanceOfNeverSeen) {

  /**
   * New scenes.
   *
   * @param known of the model's tags
   * @param neverSeen of other things alone
   * @param things the names of these
   */
  public record Measured(SceneRows known, SceneRows neverSeen, List<String> things) {
    /** Copies the list. */
    public Measured {
      things = List.copyOf(things);
    }
  }

  /**
   * Measures a model.
   *
   * @param ofTag the embedding by which the model knows a tag, by the tag's index
   * @param ofName the embedding by which it is asked for another name
   */
  public static NameFigures of(
      NameModel model,
      KnownNames names,
      Measured scenes,
      Function<Integer, float[]> ofTag,
      Function<String, float[]> ofName,
      TorchThreads threads) {
    List<float[]> embeddings = new ArrayList<>();
    List<String> truth = new ArrayList<>();
    List<String> keptOut = new ArrayList<>();
    for (int tag : names.learned()) {
      embeddings.add(ofTag.apply(tag));
      truth.add(names.tags().get(tag));
    }
    int learned = truth.size();
    for (int tag : names.keptOut()) {
      String name = names.tags().get(tag);
      embeddings.add(ofName.apply(name));
      truth.add(name);
      keptOut.add(name);
    }
    int tags = truth.size();
    for (Synonym synonym : NameLists.synonyms()) {
      if (names.isLearned(synonym.tag())) {
        embeddings.add(ofName.apply(synonym.name()));
        truth.add(synonym.tag());
      }
    }
    double[] found = precisions(model, scenes.known(), embeddings, truth, threads);
    List<float[]> others = scenes.things().stream().map(ofName).toList();
    double[] unseen = precisions(model, scenes.neverSeen(), others, scenes.things(), threads);
    return new NameFigures(
        mean(found, 0, learned),
        mean(found, tags, found.length),
        truth.subList(tags, truth.size()).stream()
            .mapToDouble(tag -> found[truth.indexOf(tag)])
            .average()
            .orElse(Double.NaN),
        mean(found, learned, tags),
        NamePrecision.chance(scenes.known(), keptOut),
        mean(unseen, 0, unseen.length),
        NamePrecision.chance(scenes.neverSeen(), scenes.things()));
  }

  private static double[] precisions(
      NameModel model,
      SceneRows scenes,
      List<float[]> embeddings,
      List<String> truth,
      TorchThreads threads) {
    float[][] scores = model.scores(scenes, embeddings.toArray(float[][]::new), threads);
    return NamePrecision.of(scenes, scores, truth);
  }

  private static double mean(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).average().orElse(Double.NaN);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "mAP: known tags %.4f; synonyms %.4f, their tags %.4f, share %.3f; kept out %.4f, chance"
            + " %.4f; never seen %.4f, chance %.4f",
        known,
        synonyms,
        tagsOfSynonyms,
        synonyms / tagsOfSynonyms,
        keptOut,
        chanceOfKeptOut,
        neverSeen,
        chanceOfNeverSeen);
  }
}
