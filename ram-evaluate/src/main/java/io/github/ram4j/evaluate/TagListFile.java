package io.github.ram4j.evaluate;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reader of the tags of scores: a list as {@link TagVocabulary#read(Path)} reads it, or the
 * authors' files of one name a line.
 */
public final class TagListFile {
  private static final String KIND = "tag list";

  /** The authors' threshold of tags without one of their own. */
  private static final float DEFAULT_THRESHOLD = 0.68f;

  private TagListFile() {}

  /**
   * Reads either format. A list whose first line has a tab has columns. In a list without columns
   * the first name has id 0, and all tags have the threshold 0.68, which the authors use for new
   * tags.
   *
   * @param file UTF-8
   * @return the tags in the order of the file
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is of neither format; the message names file and line
   */
  public static TagVocabulary read(Path file) throws IOException {
    if (TextLines.hasColumns(KIND, file)) {
      return TagVocabulary.read(file);
    }
    List<Tag> tags = new ArrayList<>();
    TextLines.forEach(
        KIND,
        file,
        (line, text) -> {
          String name = text.strip();
          if (name.indexOf('\t') >= 0) {
            throw TextLines.wrong(KIND, file, line, "one name", "a tab");
          }
          tags.add(new Tag(tags.size(), name, List.of(), true));
        });
    if (tags.isEmpty()) {
      throw new FileFormatException(
          "%s %s: expected a name a line, found an empty file".formatted(KIND, file));
    }
    float[] thresholds = new float[tags.size()];
    Arrays.fill(thresholds, DEFAULT_THRESHOLD);
    return TagVocabulary.of(tags, thresholds).withName(KIND + " " + file);
  }
}
