package io.github.ram4j.catalog.output;

import io.github.ram4j.catalog.filter.OutputTag;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Comma-separated values: a row for each image, with {@code image}, {@code tags}, {@code chinese},
 * {@code scores}, {@code caption} and {@code error}. Tags, Chinese names and scores are joined by "
 * | ", in the same order. Texts that begin like a formula of a spreadsheet have an apostrophe
 * before them.
 */
public final class CsvLines implements LineFormat {
  private static final String JOINT = " | ";

  private final boolean severalFolders;

  /**
   * The format.
   *
   * @param severalFolders whether each row begins with {@code folder}, the folder given
   */
  public CsvLines(boolean severalFolders) {
    this.severalFolders = severalFolders;
  }

  @Override
  public String kind() {
    return severalFolders ? "csv-folders" : "csv";
  }

  @Override
  public String header() {
    return (severalFolders ? "folder," : "") + "image,tags,chinese,scores,caption,error\n";
  }

  @Override
  public String lines(TaggedImage image) {
    List<OutputTag> tags = image.tags().stream().map(CatalogTag::tag).toList();
    String row =
        String.join(
            ",",
            cell(image.image().path()),
            cell(joined(tags, OutputTag::name)),
            cell(joined(tags, tag -> tag.score().tag().chineseText())),
            joined(tags, tag -> String.format(Locale.ROOT, "%.4f", tag.score().score())),
            cell(image.captions().isEmpty() ? "" : image.captions().get(0)),
            cell(image.error().orElse("")));
    return (severalFolders ? cell(image.image().root().folder().toString()) + "," : "")
        + row
        + "\n";
  }

  private static String joined(List<OutputTag> tags, Function<OutputTag, String> text) {
    return tags.stream().map(text).collect(Collectors.joining(JOINT));
  }

  private static String cell(String text) {
    String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }
}
