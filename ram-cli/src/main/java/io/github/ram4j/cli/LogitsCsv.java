package io.github.ram4j.cli;

import io.github.ram4j.Recognition;
import io.github.ram4j.evaluate.run.CsvCell;
import io.github.ram4j.files.OutputFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * File of logits: no header, a row an image, its file name and then the logit of every tag in the
 * order of the vocabulary. Of images of one name in several folders, the path as given stands in
 * place of the name.
 *
 * <p>Each row stands alone, so rows appear as soon as their images are done. The file gets its
 * name, and replaces an older one, with the first row. A run that ends early leaves its rows, and a
 * run without a row leaves the older file.
 */
final class LogitsCsv implements AutoCloseable {
  private static final MathContext DIGITS = new MathContext(9);

  /** Digits of a number that is probably a logit. */
  private static final int MANY_DIGITS = 7;

  private final OutputFile file;
  private boolean empty = true;

  /** File names that several images have. */
  private final Set<Path> shared = new HashSet<>();

  /**
   * Begins a file.
   *
   * @param images all images of the run
   */
  LogitsCsv(Path file, Collection<Path> images) throws IOException {
    this.file = new OutputFile(file);
    Set<Path> names = new HashSet<>();
    for (Path image : new LinkedHashSet<>(images)) {
      if (!names.add(image.getFileName())) {
        shared.add(image.getFileName());
      }
    }
  }

  private String name(Path image) {
    Path name = image.getFileName();
    return (shared.contains(name) ? image : name).toString();
  }

  void add(Path image, Recognition recognition) throws IOException {
    StringBuilder row = new StringBuilder(CsvCell.of(name(image)));
    for (FloatBuffer logits = recognition.logits(); logits.hasRemaining(); ) {
      row.append(',').append(number(logits.get()));
    }
    // Rows end the same way on every system, so that a row that was cut is known.
    row.append('\n');
    file.stream().write(row.toString().getBytes(StandardCharsets.UTF_8));
    file.appear();
    empty = false;
  }

  /** Marks the file as complete. */
  void finish() throws IOException {
    if (!empty) {
      file.finish();
    }
  }

  /**
   * Returns whether a text begins like such a file: with rows of a name and logits, each in the
   * format of this class and most with many digits.
   */
  static boolean isLogits(String head) {
    List<String> rows = head.lines().toList();
    String first = rows.isEmpty() ? "" : rows.get(0);
    int name = first.startsWith("\"") ? first.indexOf("\",") + 1 : first.indexOf(',');
    if (name <= 0) {
      return false;
    }
    String[] cells = first.substring(name + 1).split(",", -1);
    // The last row may have been cut.
    int whole = rows.size() > 1 || head.endsWith("\n") ? cells.length : cells.length - 1;
    int many = 0;
    for (int i = 0; i < whole; i++) {
      if (!isNumber(cells[i])) {
        return false;
      }
      many += cells[i].replaceAll("E.*|\\D", "").length() >= MANY_DIGITS ? 1 : 0;
    }
    return whole > 0 && 2 * many >= whole;
  }

  private static boolean isNumber(String cell) {
    try {
      return number(Float.parseFloat(cell)).equals(cell);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String number(float logit) {
    return Float.isFinite(logit)
        ? new BigDecimal(logit).round(DIGITS).toString()
        : Float.toString(logit);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
