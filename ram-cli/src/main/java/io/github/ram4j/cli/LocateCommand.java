package io.github.ram4j.cli;

import io.github.ram4j.ImageException;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Program that says where tags are in images. */
@Command(
    name = "locate",
    description =
        "Say where tags are: boxes by a detector (Grounding DINO), masks by a segmenter (SAM, SAM"
            + " 2, MobileSAM); or, with --attention and without either, where the tagger looks.",
    sortOptions = false)
final class LocateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ImageArguments imageArguments;

  @Mixin private ModelOptions modelOptions;

  @Mixin private LocateModels models;

  @Option(
      names = "--attention",
      description =
          "Say where the tagger looks for each tag: a hint, and no box. Needs a bundle of RAM or"
              + " RAM++, or --model clipart, and no detector.")
  private boolean attention;

  @Mixin private SceneOutputs outputs;

  @Override
  public Integer call() throws IOException {
    List<Path> images = imageArguments.require(spec.commandLine());
    if (attention == models.regions().hasDetector()) {
      throw new ParameterException(
          spec.commandLine(),
          "expected --detector BUNDLE for boxes, or --attention, found "
              + (attention ? "both" : "neither"));
    }
    Optional<String> ofBoxes = models.regions().optionOfBoxes();
    if (attention && ofBoxes.isPresent()) {
      throw new ParameterException(
          spec.commandLine(), ofBoxes.get() + ": expected with --detector, found with --attention");
    }
    requireNoneOfRecognizedTags();
    List<Path> inputs = new ArrayList<>(images);
    inputs.addAll(modelOptions.inputs());
    inputs.addAll(models.regions().inputs());
    outputs.require(spec.commandLine(), images, inputs, attention);
    PrintWriter err = spec.commandLine().getErr();
    RamModels.prepareDecoding();
    int failed = imageArguments.refused();
    try (Places places =
        attention
            ? AttentionPlaces.open(modelOptions, models, outputs, spec.commandLine())
            : ScenePlaces.open(modelOptions, models, outputs, spec.commandLine())) {
      for (Path image : images) {
        failed += show(places, image, err) ? 0 : 1;
      }
    }
    outputs.finish();
    return failed == 0 ? 0 : 1;
  }

  /** Refuses what given names do not have, as a threshold, which may be meant for boxes. */
  private void requireNoneOfRecognizedTags() {
    for (String option : List.of("--threshold", "--thresholds", "--all-tags")) {
      if (models.isNamed() && spec.commandLine().getParseResult().hasMatchedOption(option)) {
        throw new ParameterException(
            spec.commandLine(),
            option
                + ": expected without --tags, since it is of recognized tags, found with it"
                + " (--box-threshold is of boxes)");
      }
    }
  }

  /** Shows an image. Neither an unreadable one nor a file that cannot be written stops a run. */
  private static boolean show(Places places, Path image, PrintWriter err) {
    try {
      places.show(image);
      return true;
    } catch (IOException | ImageException e) {
      err.println("ram: " + TerminalView.safe(Errors.explain(e)));
      return false;
    }
  }

  /** Opened models that say where tags are. */
  interface Places extends AutoCloseable {
    /** Finds and shows what there is to say of an image, and writes its files. */
    void show(Path image) throws IOException;

    @Override
    void close() throws IOException;
  }
}
