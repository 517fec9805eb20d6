package io.github.ram4j.cli;

import io.github.ram4j.ExportedOutput;
import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.ScoresFile;
import io.github.ram4j.evaluate.run.LabelledImages;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A model's scores of images.
 *
 * @param name of the model or of the file
 * @param vocabulary with the thresholds in use
 * @param rows one for each image; null where it could not be read
 * @param perSecond images read and recognized in a second, NaN where none were
 */
record ImageScores(String name, TagVocabulary vocabulary, List<float[]> rows, double perSecond) {
  private static final int AT_A_TIME = 64;

  /**
   * Recognizes images, in batches.
   *
   * @param vocabulary the recognizer's, with the thresholds to evaluate at
   * @param skip whether an image that cannot be read is left out, and said, or ends everything
   */
  static ImageScores recognize(
      String name,
      Recognizer recognizer,
      TagVocabulary vocabulary,
      LabelledImages images,
      boolean skip,
      PrintWriter err)
      throws IOException {
    recognizer.vocabulary().requireSameTags(vocabulary);
    ProgressLine progress = new ProgressLine(err);
    List<float[]> rows = new ArrayList<>();
    long start = System.nanoTime();
    for (int from = 0; from < images.size(); from += AT_A_TIME) {
      List<Path> files =
          IntStream.range(from, Math.min(images.size(), from + AT_A_TIME))
              .mapToObj(images::file)
              .toList();
      rows.addAll(recognize(recognizer, files, skip, err));
      progress.at("recognizing with " + TerminalView.safe(name), rows.size(), images.size());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new ImageScores(name, vocabulary, rows, rows.size() / seconds);
  }

  private static List<float[]> recognize(
      Recognizer recognizer, List<Path> files, boolean skip, PrintWriter err) throws IOException {
    List<float[]> rows = new ArrayList<>();
    try {
      recognizer
          .recognizeAll(files.stream().map(ImageSource::of).toList())
          .forEach(recognition -> rows.add(scores(recognition)));
      return rows;
    } catch (IOException | ImageException e) {
      if (!skip) {
        throw e;
      }
    }
    // One of them cannot be read: which, is found out one by one.
    for (Path file : files) {
      try {
        rows.add(scores(recognizer.recognize(file)));
      } catch (IOException | ImageException e) {
        err.println("left out: " + Ram.explain(e));
        rows.add(null);
      }
    }
    return rows;
  }

  private static float[] scores(Recognition recognition) {
    float[] scores = new float[recognition.vocabulary().size()];
    recognition.scores().get(scores);
    return scores;
  }

  /**
   * Reads scores that somebody else computed.
   *
   * @param holds logits are made probabilities
   */
  static ImageScores read(
      Path file,
      TagVocabulary vocabulary,
      ExportedOutput holds,
      LabelledImages images,
      PrintWriter err)
      throws IOException {
    ScoresFile read = ScoresFile.read(file, vocabulary.size());
    boolean logits =
        holds == ExportedOutput.LOGITS
            || (holds == ExportedOutput.DETECT && read.exceedProbabilities());
    if (logits && holds == ExportedOutput.DETECT) {
      err.println("assumed: the scores are logits, since some are not from 0 to 1");
    }
    int[] order = order(file, read, images);
    List<float[]> rows = new ArrayList<>();
    for (int row : order) {
      float[] values = new float[vocabulary.size()];
      for (int tag = 0; tag < values.length; tag++) {
        values[tag] = read.scores().score(row, tag);
      }
      rows.add(logits ? scores(Recognition.ofLogits(vocabulary, values)) : values);
    }
    return new ImageScores(file.getFileName().toString(), vocabulary, rows, Double.NaN);
  }

  /** For each image its row: by place, by name, or by the name without its folder. */
  private static int[] order(Path file, ScoresFile read, LabelledImages images) {
    if (read.images().isEmpty()) {
      if (read.scores().images() != images.size()) {
        throw new IllegalArgumentException(
            "scores %s: expected a row for each of the truth's %d images, found %d"
                .formatted(file, images.size(), read.scores().images()));
      }
      return IntStream.range(0, images.size()).toArray();
    }
    Map<String, List<Integer>> rows = new HashMap<>();
    for (int row = 0; row < read.images().size(); row++) {
      rows.computeIfAbsent(read.images().get(row), name -> new ArrayList<>(1)).add(row);
    }
    return images.names().stream().mapToInt(name -> row(file, rows, name)).toArray();
  }

  private static int row(Path file, Map<String, List<Integer>> rows, String image) {
    String alone = image.substring(image.lastIndexOf('/') + 1);
    List<Integer> found = rows.getOrDefault(image, rows.getOrDefault(alone, List.of()));
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "scores %s: expected one row for image %s, found %s"
              .formatted(file, image, found.isEmpty() ? "none" : found.size()));
    }
    return found.get(0);
  }

  /** Of some of the images. */
  ImageScores only(List<Integer> chosen) {
    return new ImageScores(name, vocabulary, chosen.stream().map(rows::get).toList(), perSecond);
  }

  /** The scores of some of the images, all of which could be read. */
  ScoreMatrix matrix(List<Integer> chosen) {
    return ScoreMatrix.of(vocabulary, chosen.stream().map(rows::get).toList());
  }
}
