package io.github.ram4j.cli.server;

import io.github.ram4j.Captioner;
import io.github.ram4j.RamException;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.cli.ModelOptions;
import io.github.ram4j.cli.RegionOptions;
import io.github.ram4j.cli.StopSignal;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.server.RamServer;
import io.github.ram4j.server.ServedModels;
import io.github.ram4j.server.ServerOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Program that serves models by HTTP, with a page, until it is told to stop. */
@Command(
    name = "serve",
    description = "Serve a model: a page and an HTTP API, on this machine unless told otherwise.",
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private final StopSignal stop;

  @Spec private CommandSpec spec;

  @Mixin private ListenOptions listen;

  @Mixin private ModelOptions modelOptions;

  @Option(
      names = "--caption-model",
      paramLabel = "BUNDLE",
      description = "Write captions by another model: a bundle of Tag2Text.")
  private Path captionModel;

  @Option(
      names = "--text-encoder",
      paramLabel = "BUNDLE",
      description =
          "Recognize names that no list has: text half of CLIP ViT-B/16, as 'ram convert' writes"
              + " it, for a model of RAM or RAM++.")
  private Path textEncoder;

  @Option(
      names = "--detector",
      paramLabel = "BUNDLE",
      description = "Find boxes of tags by a bundle or a checkpoint of Grounding DINO.")
  private Path detector;

  @Option(
      names = "--segmenter",
      paramLabel = "BUNDLE",
      description =
          "Find the mask of each box by a bundle or a checkpoint of SAM, SAM 2 or MobileSAM.")
  private Path segmenter;

  @Mixin private BatchOptions batches;

  @Mixin private LimitOptions limits;

  ServeCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (segmenter != null && detector == null) {
      throw new ParameterException(
          spec.commandLine(), "--segmenter: expected with --detector, found without");
    }
    ServerOptions options = options(err);
    modelOptions.change(given -> limits.on(batches.on(given)));
    RamModels.prepareDecoding();
    try (Recognizer recognizer = modelOptions.openWhole(err);
        Captioner captioner = openCaptioner();
        TextEncoder encoder = openTextEncoder();
        Locator locator = openLocator(err);
        Segmenter masks = openSegmenter(err)) {
      if (!stop.isWanted()) {
        serve(withRegions(models(recognizer, captioner, encoder), locator, masks), options);
      }
    } catch (RamException e) {
      // What cannot be opened because the JVM stops, as native libraries, is no fault.
      if (!stop.isStopping()) {
        throw e;
      }
    }
    return 0;
  }

  private void serve(ServedModels models, ServerOptions options) {
    try (RamServer server = start(models, options)) {
      server.awaitReady();
      spec.commandLine().getOut().println(server.uri());
      spec.commandLine().getOut().flush();
      stop.await();
    }
  }

  private static RamServer start(ServedModels models, ServerOptions options) {
    try {
      return RamServer.start(models, options);
    } catch (IOException e) {
      throw new RamException(e.getMessage(), e);
    }
  }

  private ServerOptions options(PrintWriter err) throws IOException {
    return listen
        .on(ServerOptions.defaults(), err)
        .withBatching(batches.settings())
        .withLimits(limits.limits());
  }

  private Captioner openCaptioner() throws IOException {
    return captionModel == null
        ? modelOptions.openShippedCaptioner().orElse(null)
        : RamModels.openCaptioner(captionModel, modelOptions.library());
  }

  private TextEncoder openTextEncoder() throws IOException {
    return textEncoder == null
        ? null
        : RamModels.openTextEncoder(textEncoder, modelOptions.library());
  }

  private ServedModels models(Recognizer recognizer, Captioner captioner, TextEncoder encoder)
      throws IOException {
    ServedModels models =
        ServedModels.of(recognizer)
            .withName(modelOptions.name())
            .withMaxPixels(limits.pixels())
            .withUpright(modelOptions.library().images().exifRotation());
    models = captioner == null ? models : models.withCaptioner(captioner);
    return encoder == null ? models : models.withTextEncoder(encoder);
  }

  private Locator openLocator(PrintWriter err) throws IOException {
    return detector == null
        ? null
        : RegionModels.openLocator(RegionOptions.bundle(detector, err), modelOptions.library());
  }

  private Segmenter openSegmenter(PrintWriter err) throws IOException {
    return segmenter == null
        ? null
        : RegionModels.openSegmenter(RegionOptions.bundle(segmenter, err), modelOptions.library());
  }

  private static ServedModels withRegions(
      ServedModels models, Locator locator, Segmenter segmenter) {
    ServedModels with = locator == null ? models : models.withLocator(locator);
    return segmenter == null ? with : with.withSegmenter(segmenter);
  }
}
