package io.github.ram4j.evaluate;

import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Scores of a file of comma-separated values: a row an image, a number a tag, no header.
 *
 * @param images names of the images, if each row begins with one; otherwise empty, with the rows in
 *     the order of the truth
 * @param scores float32 [images, tags], as written: probabilities or logits
 */
public record ScoresFile(List<String> images, ScoreMatrix scores) {
  private static final String KIND = "scores";

  /** Copies the list. */
  public ScoresFile {
    images = List.copyOf(images);
    if (!images.isEmpty() && images.size() != scores.images()) {
      throw new IllegalArgumentException(
          "scores: expected %d names of images, found %d"
              .formatted(scores.images(), images.size()));
    }
  }

  /**
   * Reads a file as the authors write it, or with the image's name first as {@code ram recognize
   * --logits} writes it. A name with a comma or a quote is quoted; an apostrophe before a name that
   * begins like a formula is removed.
   *
   * @param file UTF-8
   * @param tags the number of scores of a row, 1 or more
   * @return the scores in the order of the file
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if a row has another length or something that is no number; the
   *     message names file and line
   */
  public static ScoresFile read(Path file, int tags) throws IOException {
    List<String> images = new ArrayList<>();
    List<float[]> rows = new ArrayList<>();
    TextLines.forEach(
        KIND,
        file,
        (line, text) -> {
          List<String> cells = cells(file, line, text);
          boolean named = rows.isEmpty() ? cells.size() == tags + 1 : !images.isEmpty();
          requireCount(file, line, cells, named, tags, rows.isEmpty());
          if (named) {
            images.add(cells.get(0).replaceFirst("^'(?='?[=+\\-@\\t\\r])", ""));
            cells = cells.subList(1, cells.size());
          }
          rows.add(numbers(file, line, cells));
        });
    if (rows.isEmpty()) {
      throw new FileFormatException(
          "%s %s: expected a row an image, found an empty file".formatted(KIND, file));
    }
    if (!images.isEmpty()) {
      requireEnd(file);
    }
    return new ScoresFile(images, ScoreMatrix.of(tags, rows));
  }

  /**
   * Checks that the last row is complete. A killed run of {@code ram recognize --logits} may have
   * cut it, even within the last number.
   */
  private static void requireEnd(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.position(channel.size() - 1).read(last);
      if (last.get(0) != '\n' && last.get(0) != '\r') {
        throw new FileFormatException(
            "%s %s: expected a line end behind the last row, found none: the row may have been cut"
                .formatted(KIND, file));
      }
    }
  }

  /**
   * Returns whether a value is no probability, so that all are logits.
   *
   * @return whether one is below 0 or above 1
   */
  public boolean exceedProbabilities() {
    for (int image = 0; image < scores.images(); image++) {
      for (int tag = 0; tag < scores.tags(); tag++) {
        float score = scores.score(image, tag);
        if (score < 0 || score > 1) {
          return true;
        }
      }
    }
    return false;
  }

  private static void requireCount(
      Path file, int line, List<String> cells, boolean named, int tags, boolean first) {
    if (cells.size() != (named ? tags + 1 : tags)) {
      throw TextLines.wrong(
          KIND,
          file,
          line,
          "%s%d numbers%s".formatted(named ? "a name and " : "", tags, first ? "" : " as before"),
          cells.size() + " cells");
    }
  }

  /** Splits a row, whose first cell may be quoted. */
  private static List<String> cells(Path file, int line, String text) {
    if (!text.startsWith("\"")) {
      return Arrays.asList(text.split(",", -1));
    }
    StringBuilder name = new StringBuilder();
    int at = 1;
    while (at < text.length()) {
      if (text.charAt(at) != '"') {
        name.append(text.charAt(at++));
      } else if (text.startsWith("\"\"", at)) {
        name.append('"');
        at += 2;
      } else {
        break;
      }
    }
    if (!text.startsWith("\",", at)) {
      throw TextLines.wrong(KIND, file, line, "a quote and a comma behind the name", "none");
    }
    List<String> cells = new ArrayList<>();
    cells.add(name.toString());
    cells.addAll(Arrays.asList(text.substring(at + 2).split(",", -1)));
    return cells;
  }

  private static float[] numbers(Path file, int line, List<String> cells) {
    float[] numbers = new float[cells.size()];
    for (int i = 0; i < numbers.length; i++) {
      try {
        numbers[i] = Float.parseFloat(cells.get(i).strip());
      } catch (NumberFormatException e) {
        numbers[i] = Float.NaN;
      }
      if (Float.isNaN(numbers[i])) {
        throw TextLines.wrong(KIND, file, line, "numbers", "\"" + cells.get(i) + "\"");
      }
    }
    return numbers;
  }
}
