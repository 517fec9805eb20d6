package io.github.ram4j.cli;

import io.github.ram4j.Tag;
import io.github.ram4j.TagScore;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.locate.ThingTags;
import io.github.ram4j.onnx.RegionModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of the models that find boxes and masks of recognized tags. */
public final class RegionOptions {
  @Option(
      names = "--detector",
      paramLabel = "BUNDLE",
      description =
          "Find boxes by a bundle or a checkpoint of Grounding DINO; a checkpoint is converted"
              + " once, to a folder NAME.bundle beside it.")
  private Path detector;

  @Option(
      names = "--segmenter",
      paramLabel = "BUNDLE",
      description =
          "Find the mask of each box by a bundle or a checkpoint of SAM, SAM 2 or MobileSAM.")
  private Path segmenter;

  @Option(
      names = "--all-tags",
      description =
          "Look for all recognized tags. By default those that Tag2Text's authors call attributes"
              + " or actions, as \"indoor\" or \"run\", are left out.")
  private boolean allTags;

  @Option(
      names = "--box-threshold",
      paramLabel = "X",
      description = "Show boxes with scores above X, 0 to 1; 0.35 by default.")
  private Float boxThreshold;

  @Option(
      names = "--nms",
      paramLabel = "X",
      description =
          "Of boxes of one tag that overlap by more than X, 0 to 1, show the best; 0.5 by default.")
  private Float overlap;

  /** Returns whether boxes are asked for. */
  public boolean hasDetector() {
    return detector != null;
  }

  /** Returns whether masks are asked for. */
  boolean hasSegmenter() {
    return segmenter != null;
  }

  /** Returns whether any of these options is given that needs a detector. */
  public boolean needsDetector() {
    return allTags || optionOfBoxes().isPresent();
  }

  /** The name of an option that is given and is of boxes alone. */
  Optional<String> optionOfBoxes() {
    if (hasSegmenter()) {
      return Optional.of("--segmenter");
    }
    if (boxThreshold != null) {
      return Optional.of("--box-threshold");
    }
    return overlap == null ? Optional.empty() : Optional.of("--nms");
  }

  /** The input files; null for those not given. */
  public List<Path> inputs() {
    return Arrays.asList(detector, segmenter);
  }

  /** The detector's name for people: that of its file. */
  public String detectorName() {
    return String.valueOf(detector.getFileName());
  }

  /** The segmenter's name for people, if there is one. */
  public Optional<String> segmenterName() {
    return Optional.ofNullable(segmenter).map(file -> String.valueOf(file.getFileName()));
  }

  /** Returns whether a recognized tag is looked for. */
  public boolean wants(Tag tag) {
    return allTags || ThingTags.contains(tag);
  }

  /** The recognized tags to look for. */
  List<TagScore> wanted(List<TagScore> recognized) {
    return recognized.stream().filter(score -> wants(score.tag())).toList();
  }

  /** What was asked for, as a text that tells it from other searches. */
  public String words() {
    return "%s %s %s %s %s".formatted(detector, segmenter, allTags, boxThreshold, overlap);
  }

  /**
   * Thresholds of boxes.
   *
   * @throws picocli.CommandLine.ParameterException if one is out of range
   */
  public LocateOptions options() {
    LocateOptions options = LocateOptions.defaults();
    if (boxThreshold != null) {
      LocateOptions before = options;
      options = OptionValue.of("--box-threshold", () -> before.withBoxThreshold(boxThreshold));
    }
    if (overlap != null) {
      LocateOptions before = options;
      options = OptionValue.of("--nms", () -> before.withOverlapOfTag(overlap));
    }
    return options;
  }

  /** Opens the model that finds boxes; the caller closes it. */
  public Locator openLocator(io.github.ram4j.onnx.ModelOptions options, PrintWriter err)
      throws IOException {
    return RegionModels.openLocator(bundle(detector, err), options);
  }

  /** Opens the model that finds masks, if one is asked for; the caller closes it. */
  public Optional<Segmenter> openSegmenter(
      io.github.ram4j.onnx.ModelOptions options, PrintWriter err) throws IOException {
    return segmenter == null
        ? Optional.empty()
        : Optional.of(RegionModels.openSegmenter(bundle(segmenter, err), options));
  }

  /** A bundle; of a checkpoint, the one that it is converted to, once. */
  public static Path bundle(Path model, PrintWriter err) throws IOException {
    CheckpointBundle.requireBundleOrCheckpoint(model);
    return Files.isDirectory(model) && !Converter.isCheckpointFolder(model)
        ? model
        : CheckpointBundle.beside(model, null, null, err);
  }
}
