package io.github.ram4j.cli.catalog;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ram4j.ImageSource;
import io.github.ram4j.cli.OutputCheck;
import io.github.ram4j.cli.OutputKind;
import io.github.ram4j.cli.ReplaceOption;
import io.github.ram4j.files.OutputFile;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.search.HitTag;
import io.github.ram4j.search.SearchHit;
import io.github.ram4j.search.sheet.ContactSheet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of how images that were found are shown. */
final class HitOutputs {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SHOWN_TAGS = 6;

  @Option(
      names = "--json",
      description =
          "Print a JSON object for each image, one a line: image (the path below DIR), folder,"
              + " score, tags, captions.")
  private boolean json;

  @Option(
      names = "--sheet",
      paramLabel = "FILE.html|FILE.png",
      description =
          "Also write a contact sheet of the images: a web page in a single file, or an image.")
  private Path sheet;

  @Mixin private ReplaceOption replace;

  /** Refuses outputs that cannot be, before anything is opened. */
  void require(CommandLine line, List<Path> inputs, int limit) throws IOException {
    if (sheet == null) {
      return;
    }
    if (!isPage() && !isImage()) {
      throw new ParameterException(
          line, "--sheet: expected a name that ends in .html or .png, found " + sheet);
    }
    if (limit > ContactSheet.MOST_IMAGES) {
      throw new ParameterException(
          line,
          "--limit: expected at most %d with --sheet, found %d"
              .formatted(ContactSheet.MOST_IMAGES, limit));
    }
    new OutputCheck(line, replace.isGiven(), inputs)
        .require("--sheet", sheet, isPage() ? OutputKind.SHEET_PAGE : OutputKind.SHEET_IMAGE);
  }

  private boolean isPage() {
    String name = sheet.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".html") || name.endsWith(".htm");
  }

  private boolean isImage() {
    return sheet.toString().toLowerCase(Locale.ROOT).endsWith(".png");
  }

  /** Shows images. */
  void write(CommandLine line, String asked, List<SearchHit> hits) throws IOException {
    PrintWriter out = line.getOut();
    for (SearchHit hit : hits) {
      out.println(json ? json(hit) : text(hit));
    }
    out.flush();
    if (hits.isEmpty()) {
      line.getErr().println("no image was found");
    }
    if (sheet != null) {
      writeSheet(asked, hits);
    }
  }

  private static String text(SearchHit hit) {
    List<String> tags = new ArrayList<>();
    for (HitTag tag : hit.tags().subList(0, Math.min(SHOWN_TAGS, hit.tags().size()))) {
      tags.add(String.format(Locale.ROOT, "%s %.2f", tag.english(), tag.score()));
    }
    return SearchCommand.shown(
        String.format(
            Locale.ROOT, "%.3f  %s  %s", hit.score(), hit.file(), String.join(", ", tags)));
  }

  private static String json(SearchHit hit) throws IOException {
    ObjectNode object = JSON.createObjectNode();
    object.put("image", hit.path());
    object.put("folder", hit.folder().toString());
    object.put("score", hit.score());
    ArrayNode tags = object.putArray("tags");
    for (HitTag tag : hit.tags()) {
      ObjectNode added = tags.addObject();
      added.put("en", tag.english());
      ArrayNode chinese = added.putArray("zh");
      tag.chinese().forEach(chinese::add);
      added.put("score", tag.score());
    }
    ArrayNode captions = object.putArray("captions");
    hit.captions().forEach(captions::add);
    return JSON.writeValueAsString(object);
  }

  private void writeSheet(String asked, List<SearchHit> hits) throws IOException {
    ContactSheet found =
        ContactSheet.of(
            OutputKind.SHEET_TITLE + asked,
            hits,
            file -> RamModels.decode(ImageSource.of(file), ImageOptions.defaults()));
    try (OutputFile output = new OutputFile(sheet)) {
      if (isPage()) {
        Writer writer = output.writer();
        found.writeHtml(writer, sheet);
        writer.flush();
      } else {
        PngFile.write(found.image(), output.stream());
      }
      output.finish();
    }
  }
}
