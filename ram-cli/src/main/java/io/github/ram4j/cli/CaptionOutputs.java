package io.github.ram4j.cli;

import io.github.ram4j.Caption;
import io.github.ram4j.ImageSource;
import io.github.ram4j.files.OutputFile;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.HtmlView;
import io.github.ram4j.view.ImageView;
import io.github.ram4j.view.PageImage;
import io.github.ram4j.view.PageImageSource;
import io.github.ram4j.view.TerminalView;
import java.awt.image.BufferedImage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Outputs of captions besides the terminal: drawn images, a web page. */
final class CaptionOutputs {
  @Option(
      names = "--out",
      paramLabel = "FILE.png",
      description =
          "Draw the sentence under the image. With several images, a folder; each drawing in it has"
              + " its image's name followed by .png, or -2.png and so on where another image's"
              + " drawing has that.")
  private Path drawn;

  @Option(
      names = "--html",
      paramLabel = "FILE.html",
      description = "Write a web page of all images and their sentences, in one file.")
  private Path page;

  @Option(names = "--json", description = "Print a JSON object for each image, one a line.")
  private boolean json;

  @Mixin private ReplaceOption replace;

  private OutputCheck check;
  private PrintWriter err;

  private final List<Shown> shown = new ArrayList<>();

  /** Files that must not be overwritten: the images, and earlier drawings of this run. */
  private final Set<Path> taken = new HashSet<>();

  /** An image of the page; its pixels are read when the page is written. */
  private record Shown(Path source, Caption caption, ModelOptions options) {

    PageImage forPage() {
      try {
        BufferedImage image = RamModels.decode(ImageSource.of(source), options.images());
        return PageImage.of(
            source.getFileName().toString(), PageImageSource.embedded(image), caption);
      } catch (IOException e) {
        throw new UncheckedIOException(source.toString(), e);
      }
    }
  }

  boolean json() {
    return json;
  }

  /** Checks the names before anything is computed or an image is overwritten. */
  void require(CommandLine line, List<Path> sources, List<Path> inputs) throws IOException {
    check = new OutputCheck(line, replace.isGiven(), inputs);
    err = line.getErr();
    sources.forEach(source -> taken.add(whole(source)));
    check.require("--html", page, OutputKind.CAPTION_PAGE);
    check.requireNoDash("--out", drawn);
    if (drawn != null && sources.size() > 1) {
      if (Files.exists(drawn) && !Files.isDirectory(drawn)) {
        throw new FileNotFoundException(
            drawn + ": expected a folder for several images, found a file");
      }
      Files.createDirectories(drawn);
    } else if (drawn != null && !Files.isDirectory(drawn)) {
      if (OutputFile.isFile(drawn) && !drawn.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
        throw new ParameterException(line, "--out: expected a name ending in .png, found " + drawn);
      }
      check.require("--out", drawn, OutputKind.DRAWING);
    }
  }

  private static Path whole(Path file) {
    return file.toAbsolutePath().normalize();
  }

  void add(Path source, Caption caption, ModelOptions options) throws IOException {
    if (page != null) {
      shown.add(new Shown(source, caption, options));
    }
    if (drawn == null) {
      return;
    }
    BufferedImage image = RamModels.decode(ImageSource.of(source), options.images());
    try (OutputFile file = new OutputFile(target(source))) {
      DrawnImage.write(ImageView.draw(image, caption), source, file.stream());
      file.finish();
    }
  }

  /**
   * The file of a drawing. Images of different folders may have the same name, and another file may
   * have that of a drawing.
   */
  private Path target(Path source) throws IOException {
    if (!Files.isDirectory(drawn)) {
      return drawn;
    }
    Path plain = drawn.resolve(source.getFileName() + ".png");
    Path target = plain;
    for (int i = 2; !taken.add(whole(target)) || !mayBeDrawn(target, source); i++) {
      target = drawn.resolve("%s-%d.png".formatted(source.getFileName(), i));
    }
    if (!target.equals(plain)) {
      err.println(TerminalView.safe("%s: drawn as %s".formatted(source, target)));
    }
    return target;
  }

  /**
   * Returns whether a name in the folder is free, or an earlier drawing of this same image has it.
   */
  private boolean mayBeDrawn(Path target, Path source) throws IOException {
    return OutputFile.isFile(target)
        && check.mayReplace(target, OutputKind.DRAWING)
        && (replace.isGiven()
            || !Files.exists(target)
            || Files.size(target) == 0
            || DrawnImage.isDrawnOf(target, source));
  }

  /** Writes the page, if there is anything to show. */
  void finish() throws IOException {
    if (page == null || shown.isEmpty()) {
      return;
    }
    try (OutputFile file = new OutputFile(page)) {
      Writer out = file.writer();
      HtmlView.write(out, "Captions", () -> shown.stream().map(Shown::forPage).iterator());
      out.flush();
      file.finish();
    }
  }
}
