package io.github.ram4j.cli;

import io.github.ram4j.ExportedOutput;
import io.github.ram4j.Picture;
import io.github.ram4j.PictureException;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.ScoreMatrix;
import io.github.ram4j.evaluate.ScoresFile;
import io.github.ram4j.evaluate.run.LabelledPictures;
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
 * A model's scores of pictures.
 *
 * @param name of the model or of the file
 * @param vocabulary with the thresholds in use
 * @param rows one for each picture; null where it could not be read
 * @param perSecond pictures read and recognized in a second, NaN where none were
 */
record PictureScores(String name, TagVocabulary vocabulary, List<float[]> rows, double perSecond) {
  private static final int AT_A_TIME = 64;

  /**
   * Recognizes pictures, in batches.
   *
   * @param vocabulary the recognizer's, with the thresholds to evaluate at
   * @param skip whether a picture that cannot be read is left out, and said, or ends everything
   */
  static PictureScores recognize(
      String name,
      Recognizer recognizer,
      TagVocabulary vocabulary,
      LabelledPictures pictures,
      boolean skip,
      PrintWriter err)
      throws IOException {
    recognizer.vocabulary().requireSameTags(vocabulary);
    ProgressLine progress = new ProgressLine(err);
    List<float[]> rows = new ArrayList<>();
    long start = System.nanoTime();
    for (int from = 0; from < pictures.size(); from += AT_A_TIME) {
      List<Path> files =
          IntStream.range(from, Math.min(pictures.size(), from + AT_A_TIME))
              .mapToObj(pictures::file)
              .toList();
      rows.addAll(recognize(recognizer, files, skip, err));
      progress.at("recognizing with " + TerminalView.safe(name), rows.size(), pictures.size());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new PictureScores(name, vocabulary, rows, rows.size() / seconds);
  }

  private static List<float[]> recognize(
      Recognizer recognizer, List<Path> files, boolean skip, PrintWriter err) throws IOException {
    List<float[]> rows = new ArrayList<>();
    try {
      recognizer
          .recognizeAll(files.stream().map(Picture::of).toList())
          .forEach(recognition -> rows.add(scores(recognition)));
      return rows;
    } catch (IOException | PictureException e) {
      if (!skip) {
        throw e;
      }
    }
    // One of them cannot be read: which, is found out one by one.
    for (Path file : files) {
      try {
        rows.add(scores(recognizer.recognize(file)));
      } catch (IOException | PictureException e) {
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
  static PictureScores read(
      Path file,
      TagVocabulary vocabulary,
      ExportedOutput holds,
      LabelledPictures pictures,
      PrintWriter err)
      throws IOException {
    ScoresFile read = ScoresFile.read(file, vocabulary.size());
    boolean logits =
        holds == ExportedOutput.LOGITS
            || (holds == ExportedOutput.DETECT && read.exceedProbabilities());
    if (logits && holds == ExportedOutput.DETECT) {
      err.println("assumed: the scores are logits, since some are not from 0 to 1");
    }
    int[] order = order(file, read, pictures);
    List<float[]> rows = new ArrayList<>();
    for (int row : order) {
      float[] values = new float[vocabulary.size()];
      for (int tag = 0; tag < values.length; tag++) {
        values[tag] = read.scores().score(row, tag);
      }
      rows.add(logits ? scores(Recognition.ofLogits(vocabulary, values)) : values);
    }
    return new PictureScores(file.getFileName().toString(), vocabulary, rows, Double.NaN);
  }

  /** For each picture its row: by place, by name, or by the name without its folder. */
  private static int[] order(Path file, ScoresFile read, LabelledPictures pictures) {
    if (read.pictures().isEmpty()) {
      if (read.scores().pictures() != pictures.size()) {
        throw new IllegalArgumentException(
            "scores %s: expected a row for each of the truth's %d pictures, found %d"
                .formatted(file, pictures.size(), read.scores().pictures()));
      }
      return IntStream.range(0, pictures.size()).toArray();
    }
    Map<String, List<Integer>> rows = new HashMap<>();
    for (int row = 0; row < read.pictures().size(); row++) {
      rows.computeIfAbsent(read.pictures().get(row), name -> new ArrayList<>(1)).add(row);
    }
    return pictures.names().stream().mapToInt(name -> row(file, rows, name)).toArray();
  }

  private static int row(Path file, Map<String, List<Integer>> rows, String picture) {
    String alone = picture.substring(picture.lastIndexOf('/') + 1);
    List<Integer> found = rows.getOrDefault(picture, rows.getOrDefault(alone, List.of()));
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          "scores %s: expected one row for picture %s, found %s"
              .formatted(file, picture, found.isEmpty() ? "none" : found.size()));
    }
    return found.get(0);
  }

  /** Of some of the pictures. */
  PictureScores only(List<Integer> chosen) {
    return new PictureScores(name, vocabulary, chosen.stream().map(rows::get).toList(), perSecond);
  }

  /** The scores of some of the pictures, all of which could be read. */
  ScoreMatrix matrix(List<Integer> chosen) {
    return ScoreMatrix.of(vocabulary, chosen.stream().map(rows::get).toList());
  }
}
