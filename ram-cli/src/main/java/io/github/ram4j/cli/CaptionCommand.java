package io.github.ram4j.cli;

import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.Captioner;
import io.github.ram4j.ImageException;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognizer;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.view.TerminalView;
import io.github.ram4j.view.json.CaptionJson;
import io.github.ram4j.view.json.JsonLine;
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

/** Program that writes sentences about images. */
@Command(
    name = "caption",
    description = "Write a sentence about each image, steered by tags (Tag2Text).",
    sortOptions = false)
final class CaptionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ImageArguments imageArguments;

  @Mixin private CaptionModelOptions modelOptions;

  @Option(
      names = "--specified-tags",
      paramLabel = "TAGS",
      description =
          "Tags that steer the sentence: names or free text, separated by commas, English or"
              + " Chinese; by default the recognized tags.")
  private String specifiedTags;

  @Option(
      names = "--tags-by",
      paramLabel = "BUNDLE",
      description =
          "Let another model, such as RAM or RAM++, recognize the tags: a bundle, or "
              + ShippedModel.NAMES
              + ".")
  private Path tagsBy;

  @Mixin private SearchOptions searchOptions;

  @Mixin private CaptionOutputs outputs;

  @Override
  public Integer call() throws IOException {
    List<Path> all = imageArguments.require(spec.commandLine());
    if (specifiedTags != null && tagsBy != null) {
      throw new ParameterException(
          spec.commandLine(), "expected --specified-tags or --tags-by, found both");
    }
    CaptionOptions options = searchOptions.toOptions(spec.commandLine());
    List<Path> inputs = new ArrayList<>(all);
    inputs.addAll(modelOptions.inputs());
    outputs.require(spec.commandLine(), all, inputs);
    PrintWriter err = spec.commandLine().getErr();
    RamModels.prepareDecoding();
    try (Captioner captioner = modelOptions.open(err);
        Recognizer tagger = openTagger()) {
      UnknownTags.warn(err, specifiedTags, captioner.vocabulary());
      int failed = imageArguments.refused();
      try (SteeredImages images = SteeredImages.of(all, specifiedTags, tagger);
          Outcomes<CaptionRequest, List<Caption>> outcomes =
              captioner.captionEach(images, options)) {
        for (Outcome<CaptionRequest, List<Caption>> outcome : outcomes) {
          failed += show(images, outcome) ? 0 : 1;
        }
      }
      outputs.finish();
      return failed == 0 ? 0 : 1;
    }
  }

  /**
   * Shows an outcome. Neither an unreadable image nor a drawing that cannot be written stops a run.
   */
  private boolean show(SteeredImages images, Outcome<CaptionRequest, List<Caption>> outcome)
      throws IOException {
    Path image = images.file(outcome.index());
    List<Caption> captions;
    try {
      images.requireTags(outcome.index());
      captions = outcome.get();
    } catch (IOException | ImageException e) {
      spec.commandLine().getErr().println("ram: " + Errors.explain(e));
      return false;
    }
    show(image, captions);
    try {
      outputs.add(image, captions.get(0), modelOptions.options());
      return true;
    } catch (IOException e) {
      spec.commandLine().getErr().println("ram: " + Errors.explain(e));
      return false;
    }
  }

  private Recognizer openTagger() throws IOException {
    if (tagsBy == null) {
      return null;
    }
    Optional<ShippedModel> shipped = ShippedModel.of(tagsBy);
    return shipped.isPresent()
        ? RamModels.open(shipped.get().bundle(), modelOptions.options())
        : RamModels.open(tagsBy, modelOptions.options());
  }

  private void show(Path image, List<Caption> captions) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (outputs.json()) {
      out.println(
          JsonLine.of(
              object -> {
                object.writeStringField("image", image.toString());
                CaptionJson.writeMembers(object, captions);
              }));
    } else {
      out.println(TerminalView.safe(image.toString()));
      for (Caption caption : captions) {
        out.println(TerminalView.render(caption, Terminal.columns(), Terminal.wantsColours()));
        out.println();
      }
    }
  }
}
