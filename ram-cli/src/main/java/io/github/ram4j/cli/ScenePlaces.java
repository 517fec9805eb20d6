package io.github.ram4j.cli;

import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Region;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneFinder;
import io.github.ram4j.locate.SceneRegion;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import io.github.ram4j.view.json.JsonLine;
import io.github.ram4j.view.scene.SceneJson;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Boxes and masks of tags, by a detector and a segmenter. */
final class ScenePlaces implements LocateCommand.Places {
  private final Locator locator;
  private final SceneFinder finder;
  private final LocateModels models;
  private final SceneOutputs outputs;
  private final io.github.ram4j.onnx.ModelOptions options;
  private final CommandLine line;

  /** Null without masks. */
  private final Segmenter segmenter;

  /** Null where the tags are given. */
  private final Recognizer tagger;

  /** Null where they are recognized. */
  private final List<Tag> names;

  private ScenePlaces(
      Opened opened,
      LocateModels models,
      SceneOutputs outputs,
      io.github.ram4j.onnx.ModelOptions options,
      CommandLine line) {
    this.locator = opened.locator;
    this.segmenter = opened.segmenter;
    this.tagger = opened.tagger;
    this.names = opened.names;
    SceneFinder boxes = SceneFinder.of(locator).withOptions(models.regions().options());
    this.finder = segmenter == null ? boxes : boxes.withSegmenter(segmenter);
    this.models = models;
    this.outputs = outputs;
    this.options = options;
    this.line = line;
  }

  /** What is open; closed where a later model cannot be opened. */
  private static final class Opened implements AutoCloseable {
    private List<Tag> names;
    private Recognizer tagger;
    private Locator locator;
    private Segmenter segmenter;

    @Override
    @SuppressWarnings("try") // they are there to be closed
    public void close() {
      try (Recognizer first = tagger;
          Locator second = locator;
          Segmenter third = segmenter) {
        names = null;
      }
    }
  }

  static ScenePlaces open(
      ModelOptions modelOptions, LocateModels models, SceneOutputs outputs, CommandLine line)
      throws IOException {
    models.regions().options(); // before anything is opened
    io.github.ram4j.onnx.ModelOptions options = modelOptions.library();
    PrintWriter err = line.getErr();
    Opened opened = new Opened();
    boolean whole = false;
    try {
      opened.names = models.names().orElse(null);
      opened.locator = models.regions().openLocator(options, err);
      opened.segmenter = models.regions().openSegmenter(options, err).orElse(null);
      opened.tagger = opened.names == null ? modelOptions.open(err) : null;
      ScenePlaces places = new ScenePlaces(opened, models, outputs, options, line);
      whole = true;
      return places;
    } finally {
      if (!whole) {
        opened.close();
      }
    }
  }

  /** Decodes once, so that all models see one image and one orientation. */
  @Override
  public void show(Path image) throws IOException {
    BufferedImage pixels = RamModels.decode(ImageSource.of(image), options.images());
    ImageSource source = ImageSource.of(pixels);
    Scene scene;
    if (names == null) {
      List<TagScore> tags = models.regions().wanted(tagger.recognize(source).tags());
      scene = finder.find(image.toString(), source, tags);
    } else {
      scene = finder.findTags(image.toString(), source, names);
    }
    for (Tag skipped : scene.skipped()) {
      line.getErr()
          .println(
              TerminalView.safe(
                  "ram: %s: \"%s\" is not looked for: it has no words that the detector knows, or more than it reads"
                      .formatted(image, skipped.english())));
    }
    if (outputs.json()) {
      line.getOut().println(JsonLine.of(out -> SceneJson.writeMembers(out, scene)));
    } else {
      print(scene);
    }
    outputs.add(image, pixels, scene, segmenter != null);
  }

  private void print(Scene scene) {
    PrintWriter out = line.getOut();
    out.println(TerminalView.safe(scene.image()));
    Table table = new Table();
    for (SceneRegion found : scene.regions()) {
      Region region = found.region();
      table.add(
          region.tag().english(),
          region.tag().chineseText(),
          String.format(Locale.ROOT, "%.3f", region.score()),
          box(region.box()),
          mask(found));
    }
    table.lines().forEach(out::println);
    if (scene.regions().isEmpty()) {
      out.println("  " + TerminalView.safe(nothing(scene)));
    }
  }

  /** Which of the models found nothing. */
  private String nothing(Scene scene) {
    if (names != null) {
      return "nothing was found";
    }
    return scene.tags().isEmpty()
        ? "no thing was recognized, so none was looked for; --tags names some"
        : scene.tags().stream()
            .map(found -> found.tag().english())
            .collect(Collectors.joining(", ", "recognized, but not found: ", ""));
  }

  private static String box(Box box) {
    return String.format(
        Locale.ROOT, "%.0f, %.0f to %.0f, %.0f", box.x0(), box.y0(), box.x1(), box.y1());
  }

  private static String mask(SceneRegion region) {
    return region
        .mask()
        .map(
            mask ->
                String.format(
                    Locale.ROOT, "%d px, quality %.2f", mask.mask().area(), mask.quality()))
        .orElse("");
  }

  @Override
  public void close() {
    try (tagger;
        segmenter) {
      locator.close();
    }
  }
}
