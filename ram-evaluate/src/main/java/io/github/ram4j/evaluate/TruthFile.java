package io.github.ram4j.evaluate;

import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reader of labels of images from a file.
 *
 * <p>Two formats are read, both UTF-8, an image a line, blank lines left out. The first character
 * distinguishes them:
 *
 * <ul>
 *   <li>{@code image,tag,tag…}, the authors' format. Nothing is quoted, so that neither image nor
 *       tag can have a comma.
 *   <li>JSON Lines: <code>{"image": "a.jpg", "tags": ["cat", "cowboy hat"]}</code>. Other fields
 *       may stand beside them; "picture" means the same as "image".
 * </ul>
 *
 * <p>Tags are names or, as the authors evaluate Tag2Text, ids. Images are paths below a folder that
 * the reader of the file knows.
 */
public final class TruthFile {
  private TruthFile() {}

  /**
   * Reads either format.
   *
   * @param file UTF-8
   * @return names or ids of tags by image, in the order of the file; unmodifiable
   * @throws IOException if the file cannot be read
   * @throws FileFormatException if it is of neither format, an image occurs twice, or there is no
   *     image; the message names file and line
   */
  public static Map<String, List<String>> read(Path file) throws IOException {
    Map<String, List<String>> truth = new LinkedHashMap<>();
    boolean[] json = new boolean[1];
    TextLines.forEach(
        TruthLine.KIND,
        file,
        (line, text) -> {
          json[0] = truth.isEmpty() ? text.stripLeading().startsWith("{") : json[0];
          TruthLine entry = json[0] ? TruthJson.parse(file, line, text) : parse(file, line, text);
          if (entry.image().isEmpty()) {
            throw TruthLine.wrong(file, line, "an image's name", "a blank");
          }
          if (truth.put(entry.image(), List.copyOf(entry.tags())) != null) {
            throw TruthLine.wrong(file, line, "each image once", entry.image() + " again");
          }
        });
    if (truth.isEmpty()) {
      throw new FileFormatException(
          "%s %s: expected a line for each image, found an empty file"
              .formatted(TruthLine.KIND, file));
    }
    return Collections.unmodifiableMap(truth);
  }

  private static TruthLine parse(Path file, int line, String text) {
    String[] cells = text.split(",", -1);
    List<String> tags = new ArrayList<>(cells.length - 1);
    for (int i = 1; i < cells.length; i++) {
      String tag = cells[i].strip();
      if (tag.isEmpty()) {
        throw TruthLine.wrong(file, line, "image,tag,tag…", "an empty tag");
      }
      tags.add(tag);
    }
    return new TruthLine(cells[0].strip(), tags);
  }
}
