package io.github.ram4j.evaluate;

import io.github.ram4j.TagVocabulary;
import io.github.ram4j.ThresholdPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Thresholds of single tags, as a file has them: a tag list with a column {@code threshold}, as
 * calibration writes it, or the authors' files of one number a line, in the order of the published
 * list.
 */
public final class ThresholdsFile {
  private static final String KIND = "thresholds";

  private ThresholdsFile() {}

  /**
   * Reads either format: a file whose first line has a tab is a tag list. Its thresholds hold for
   * the tags of the same id; other tags keep theirs. Of numbers, the first is that of the tag of id
   * 0, and there must be one for every tag that the policy is asked for.
   *
   * @param file UTF-8
   * @return a policy; it throws {@link IllegalArgumentException} when it is asked for a tag whose
   *     name in the list is another, or that numbers are missing for
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is of neither format; the message names file and line
   */
  public static ThresholdPolicy read(Path file) throws IOException {
    List<String> lines = TextLines.read(KIND, file);
    if (!lines.isEmpty() && lines.get(0).contains("\t")) {
      return ThresholdPolicy.of(TagVocabulary.read(file));
    }
    List<Float> thresholds = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        thresholds.add(number(file, i, lines.get(i).strip()));
      }
    }
    return (tag, published) -> {
      if (tag.id() >= thresholds.size()) {
        throw new IllegalArgumentException(
            "%s %s: expected a number for tag %d (%s), found %d numbers"
                .formatted(KIND, file, tag.id(), tag.english(), thresholds.size()));
      }
      return thresholds.get(tag.id());
    };
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
