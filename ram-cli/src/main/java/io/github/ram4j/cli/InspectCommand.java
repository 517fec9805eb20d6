package io.github.ram4j.cli;

import io.github.ram4j.ModelTask;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.convert.CheckpointSummary;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.files.PartialFolder;
import io.github.ram4j.view.TerminalView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that shows the contents of a checkpoint or bundle. */
@Command(
    name = "inspect",
    description = "Show the contents of a checkpoint or bundle, and check a bundle's digests.",
    sortOptions = false)
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = "A checkpoint, a bundle's folder, or " + ShippedModel.NAMES + ".")
  private Path file;

  @Option(
      names = "--image-size",
      paramLabel = "PIXELS",
      description = "Image size of a checkpoint that does not have it.")
  private Integer imageSize;

  @Option(
      names = "--weights",
      paramLabel = "ENTRY",
      description = "One of several models in a checkpoint, such as model_ema.")
  private String weights;

  @Override
  public Integer call() throws IOException {
    Table table = new Table();
    PartialFolder.recover(file);
    Optional<ShippedModel> shipped = ShippedModel.of(file);
    if (shipped.isPresent()) {
      describe(shipped.get().bundle(), table);
    } else if (Files.isDirectory(file) && !Converter.isCheckpointFolder(file)) {
      describe(Bundle.read(file), table);
    } else {
      ConvertOptions options = ConvertOptions.defaults();
      options = imageSize == null ? options : options.withImageSize(imageSize);
      options = weights == null ? options : options.withWeights(weights);
      describe(Converter.inspect(file, options), table);
    }
    spec.commandLine().getOut().println(TerminalView.safe(file.toString()));
    table.lines().forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  private static void describe(Bundle bundle, Table table) throws IOException {
    bundle.verifyDigests();
    BundleManifest manifest = bundle.manifest();
    table.add("kind", "bundle, digests verified");
    table.add("family", manifest.family().id());
    manifest.image().ifPresent(image -> table.add("image size", image.sizePx() + " px"));
    if (manifest.tasks().contains(ModelTask.TAGGING)) {
      table.add("tags", Integer.toString(bundle.vocabulary().size()));
    }
    table.add("precision", manifest.precision().id());
    manifest.accuracy().forEach(table::add);
    table.add(
        "captions",
        CaptionSizes.of(manifest)
            .map(
                sizes ->
                    "%d layers, %d words, at most %d ids"
                        .formatted(sizes.layers(), sizes.vocabulary(), sizes.positions()))
            .orElse("none"));
    manifest.sizes().entrySet().stream()
        .filter(size -> !CaptionSizes.isOne(size.getKey()))
        .forEach(size -> table.add(size.getKey(), size.getValue()));
    manifest.source().forEach((key, value) -> table.add("source " + key, value));
    for (BundleFile part : manifest.files()) {
      table.add(part.name(), "%,d bytes".formatted(part.bytes()));
    }
    manifest.notes().forEach(note -> table.add("assumed", note));
  }

  private static void describe(CheckpointSummary checkpoint, Table table) {
    table.add("kind", "checkpoint, " + checkpoint.format());
    table.add("family", checkpoint.family().id());
    if (checkpoint.imageSizePx() > 0) {
      table.add("image size", checkpoint.imageSizePx() + " px");
    }
    checkpoint.sizes().forEach(table::add);
    table.add(
        "tensors", "%,d with %,d elements".formatted(checkpoint.tensors(), checkpoint.elements()));
    checkpoint.unused().forEach(unused -> table.add("not needed", unused));
    checkpoint.assumed().forEach(note -> table.add("assumed", note));
  }
}
