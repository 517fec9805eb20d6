package io.github.ram4j.convert;

import io.github.ram4j.ModelException;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.ManifestBuilder;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.family.ModelConversion;
import io.github.ram4j.convert.family.ModelConversions;
import io.github.ram4j.convert.family.ModelRequest;
import io.github.ram4j.convert.family.PreparedModel;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.OnnxWriter;
import io.github.ram4j.convert.graph.ProductProbe;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.Weights;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Turns published checkpoints, {@code .pth} or {@code .safetensors}, into bundles.
 *
 * <p>Stateless and thread-safe. The checkpoint is mapped, never read into the heap as a whole; a
 * gigabyte of heap is enough for the published sizes.
 */
public final class Converter {
  /** What outputs of {@link #writeProbe} with sums of squared differences begin with. */
  public static final String PROBE_ERROR = ProductProbe.ERROR_OUTPUT;

  /** The same, of those with sums of squares. */
  public static final String PROBE_POWER = ProductProbe.POWER_OUTPUT;

  /** The same, of inputs that choose which products 8-bit integers compute. */
  public static final String PROBE_INT8 = ProductProbe.INT8_INPUT;

  private Converter() {}

  /**
   * Converts a checkpoint.
   *
   * @param checkpoint a file of PyTorch (zip or the old format) or safetensors, or of several
   *     safetensors their index or folder
   * @param bundle the folder to make; it appears when it is complete
   * @param options sizes, tags and precision
   * @return what was read, ignored and assumed
   * @throws IOException if a file cannot be read or written, the checkpoint is written to
   *     meanwhile, or the bundle's name is taken
   * @throws ModelException if the checkpoint is damaged, unsafe, of no known family or does not fit
   *     the options
   * @throws IllegalArgumentException if the target does not go with the precision, or the subset
   *     names a tag that the checkpoint's list lacks, by name and not by id, as {@link
   *     TagVocabulary} says
   */
  public static ConvertReport convert(Path checkpoint, Path bundle, ConvertOptions options)
      throws IOException {
    requireFree(bundle, options);
    GraphTarget.require(options);
    UnchangedFiles files = UnchangedFiles.of(checkpoint);
    try (Checkpoint opened = open(checkpoint, options)) {
      Weights weights = new Weights(opened);
      ModelConversion conversion = ModelConversions.of(weights);
      PreparedModel model = conversion.prepare(weights, request(options));
      List<String> assumed = new ArrayList<>(CheckpointSource.whichWeights(opened));
      assumed.addAll(model.assumed());
      Map<String, Graph> graphs = model.graphs(GraphTarget.numerics(options));
      ManifestBuilder manifest =
          BundleManifest.builder(conversion.family())
              .target(GraphTarget.of(options))
              .precision(options.precision().inManifest(), options.precision().largestInt8Weight())
              .source(CheckpointSource.measure(opened, options.progress()))
              .notes(assumed);
      model.describe(manifest);
      graphs.forEach((name, graph) -> manifest.graph(name, graph.spec(fileName(name))));
      try (BundleWriter writer = new BundleWriter(bundle, options.replace())) {
        write(graphs, writer::file, options.progress());
        model.writeFiles(writer::file);
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

  private static ModelRequest request(ConvertOptions options) {
    return new ModelRequest(
        asked(options), options.vocabulary(), options.subset(), options.words());
  }

  private static ArchitectureReader.Asked asked(ConvertOptions options) {
    return new ArchitectureReader.Asked(
        options.imageSizePx(), options.window(), options.headHeads(), options.textHeads());
  }

  /**
   * Checks that a bundle may be made under a name: that it is free, or has a bundle that may be
   * replaced. Converting checks it, too.
   *
   * @param bundle the folder to be made
   * @param options whether to replace
   * @throws FileAlreadyExistsException if it may not
   */
  public static void requireFree(Path bundle, ConvertOptions options)
      throws FileAlreadyExistsException {
    BundleWriter.requireFree(bundle, options.replace());
  }

  /**
   * Writes graphs that compute with float32 and with 8-bit integers, and say how far the two are
   * apart. Each product P of a matrix has two more outputs, float32 scalars: {@code error:P}, the
   * sum of squares of the differences, and {@code power:P}, that of the product itself. It has one
   * more input, {@code int8:P}, float32 [1]: the graph goes on with the product of float32 for 0,
   * and with that of 8-bit integers for 1.
   *
   * @param checkpoint a file of PyTorch (zip or the old format) or safetensors, or of several
   *     safetensors their index or folder
   * @param folder exists; gets the image encoder and the tagging head, with {@code rows} and {@code
   *     logits} as a bundle's have them, and their data files
   * @param options sizes, tags and the precision whose integers are tried; captions do not matter
   * @return the tags, in the order of the logits
   * @throws IOException if a file cannot be read or written
   * @throws ModelException if the checkpoint is damaged, unsafe, of no known family or does not fit
   *     the options
   */
  public static TagVocabulary writeProbe(Path checkpoint, Path folder, ConvertOptions options)
      throws IOException {
    GraphTarget.require(options);
    UnchangedFiles files = UnchangedFiles.of(checkpoint);
    try (Checkpoint opened = open(checkpoint, options)) {
      Weights weights = new Weights(opened);
      ModelRequest request =
          new ModelRequest(
              asked(options), options.vocabulary(), options.subset(), Optional.empty());
      PreparedModel model = ModelConversions.of(weights).prepare(weights, request);
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
   * Says what a checkpoint holds.
   *
   * @param checkpoint a file of PyTorch (zip or the old format) or safetensors, or of several
   *     safetensors their index or folder
   * @param options sizes that the file does not tell
   * @return its family and sizes
   * @throws IOException if the file cannot be read
   * @throws ModelException if the checkpoint is damaged, unsafe or of no known family
   */
  public static CheckpointSummary inspect(Path checkpoint, ConvertOptions options)
      throws IOException {
    try (Checkpoint opened = open(checkpoint, options)) {
      Weights weights = new Weights(opened);
      ModelConversion conversion = ModelConversions.of(weights);
      return new CheckpointSummary(
          opened, conversion.family(), conversion.summarize(weights, asked(options)));
    }
  }

  private static String fileName(String graph) {
    return TaggingGraphs.fileName(graph);
  }

  private static void write(
      Map<String, Graph> graphs, Function<String, Path> file, ConvertProgress progress)
      throws IOException {
    long total = graphs.values().stream().mapToLong(OnnxWriter::weightBytes).sum();
    long before = 0;
    for (Map.Entry<String, Graph> graph : graphs.entrySet()) {
      long written = before;
      OnnxWriter.write(
          graph.getValue(),
          file.apply(fileName(graph.getKey())),
          done -> progress.at("writing weights", written + done, total));
      before += OnnxWriter.weightBytes(graph.getValue());
    }
  }
}
