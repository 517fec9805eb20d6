package io.github.ram4j.evaluate.run;

import io.github.ram4j.ExportedOutput;
import io.github.ram4j.FileFormatException;
import io.github.ram4j.Recognition;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.evaluate.ScoresFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Scores of labelled images that another program computed and wrote to a file.
 *
 * @param scores of the images
 * @param assumedLogits whether logits were assumed: some numbers lie outside 0 to 1, and the file
 *     does not say that they are logits
 */
public record GivenScores(ModelScores scores, boolean assumedLogits) {

  /**
   * Reads scores.
   *
   * @param file as {@link ScoresFile} reads it: a row for each image in the order of the truth, or
   *     with the image's name first, which may have more folders before it than the truth has
   * @param vocabulary the tags of the columns with the thresholds to evaluate at
   * @param holds kind of the numbers; logits become probabilities
   * @param images the images of the scores
   * @return the scores, named after the file
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it lacks a row of an image, or has several
   */
  public static GivenScores read(
      Path file, TagVocabulary vocabulary, ExportedOutput holds, LabelledImages images)
      throws IOException {
    ScoresFile read = ScoresFile.read(file, vocabulary.size());
    boolean assumed = holds == ExportedOutput.DETECT && read.exceedProbabilities();
    boolean logits = holds == ExportedOutput.LOGITS || assumed;
    List<float[]> rows = new ArrayList<>();
    for (int row : order(file, read, images)) {
      float[] values = new float[vocabulary.size()];
      for (int tag = 0; tag < values.length; tag++) {
        values[tag] = read.scores().score(row, tag);
      }
      rows.add(logits ? ModelScores.scores(Recognition.ofLogits(vocabulary, values)) : values);
    }
    String name = file.getFileName().toString();
    return new GivenScores(new ModelScores(name, vocabulary, rows, Double.NaN), assumed);
  }

  /**
   * The row of each image: by place, by name, by the end of a path with more folders, or by the
   * name without its folder.
   */
  private static int[] order(Path file, ScoresFile read, LabelledImages images) {
    if (read.images().isEmpty()) {
      if (read.scores().images() != images.size()) {
        throw new FileFormatException(
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

  private static List<Integer> ending(Map<String, List<Integer>> rows, String end) {
    return rows.entrySet().stream()
        .filter(row -> row.getKey().replace('\\', '/').endsWith(end))
        .flatMap(row -> row.getValue().stream())
        .toList();
  }

  private static int row(Path file, Map<String, List<Integer>> rows, String image) {
    String alone = image.substring(image.lastIndexOf('/') + 1);
    List<Integer> found = rows.getOrDefault(image, ending(rows, "/" + image));
    found = found.isEmpty() ? rows.getOrDefault(alone, List.of()) : found;
    if (found.size() != 1) {
      throw new FileFormatException(
          "scores %s: expected one row for image %s, found %s"
              .formatted(file, image, found.isEmpty() ? "none" : found.size()));
    }
    return found.get(0);
  }
}
