package io.github.ram4j.convert;

import io.github.ram4j.ModelException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.ManifestBuilder;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.bundle.TensorPlace;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.checkpoint.CheckpointFolder;
import io.github.ram4j.convert.family.ModelChoice;
import io.github.ram4j.convert.family.ModelConversion;
import io.github.ram4j.convert.family.ModelConversions;
import io.github.ram4j.convert.family.ModelRequest;
import io.github.ram4j.convert.family.PreparedModel;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.OnnxWriter;
import io.github.ram4j.convert.graph.ProductProbe;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.ConvertDefaults;
import io.github.ram4j.convert.layout.Weights;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Converts published checkpoints, {@code .pth} or {@code .safetensors}, to bundles.
 *
 * <p>Stateless and thread-safe. The checkpoint is mapped into memory, never read into the heap as a
 * whole; docs/conversion.md has the heap size that suffices.
 */
public final class Converter {
  /**
   * The prefix of outputs of {@link #writeProbe} with the quantization noise: sums of squared
   * differences.
   */
  public static final String PROBE_ERROR = ProductProbe.ERROR_OUTPUT;

  /** The prefix of outputs of {@link #writeProbe} with the signal power: sums of squares. */
  public static final String PROBE_POWER = ProductProbe.POWER_OUTPUT;

  /** The prefix of inputs of {@link #writeProbe} that choose int8 or float32 for a product. */
  public static final String PROBE_INT8 = ProductProbe.INT8_INPUT;

  private Converter() {}

  /**
   * Converts a checkpoint.
   *
   * @param checkpoint a PyTorch file (zip or legacy format), a safetensors file, the index of
   *     sharded safetensors, or the {@linkplain #isCheckpointFolder folder} of one model
   * @param bundle the folder to make; it appears when it is complete
   * @param options sizes, tags and precision; a model that reads words takes those of a {@code
   *     vocab.txt} or {@code tokenizer.json} in the checkpoint's folder where they have no list
   * @return the report: tensors read, parts ignored, facts assumed
   * @throws IOException if a file cannot be read or written, the checkpoint changes meanwhile, or
   *     the bundle's name is taken
   * @throws ModelException if the checkpoint is damaged, unsafe, of an unknown family or does not
   *     fit the options, or the family has no use for one of them
   * @throws IllegalArgumentException if the target does not go with the precision, or the subset
   *     has a tag that the checkpoint's list lacks; tags are matched by name, not by id, as {@link
   *     TagVocabulary} says
   */
  public static ConvertReport convert(Path checkpoint, Path bundle, ConvertOptions options)
      throws IOException {
    requireFree(bundle, options);
    GraphTarget.require(options);
    UnchangedFiles files = UnchangedFiles.of(checkpoint);
    try (Checkpoint opened = open(checkpoint, options)) {
      Weights weights = new Weights(opened);
      ModelConversion conversion = conversion(weights, options);
      Optional<Path> ofFolder = words(checkpoint, conversion, options);
      PreparedModel model =
          conversion.prepare(weights, request(options, options.words().or(() -> ofFolder)));
      List<String> assumed = new ArrayList<>(CheckpointSource.whichWeights(opened));
      ofFolder.ifPresent(
          list ->
              assumed.add(
                  "The list of words is %s of the checkpoint's folder."
                      .formatted(list.getFileName())));
      assumed.addAll(model.assumed());
      Map<String, Graph> graphs = model.graphs(GraphTarget.numerics(options));
      options
          .newTags()
          .ifPresent(
              tags ->
                  NewTags.requireFit(
                      tags, graphs.get(TaggingGraphs.OPEN_TAGGING_HEAD), options.textEncoder()));
      ManifestBuilder manifest =
          BundleManifest.builder(conversion.family())
              .target(GraphTarget.of(options))
              .precision(options.precision().inManifest(), options.precision().largestInt8Weight())
              .source(CheckpointSource.measure(opened, options.progress()))
              .notes(assumed);
      model.describe(manifest);
      options
          .textEncoder()
          .ifPresent(digest -> manifest.source(TaggingGraphs.SOURCE_TEXT_ENCODER, digest));
      graphs.forEach((name, graph) -> manifest.graph(name, graph.spec(fileName(name))));
      try (BundleWriter writer = new BundleWriter(bundle, options.replace())) {
        write(graphs, writer::file, options.progress()).forEach(manifest::tensor);
        model.writeFiles(writer::file).forEach(manifest::tensor);
        if (options.newTags().isPresent()) {
          options.newTags().get().write(writer.file(BundleManifest.NEW_TAGS_FILE_NAME));
        }
        files.requireUnchanged();
        BundleManifest written =
            writer.finish(all -> manifest.files(all).build(), options.measurement());
        return new ConvertReport(
            bundle, written, weights.used().size(), CheckpointSource.ignored(opened, weights));
      }
    } catch (InternalError e) {
      throw files.shortened(e);
    }
  }

  private static Checkpoint open(Path checkpoint, ConvertOptions options) throws IOException {
    return Checkpoint.open(checkpoint, options.weights().orElse(null));
  }

  /** The conversion of a checkpoint, which takes all options that are given. */
  private static ModelConversion conversion(Weights weights, ConvertOptions options) {
    ModelConversion conversion = ModelConversions.of(weights);
    ModelChoice.requireTaken(options.choices(), conversion, weights.source());
    return conversion;
  }

