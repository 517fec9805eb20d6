package io.github.ram4j.cli;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.lines.InputFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Names of new tags on a command line. */
final class TagNames {
  private TagNames() {}

  /**
   * Splits names that are separated by commas.
   *
   * @param option the option of the text, for the message
   */
  static List<String> of(String option, String text) {
    List<String> all = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    int blank = all.indexOf("");
    if (blank >= 0) {
      throw new IllegalArgumentException(
          "%s: expected names separated by commas, found a blank as name %d of %d"
              .formatted(option, blank + 1, all.size()));
    }
    return all;
  }

  /** Reads a file of a name a line; blank lines are left out. */
  static List<String> read(Path file) throws IOException {
    try {
      List<String> all =
          Arrays.stream(InputFile.text(file).replace("\uFEFF", "").split("\\R", -1))
              .map(String::strip)
              .filter(name -> !name.isEmpty())
              .toList();
      if (all.isEmpty()) {
        throw new FileFormatException(
            "list of names %s: expected a name a line, found none".formatted(file));
      }
      return all;
    } catch (CharacterCodingException e) {
      throw new FileFormatException(
          "list of names %s: expected UTF-8 text, found other bytes".formatted(file), e);
    }
  }
}
