package io.github.ram4j.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown document, as far as this module looks at it.
 *
 * @param file the document, relative to the repository
 * @param text its lines outside of fenced blocks, the lines of blocks empty
 * @param blocks its fenced blocks, in order
 */
record Markdown(Path file, List<String> text, List<Block> blocks) {
  private static final Pattern FENCE = Pattern.compile("\\s*```(\\w*)\\s*");
  private static final Pattern SOURCE = Pattern.compile("<!-- from (\\S+) (\\w+) -->");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?) *#*");
  private static final Pattern LINK =
      Pattern.compile("!?\\[(?:[^\\]\\[]|\\[[^\\]]*\\])*\\]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`[^`]*`");

  /**
   * Fenced block.
   *
   * @param language behind the fence; empty for none
   * @param line its first line's number, from 1
   * @param lines its content
   * @param source "FILE TAG" of the code that it shows, from the comment above it; empty for none
   */
  record Block(String language, int line, List<String> lines, String source) {}

  static Markdown read(Path repository, Path file) throws IOException {
    List<String> text = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    List<String> open = null;
    String language = "";
    String source = "";
    for (String line : Files.readAllLines(repository.resolve(file))) {
      Matcher fence = FENCE.matcher(line);
      if (fence.matches() && open == null) {
        open = new ArrayList<>();
        language = fence.group(1);
      } else if (fence.matches()) {
        blocks.add(new Block(language, text.size() - open.size() + 1, List.copyOf(open), source));
        open = null;
        source = "";
      } else if (open != null) {
        open.add(line);
      } else {
        Matcher from = SOURCE.matcher(line);
        source = from.matches() ? from.group(1) + " " + from.group(2) : source;
      }
      text.add(open == null && !fence.matches() ? line : "");
    }
    if (open != null) {
      throw new IOException(
          file + ": expected the end of the last block, found the document's end");
    }
    return new Markdown(file, text, blocks);
  }

  /** Targets of links and images, without those in code. */
  List<String> links() {
    List<String> links = new ArrayList<>();
    String prose = String.join("\n", text);
    Matcher link = LINK.matcher(CODE.matcher(prose).replaceAll("code"));
    while (link.find()) {
      links.add(link.group(1));
    }
    return links;
  }

  /** Anchors of the headings, as GitHub makes them. */
  Set<String> anchors() {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> anchors = new LinkedHashSet<>();
    for (String line : text) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String plain =
            heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "");
        String anchor = plain.replace(' ', '-');
        int before = seen.merge(anchor, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? anchor : anchor + "-" + before);
      }
    }
    return anchors;
  }
}
