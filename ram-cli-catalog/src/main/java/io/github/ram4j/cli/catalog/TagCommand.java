package io.github.ram4j.cli.catalog;

import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.catalog.ExistingTags;
import io.github.ram4j.catalog.filter.TagFilter;
import io.github.ram4j.cli.ModelOptions;
import io.github.ram4j.cli.OutputCheck;
import io.github.ram4j.cli.OutputKind;
import io.github.ram4j.cli.RegionOptions;
import io.github.ram4j.cli.StopSignal;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Program that tags the images of folders into a catalogue. */
@Command(
    name = "tag",
    description = {
      "Tag the images of folders into a catalogue, which is searched by 'ram search'.",
      "A run that was stopped or killed goes on when it is run again."
    },
    sortOptions = false)
final class TagCommand implements Callable<Integer> {
  private final StopSignal stop;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of images, of any depth.")
  private List<Path> folders = new ArrayList<>();

  @Mixin private ModelOptions model;

  @Option(
      names = "--captions",
      description = "Also write a sentence about each image, with a model of Tag2Text.")
  private boolean captions;

  @Option(
      names = "--no-embeddings",
      negatable = false,
      description = "Keep no embeddings of images, by which similar ones are found.")
  private boolean noEmbeddings;

  @Option(
      names = "--catalog",
      paramLabel = "FILE.sqlite",
      description = "The catalogue of all folders; DIR/.ram4j/catalog.sqlite in each by default.")
  private Path file;

  @Option(
      names = "--existing",
      paramLabel = "WHAT",
      defaultValue = "skip",
      description =
          "Tags that are there already: skip (default) leaves images that have them, append adds"
              + " those that are new, overwrite replaces them. Likewise for files beside images"
              + " that others wrote.")
  private ExistingTags existing;

  @Option(
      names = "--undo",
      description =
          "Take back what earlier runs wrote beside images and into them, XMP and text files, and"
              + " nothing else. The catalogue stays.")
  private boolean undo;

  @Option(
      names = "--watch",
      description =
          "Go on when all is tagged: tag new and changed images as they come, once whole.")
  private boolean watch;

  @Mixin private FolderOptions folderOptions;

  @Mixin private FilterOptions filters;

  @Mixin private RegionOptions regions;

  @Mixin private FileOutputs outputs;

  private Optional<TagFilter> filter = Optional.empty();

  /** A program that a signal ends. */
  TagCommand(StopSignal stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new FileSystemException(
            folder.toString(),
            null,
            "expected a folder of images, found " + (Files.exists(folder) ? "a file" : "none"));
      }
    }
    if (undo && (captions || outputs.any() || regions.hasDetector())) {
      throw new ParameterException(
          spec.commandLine(),
          "--undo: expected without outputs, --captions and --detector, found with them");
    }
    requireRegions();
    if (watch && (undo || (file == null && folders.size() > 1))) {
      throw new ParameterException(
          spec.commandLine(),
          undo
              ? "--watch: expected without --undo, found with it"
              : "--watch with several folders: expected --catalog FILE.sqlite, which has all of"
                  + " them, found a catalogue in each folder");
    }
    new OutputCheck(spec.commandLine(), true, model.inputs())
        .require("--catalog", file, OutputKind.CATALOG_LINES);
    List<Path> inputs = new ArrayList<>(model.inputs());
    boolean shared = file != null || folders.size() == 1;
    inputs.addAll(catalogFiles());
    inputs.addAll(filters.inputs());
    inputs.addAll(regions.inputs());
    outputs.require(spec.commandLine(), inputs, shared, captions);
    outputs.requireNoImage(spec.commandLine(), folders);
    if (captions) {
      model.requireCaptions();
    }
    filter = filters.toFilter();
    try (TagProgress progress = new TagProgress(spec.commandLine().getErr());
        OpenedModel opened = new OpenedModel(this, spec.commandLine().getErr())) {
      TagSession session = new TagSession(this, opened, stop, progress);
      boolean well = true;
      if (shared) {
        well = act(session, file == null ? Catalog.placeIn(folders.get(0)) : file, folders);
      } else {
        for (Path folder : folders) {
          well &= stop.isWanted() || act(session, Catalog.placeIn(folder), List.of(folder));
        }
      }
      return well ? 0 : 1;
    }
  }

  private void requireRegions() {
    if (!regions.hasDetector() && regions.needsDetector()) {
      throw new ParameterException(
          spec.commandLine(),
          "--segmenter, --all-tags, --box-threshold, --nms: expected with --detector, found"
              + " without");
    }
    if (regions.hasDetector() && !model.turnsImages()) {
      throw new ParameterException(
          spec.commandLine(),
          "--no-exif: expected without --detector, whose boxes are those of the upright image,"
              + " found with it");
    }
    regions.options(); // before anything is opened
  }

  /** The files of SQLite that are read and written, which no output may be. */
  private List<Path> catalogFiles() {
    List<Path> catalogs =
        file == null ? folders.stream().map(Catalog::placeIn).toList() : List.of(file);
    List<Path> all = new ArrayList<>();
    for (Path each : catalogs) {
      for (String ending : List.of("", "-wal", "-shm", "-journal", ".lock")) {
        all.add(each.resolveSibling(each.getFileName() + ending));
      }
    }
    return all;
  }

  private boolean act(TagSession session, Path catalog, List<Path> of) throws IOException {
    return undo ? session.undo(catalog, of) : session.tag(catalog, of);
  }

  CommandSpec spec() {
    return spec;
  }

  ModelOptions model() {
    return model;
  }

  boolean embeddings() {
    return !noEmbeddings;
  }

  boolean captions() {
    return captions;
  }

  ExistingTags existing() {
    return existing;
  }

  boolean watches() {
    return watch;
  }

  FilterOptions filters() {
    return filters;
  }

  RegionOptions regions() {
    return regions;
  }

  /** The filter of tags, once the options were read. */
  Optional<TagFilter> filter() {
    return filter;
  }

  FolderOptions folderOptions() {
    return folderOptions;
  }

  FileOutputs outputs() {
    return outputs;
  }
}
