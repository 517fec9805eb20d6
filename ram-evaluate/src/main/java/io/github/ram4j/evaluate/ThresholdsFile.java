package io.github.ram4j.evaluate;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reader of thresholds of single tags from a file: a tag list with a column {@code threshold}, as
 * calibration writes it, or the authors' files of one number a line, in the order of the published
 * list.
 */
public final class ThresholdsFile {
  private static final String KIND = "thresholds";

  private ThresholdsFile() {}

  /**
   * Reads thresholds for any list that the policy is asked for. Thresholds of a tag list apply to
   * tags of the same names, as {@link ThresholdPolicy#of} says. Numbers have no names. As many
   * numbers as a published list has tags belong to these, which are found by name. Any other list
   * needs a number for each tag, and rising ids, so that its order is its own.
   *
   * @param file UTF-8; a tag list if its first line has a tab
   * @return a policy; it throws {@link FileFormatException} for tags whose thresholds the file
   *     lacks
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is of neither format; the message names file and line
   */
  public static ThresholdPolicy read(Path file) throws IOException {
    return TextLines.hasColumns(KIND, file)
        ? new NamedThresholds(ThresholdPolicy.of(TagVocabulary.read(file)))
        : new NumberedThresholds(KIND + " " + file, numbers(file));
  }

  /**
   * Reads thresholds for the tags of a list. A file of numbers needs one for each of its tags, in
   * its order; a tag list is read as by {@link #read(Path)}.
   *
   * @param file UTF-8; a tag list if its first line has a tab
   * @param vocabulary the tags
   * @return the tags with these thresholds
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is of neither format, or of other tags; the message names the
   *     file
   */
  public static TagVocabulary read(Path file, TagVocabulary vocabulary) throws IOException {
    if (TextLines.hasColumns(KIND, file)) {
      return vocabulary.withThresholds(read(file));
    }
    float[] thresholds = numbers(file);
    if (thresholds.length != vocabulary.size()) {
      throw new FileFormatException(
          "%s %s: expected a number for each of %d tags, found %d"
              .formatted(KIND, file, vocabulary.size(), thresholds.length));
    }
    return vocabulary.withThresholds(thresholds);
  }

  private static float[] numbers(Path file) throws IOException {
    List<Float> numbers = new ArrayList<>();
    TextLines.forEach(KIND, file, (line, text) -> numbers.add(number(file, line, text.strip())));
    float[] thresholds = new float[numbers.size()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = numbers.get(i);
    }
    return thresholds;
  }

  private static float number(Path file, int line, String text) {
    try {
      float threshold = Float.parseFloat(text);
      if (threshold >= 0 && threshold <= 1) {
        return threshold;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw TextLines.wrong(KIND, file, line, "a number from 0 to 1", "\"" + text + "\"");
  }
}
