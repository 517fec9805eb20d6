package io.github.ram4j.evaluate.run;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.PublishedThresholds;
import io.github.ram4j.evaluate.ScoreMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Scores of labelled images by one model. Immutable and thread-safe. */
public final class ModelScores {
  private final String name;
  private final TagVocabulary vocabulary;

  /** One for each image; null where it could not be read. */
  private final List<float[]> rows;

  private final double perSecond;

  ModelScores(String name, TagVocabulary vocabulary, List<float[]> rows, double perSecond) {
    this.name = name;
    this.vocabulary = vocabulary;
    this.rows = rows;
    this.perSecond = perSecond;
  }

  /**
   * Recognizes images, in batches, to be evaluated at the thresholds that {@link
   * PublishedThresholds#toEvaluate} gives.
   *
   * @param name name of the model in reports
   * @param recognizer the model
   * @param images to recognize
   * @param options the treatment of unreadable images, and the listener
   * @return the scores
   * @throws IOException if an image cannot be read and none may be left out
   */
  public static ModelScores recognize(
      String name, Recognizer recognizer, LabelledImages images, ScoringOptions options)
      throws IOException {
    List<Path> files = IntStream.range(0, images.size()).mapToObj(images::file).toList();
    List<float[]> rows = new ArrayList<>();
    long start = System.nanoTime();
    try (Outcomes<ImageSource.File, Recognition> outcomes =
        recognizer.recognizeEach(files.stream().map(ImageSource.File::new).toList())) {
      for (Outcome<ImageSource.File, Recognition> outcome : outcomes) {
        rows.add(scores(outcome, options));
        options.listener().scored(rows.size(), images.size());
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    TagVocabulary evaluated = PublishedThresholds.toEvaluate(recognizer.vocabulary());
    return new ModelScores(name, evaluated, rows, rows.size() / seconds);
  }

  /** The scores of an outcome, or null for an unreadable image that is left out. */
  private static float[] scores(
      Outcome<ImageSource.File, Recognition> outcome, ScoringOptions options) throws IOException {
    try {
      return scores(outcome.get());
    } catch (IOException | ImageException e) {
      if (!options.skipUnreadable()) {
        throw e;
      }
      options.listener().unreadable(outcome.input().path(), e);
      return null;
    }
  }

  static float[] scores(Recognition recognition) {
    float[] scores = new float[recognition.vocabulary().size()];
    recognition.scores().get(scores);
    return scores;
  }

  /**
   * These scores at other thresholds.
   *
   * @param thresholds the same tags in the same order
   * @return new scores
   * @throws IllegalArgumentException if the tags are others; the message names the first
   */
  public ModelScores withThresholds(TagVocabulary thresholds) {
    vocabulary.requireSameTags(thresholds);
    return new ModelScores(name, thresholds, rows, perSecond);
  }

  /**
   * The scores of some of the images.
   *
   * @param chosen places of the images
   * @return new scores
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public ModelScores only(List<Integer> chosen) {
    return new ModelScores(name, vocabulary, chosen.stream().map(rows::get).toList(), perSecond);
  }

  /**
   * The scores of images that all have scores.
   *
   * @param chosen places of the images
   * @return float32 [images, tags], in that order
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public ScoreMatrix matrix(List<Integer> chosen) {
    return ScoreMatrix.of(vocabulary, chosen.stream().map(rows::get).toList());
  }

  /**
   * Returns whether an image has scores.
   *
   * @param image its place
   * @return false where it could not be read
   * @throws IndexOutOfBoundsException if there is no such image
   */
  public boolean hasScores(int image) {
    return rows.get(image) != null;
  }

  /**
   * The name of the model in reports.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The model's tags with the thresholds in use.
   *
   * @return in the order of the scores
   */
  public TagVocabulary vocabulary() {
    return vocabulary;
  }

  /**
   * The speed of the model, reading included.
   *
   * @return images in a second; NaN if not measured
   */
  public double perSecond() {
    return perSecond;
  }
}