  /** The list of words beside the weights, for a model that reads words and is given no list. */
  private static Optional<Path> words(
      Path checkpoint, ModelConversion conversion, ConvertOptions options) {
    return options.words().isPresent() || !conversion.takes().contains(ModelChoice.WORDS)
        ? Optional.empty()
        : CheckpointFolder.words(checkpoint);
  }

  private static ModelRequest request(ConvertOptions options, Optional<Path> words) {
    return new ModelRequest(
        asked(options), options.vocabulary(), options.subset(), words, options.classTags());
  }

  private static ArchitectureReader.Asked asked(ConvertOptions options) {
    return new ArchitectureReader.Asked(
        options.imageSizePx(),
        options.window(),
        options.headHeads().orElse(ConvertDefaults.HEAD_HEADS),
        options.textHeads().orElse(ConvertDefaults.TEXT_HEADS));
  }

  /**
   * Returns whether a folder has files of a checkpoint and is no bundle. Converted is, of the files
   * in it, an index of shards, {@code model.safetensors}, {@code pytorch_model.bin} or the only one
   * whose name may be a checkpoint's, in this order; the report names the others.
   *
   * @param folder a folder, or anything else
   * @return false for a bundle, for folders of other files, and for what is no folder
   * @throws IOException if the folder cannot be read
   */
  public static boolean isCheckpointFolder(Path folder) throws IOException {
    return CheckpointFolder.is(folder);
  }

  /**
   * Checks that a bundle may be made under a name: the name is free, or is that of a bundle that
   * may be replaced. Conversion makes the same check.
   *
   * @param bundle the folder to be made
   * @param options permission to replace
   * @throws FileAlreadyExistsException if the name is taken
   */
  public static void requireFree(Path bundle, ConvertOptions options)
      throws FileAlreadyExistsException {
    BundleWriter.requireFree(bundle, options.replace());
  }

  /**
   * Writes graphs that compute each matrix product in float32 and in int8 and measure the
   * difference. Each product P adds two outputs, float32 scalars: {@code error:P}, the sum of
   * squared differences (quantization noise), and {@code power:P}, the sum of squares of the
   * float32 product (signal). It adds one input, {@code int8:P}, float32 [1]: the graph goes on
   * with the float32 product for 0, with the int8 product for 1.
   *
   * @param checkpoint a PyTorch file (zip or legacy format), a safetensors file, the index of
   *     sharded safetensors, or the {@linkplain #isCheckpointFolder folder} of one model
   * @param folder an existing folder; receives the image encoder and the tagging head, with {@code
   *     rows} and {@code logits} as in a bundle, and their data files
   * @param options sizes, tags and the precision, which sets the range of int8 weights; captions
   *     are ignored
   * @return the tags, in the order of the logits
   * @throws IOException if a file cannot be read or written
   * @throws ModelException if the checkpoint is damaged, unsafe, of an unknown family or does not
   *     fit the options, or the family has no use for one of them
   */
  public static TagVocabulary writeProbe(Path checkpoint, Path folder, ConvertOptions options)
      throws IOException {
    GraphTarget.require(options);
    UnchangedFiles files = UnchangedFiles.of(checkpoint);
    try (Checkpoint opened = open(checkpoint, options)) {
      Weights weights = new Weights(opened);
      PreparedModel model =
          conversion(weights, options).prepare(weights, request(options, Optional.empty()));
      TagVocabulary tags =
          model
              .tags()
              .orElseThrow(
                  () ->
                      new ModelException(
                          "%s: expected a model that gives tags, to measure them, found another"
                              .formatted(checkpoint)));
      Numerics probing = Numerics.probe(GraphTarget.largestWeight(options));
      write(model.graphs(probing), folder::resolve, options.progress());
      files.requireUnchanged();
      return tags;
    } catch (InternalError e) {
      throw files.shortened(e);
    }
  }

  /**
   * Summarizes a checkpoint without converting it.
   *
   * @param checkpoint a PyTorch file (zip or legacy format), a safetensors file, the index of
   *     sharded safetensors, or the {@linkplain #isCheckpointFolder folder} of one model
   * @param options sizes that the file does not record
   * @return family, sizes and contents
   * @throws IOException if the file cannot be read
   * @throws ModelException if the checkpoint is damaged, unsafe or of an unknown family
   */
  public static CheckpointSummary inspect(Path checkpoint, ConvertOptions options)
      throws IOException {
    try (Checkpoint opened = open(checkpoint, options)) {
      Weights weights = new Weights(opened);
      ModelConversion conversion = conversion(weights, options);
      return new CheckpointSummary(
          opened, conversion.family(), conversion.summarize(weights, asked(options)));
    }
  }

  private static String fileName(String graph) {
    return TaggingGraphs.fileName(graph);
  }

  private static Map<String, TensorPlace> write(
      Map<String, Graph> graphs, Function<String, Path> file, ConvertProgress progress)
      throws IOException {
    long total = graphs.values().stream().mapToLong(OnnxWriter::weightBytes).sum();
    Map<String, TensorPlace> tensors = new LinkedHashMap<>();
    long before = 0;
    for (Map.Entry<String, Graph> graph : graphs.entrySet()) {
      long written = before;
      tensors.putAll(
          OnnxWriter.write(
              graph.getValue(),
              file.apply(fileName(graph.getKey())),
              done -> progress.at("writing weights", written + done, total)));
      before += OnnxWriter.weightBytes(graph.getValue());
    }
    return tensors;
  }
}
