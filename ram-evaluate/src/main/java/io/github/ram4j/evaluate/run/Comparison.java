package io.github.ram4j.evaluate.run;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.EvaluatedModel;
import io.github.ram4j.evaluate.TruthLabels;
import io.github.ram4j.evaluate.run.EvaluationRow.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Figures of one or several models on the same labelled images. Immutable and thread-safe.
 *
 * <pre>{@code
 * LabelledImages images = LabelledImages.read(Path.of("truth.jsonl"));
 * try (Recognizer recognizer = RamModels.open(Path.of("ram_plus"))) {
 *   ModelScores scores =
 *       ModelScores.recognize("ram_plus", recognizer, images, ScoringOptions.defaults());
 *   Comparison figures = Comparison.of(List.of(scores), images);
 *   System.out.println(figures.rows().get(0).model().evaluation().meanAveragePrecision());
 * }
 * }</pre>
 */
public final class Comparison {
  private final LabelledImages images;
  private final int skipped;
  private final List<EvaluationRow> rows;

  private Comparison(LabelledImages images, int skipped, List<EvaluationRow> rows) {
    this.images = images;
    this.skipped = skipped;
    this.rows = List.copyOf(rows);
  }

  /**
   * Evaluates models on all of their tags.
   *
   * @param models 1 or more, all with scores of the same images
   * @param images the images in the order of the scores
   * @return the figures
   * @throws IllegalArgumentException if no image has scores of all models, or ids of the truth mean
   *     other tags in one model than in another
   */
  public static Comparison of(List<ModelScores> models, LabelledImages images) {
    return of(models, images, UnaryOperator.identity());
  }

  /**
   * Evaluates models on some of their tags. If the models have different tags, rows of shared tags
   * come first, then rows of each model's own. Images that a model could not read are left out for
   * all.
   *
   * @param models 1 or more, all with scores of the same images
   * @param images the images in the order of the scores
   * @param selection function from a model's tags to the evaluated ones
   * @return the figures
   * @throws IllegalArgumentException if no image has scores of all models, or ids of the truth mean
   *     other tags in one model than in another
   */
  public static Comparison of(
      List<ModelScores> models, LabelledImages images, UnaryOperator<TagVocabulary> selection) {
    TagIds.requireOneMeaning(
        "truth", images.shownTags(), models.stream().map(ModelScores::vocabulary).toList());
    int[] readable =
        IntStream.range(0, images.size())
            .filter(image -> models.stream().allMatch(model -> model.hasScores(image)))
            .toArray();
    if (readable.length == 0) {
      throw new IllegalArgumentException(
          "images: expected at least one of %d that can be read, found none"
              .formatted(images.size()));
    }
    List<Integer> places = IntStream.of(readable).boxed().toList();
    LabelledImages read = images.only(places);
    List<EvaluatedModel> own =
        models.stream().map(model -> evaluated(model, places, read, selection)).toList();
    return new Comparison(read, images.size() - read.size(), rows(models, own));
  }

  private static EvaluatedModel evaluated(
      ModelScores model,
      List<Integer> readable,
      LabelledImages images,
      UnaryOperator<TagVocabulary> selection) {
    TagVocabulary chosen = selection.apply(model.vocabulary());
    // Chosen from the model's own list, so that its ids are known there.
    TruthLabels labels =
        TruthLabels.of(model.vocabulary(), images.tags()).withNeutral(images.neutral());
    return EvaluatedModel.of(model.name(), model.vocabulary(), model.matrix(readable), labels)
        .only(tag -> chosen.indexOfId(tag.id()).isPresent());
  }

  private static List<EvaluationRow> rows(List<ModelScores> models, List<EvaluatedModel> own) {
    List<EvaluationRow> rows = new ArrayList<>();
    Set<String> shared = EvaluatedModel.sharedNames(own);
    boolean differ = own.stream().anyMatch(model -> !model.names().equals(shared));
    for (int i = 0; i < own.size() && differ && !shared.isEmpty(); i++) {
      EvaluatedModel model = own.get(i).onlyNamed(shared);
      rows.add(new EvaluationRow(model, Basis.SHARED, models.get(i).perSecond()));
    }
    for (int i = 0; i < own.size(); i++) {
      rows.add(new EvaluationRow(own.get(i), Basis.OWN, models.get(i).perSecond()));
    }
    return rows;
  }

  /**
   * This comparison with a further row, of a model's own tags.
   *
   * @param model evaluated on the same images
   * @return a new comparison
   */
  public Comparison with(EvaluatedModel model) {
    EvaluationRow row = new EvaluationRow(model, Basis.OWN, Double.NaN);
    return new Comparison(images, skipped, Stream.concat(rows.stream(), Stream.of(row)).toList());
  }

  /**
   * This comparison with tags of the truth that a model lacks, counted as never predicted, in the
   * rows of models' own tags.
   *
   * @return a new comparison
   */
  public Comparison withMisses() {
    return new Comparison(images, skipped, rows.stream().map(Comparison::withMisses).toList());
  }

  private static EvaluationRow withMisses(EvaluationRow row) {
    return row.isShared()
        ? row
        : new EvaluationRow(row.model().withMisses(), row.basis(), row.perSecond());
  }

  /**
   * The images with scores of all models.
   *
   * @return 1 or more
   */
  public LabelledImages images() {
    return images;
  }

  /**
   * The number of images that a model could not read, and that are left out.
   *
   * @return 0 or more
   */
  public int skipped() {
    return skipped;
  }

  /**
   * The figures alone, without scores and images.
   *
   * @return as {@link EvaluationFiles} writes them
   */
  public EvaluationSummary summary() {
    return new EvaluationSummary(
        images.size(),
        skipped,
        rows.stream()
            .map(
                row ->
                    new EvaluationSummary.Row(
                        row.model().name(),
                        row.basis(),
                        row.perSecond(),
                        row.model().labels().unknown(),
                        row.model().evaluation()))
            .toList());
  }

  /**
   * The figures of each model: first of shared tags, if models have different ones, then of own
   * tags.
   *
   * @return in the order of the models; unmodifiable
   */
  public List<EvaluationRow> rows() {
    return rows;
  }
}
