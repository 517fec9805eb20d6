package io.github.ram4j.cli;

import io.github.ram4j.Captioner;
import io.github.ram4j.ModelTask;
import io.github.ram4j.Recognizer;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.RamModels;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the model that a program opens. */
public final class ModelOptions {
  @Option(
      names = {"--model", "--pretrained"},
      paramLabel = "MODEL",
      description = {
        "A bundle, as 'ram convert' writes it; an ONNX file exported by others; or a checkpoint,"
            + " which is converted once, to a folder NAME.bundle beside it.",
        "Called "
            + ShippedModel.NAMES
            + ", a small model that ships, for photographs or for clip art; without it, photo,"
            + " which is not RAM and has 749 of its tags."
      })
  private Path model;

  @Mixin private OpenOptions openOptions;

  /**
   * The input files.
   *
   * @return null for those not given
   */
  public List<Path> inputs() {
    List<Path> inputs = new ArrayList<>(openOptions.inputs());
    inputs.add(model);
    return inputs;
  }

  /**
   * The model's name for people.
   *
   * @return that of a file or folder, or of a model that ships
   */
  public String name() {
    Path name = model == null ? null : model.toAbsolutePath().normalize().getFileName();
    return name == null ? ShippedModel.PHOTO.title() : name.toString();
  }

  /**
   * Opens the model for several images at once, which share the threads. Called before the model is
   * opened.
   *
   * @return the number of images to recognize at once, 1 or more
   */
  public int shareThreads() {
    run().shareThreads();
    return run().imagesAtOnce();
  }

  /** The options of running the model. */
  RunOptions run() {
    return openOptions.runOptions();
  }

  /**
   * Opens the model.
   *
   * @param err told of the model that is taken where none is named
   * @return a recognizer, to be closed by the caller
   * @throws IOException if a file cannot be read
   */
  public Recognizer open(PrintWriter err) throws IOException {
    openOptions.requireTagsFileIsWanted(Optional.ofNullable(model).stream().toList());
    if (model != null) {
      return openOptions.open(model, err);
    }
    Terminal.tellPhoto(err);
    return openOptions.open(ShippedModel.PHOTO);
  }

  /**
   * Opens the model with its captions.
   *
   * @return a captioner, to be closed by the caller
   * @throws IOException if a file cannot be read
   */
  public Captioner openCaptioner() throws IOException {
    Optional<ShippedModel> shipped = requireCaptions();
    openOptions.requireTagsFileIsWanted(List.of(model));
    if (shipped.isPresent()) {
      return RamModels.openCaptioner(ClipartModels.tag2text(), run().modelOptions());
    }
    CheckpointBundle.requireThere(model);
    if (CheckpointBundle.isCheckpoint(model)) {
      throw new IllegalArgumentException(
          "--model: expected a bundle of Tag2Text for --captions, as 'ram convert --vocab' writes"
              + " it, found "
              + model);
    }
    return RamModels.openCaptioner(model, run().modelOptions());
  }

  /**
   * Opens the model, with its captions where its bundle has them.
   *
   * @param err told of the model that is taken where none is named
   * @return a recognizer, to be closed by the caller; a captioner where captions are written
   * @throws IOException if a file cannot be read
   */
  public Recognizer openWhole(PrintWriter err) throws IOException {
    if (model != null && ShippedModel.of(model).isEmpty()) {
      openOptions.requireTagsFileIsWanted(List.of(model));
      CheckpointBundle.requireThere(model);
      if (!CheckpointBundle.isCheckpoint(model)
          && Bundle.read(model).manifest().tasks().contains(ModelTask.CAPTIONING)) {
        return RamModels.openCaptioner(model, run().modelOptions());
      }
    }
    return open(err);
  }

  /**
   * Opens the model that writes captions, beside the tagger of this name, where one ships.
   *
   * @return to be closed by the caller; empty for all models but clipart
   * @throws IOException if a file cannot be read
   */
  public Optional<Captioner> openShippedCaptioner() throws IOException {
    return model != null && ShippedModel.of(model).equals(Optional.of(ShippedModel.CLIPART))
        ? Optional.of(RamModels.openCaptioner(ClipartModels.tag2text(), run().modelOptions()))
        : Optional.empty();
  }

  /** Returns whether images are turned by their EXIF data. */
  public boolean turnsImages() {
    return run().turnsImages();
  }

  /**
   * The library's options for opening a model.
   *
   * @return as the command line says
   * @throws IOException if a file of thresholds cannot be read
   */
  public io.github.ram4j.onnx.ModelOptions library() throws IOException {
    return run().modelOptions();
  }

  /**
   * Changes the library's options by what options of a program say.
   *
   * @param change applied to what the command line leads to
   */
  public void change(UnaryOperator<io.github.ram4j.onnx.ModelOptions> change) {
    run().change(change);
  }

  /**
   * Refuses a model that ships and writes no captions.
   *
   * @return the model that ships and is named, if one is
   */
  public Optional<ShippedModel> requireCaptions() {
    Optional<ShippedModel> shipped =
        model == null ? Optional.of(ShippedModel.PHOTO) : ShippedModel.of(model);
    if (shipped.equals(Optional.of(ShippedModel.PHOTO))) {
      throw new IllegalArgumentException(
          "--captions: expected --model clipart or a bundle of Tag2Text, found "
              + (model == null ? "none, and photo writes no captions" : "photo"));
    }
    return shipped;
  }

  /** Opens a model from elsewhere on the command line; the caller closes it. */
  Recognizer openGiven(Path given, PrintWriter err) throws IOException {
    if (model != null) {
      throw new IllegalArgumentException(
          "model: expected it once, found %s and --model %s".formatted(given, model));
    }
    openOptions.requireTagsFileIsWanted(List.of(given));
    return openOptions.open(given, err);
  }
}
