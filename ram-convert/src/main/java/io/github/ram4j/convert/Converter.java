package io.github.ram4j.convert;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.bundle.GraphRole;
import io.github.ram4j.convert.checkpoint.Checkpoint;
import io.github.ram4j.convert.checkpoint.CheckpointTensor;
import io.github.ram4j.convert.graph.Graph;
import io.github.ram4j.convert.graph.Numerics;
import io.github.ram4j.convert.graph.OnnxWriter;
import io.github.ram4j.convert.graph.ProductProbe;
import io.github.ram4j.convert.layout.Architecture;
import io.github.ram4j.convert.layout.ArchitectureReader;
import io.github.ram4j.convert.layout.Weights;
import io.github.ram4j.convert.model.ModelGraphs;
import io.github.ram4j.text.WordList;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  private static final List<Float> IMAGENET_MEAN = List.of(0.485f, 0.456f, 0.406f);
  private static final List<Float> IMAGENET_STD = List.of(0.229f, 0.224f, 0.225f);

  /** [DEC] and [ENC], which the authors added to the list of words. */
  private static final int ADDED_WORDS = 2;

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
   * @throws IllegalArgumentException if the subset names a tag that the checkpoint's list lacks, by
   *     name and not by id, as {@link TagVocabulary} says
   */
  public static ConvertReport convert(Path checkpoint, Path bundle, ConvertOptions options)
      throws IOException {
    requireFree(bundle, options);
    UnchangedFiles files = UnchangedFiles.of(checkpoint);
    try (Checkpoint opened = Checkpoint.open(checkpoint, options.weights())) {
      Weights weights = new Weights(opened);
      ArchitectureReader reader = reader(weights, options);
      Architecture sizes = reader.read();
      List<String> assumed = new ArrayList<>();
      TagVocabulary all = vocabulary(checkpoint, sizes, options, assumed);
      KeptTags kept = KeptTags.of(all, options.subset().apply(all));
      Optional<WordList> words = words(sizes, options, assumed);
      if (words.isPresent()) {
        reader.requireCaptions(sizes);
      }
      Optional<Architecture.Text> text = words.map(list -> reader.readText(sizes));
      text.ifPresent(
          found -> requireFits(words.get(), options.words(), checkpoint, found.vocabulary()));
      assumed.addAll(0, reader.notes());
      assumed.addAll(0, whichWeights(opened));
      Map<GraphRole, Graph> graphs =
          ModelGraphs.of(weights, sizes, text, kept.rows(), numerics(options));
      Map<String, String> source = source(opened, options.progress());
      try (BundleWriter writer = new BundleWriter(bundle, options.replace())) {
        write(graphs, writer::file, options.progress());
        writer.writeTags(kept.vocabulary());
        if (words.isPresent()) {
          Files.write(writer.file(BundleManifest.WORDS_FILE_NAME), words.get().toBytes());
        }
        files.requireUnchanged();
        BundleManifest manifest =
            writer.finish(
                written -> manifest(sizes, text, options, source, assumed, written),
                options.measurement());
        return new ConvertReport(
            bundle, manifest, weights.used().size(), ignored(opened, weights), assumed);
      }
    } catch (InternalError e) {
      throw files.shortened(e);
    }
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
    UnchangedFiles files = UnchangedFiles.of(checkpoint);
    try (Checkpoint opened = Checkpoint.open(checkpoint, options.weights())) {
      Weights weights = new Weights(opened);
      Architecture sizes = reader(weights, options).read();
      TagVocabulary all = vocabulary(checkpoint, sizes, options, new ArrayList<>());
      KeptTags kept = KeptTags.of(all, options.subset().apply(all));
      write(
          ModelGraphs.of(
              weights,
              sizes,
              Optional.empty(),
              kept.rows(),
              Numerics.probe(largestWeight(options))),
          folder::resolve,
          options.progress());
      files.requireUnchanged();
      return kept.vocabulary();
    } catch (InternalError e) {
      throw files.shortened(e);
    }
  }

  private static Numerics numerics(ConvertOptions options) {
    return new Numerics(
        options.precision().weightType(),
        largestWeight(options),
        options.floatProducts(),
        options.blocks(),
        false);
  }

  /** The range of integers, also of those that a probe of another precision tries. */
  private static int largestWeight(ConvertOptions options) {
    return options.precision().isInt8()
        ? options.precision().largestInt8Weight()
        : BundleManifest.PORTABLE_INT8_WEIGHT;
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
    try (Checkpoint opened = Checkpoint.open(checkpoint, options.weights())) {
      Weights weights = new Weights(opened);
      ArchitectureReader reader = reader(weights, options);
      Architecture sizes = reader.read();
      long elements =
          opened.tensors().values().stream().mapToLong(CheckpointTensor::elementCount).sum();
      return new CheckpointSummary(
          opened.format().toString(),
          sizes.family(),
          sizes.imageSizePx(),
          sizes.describe(),
          opened.tensors().size(),
          elements,
          opened.ignored(),
          Stream.concat(whichWeights(opened).stream(), reader.notes().stream()).toList());
    }
  }

  /** A sentence where a file holds several models. */
  private static List<String> whichWeights(Checkpoint opened) {
    if (opened.others().isEmpty()) {
      return List.of();
    }
    return List.of(
        "The weights are those under \"%s\"; the file also has %s, to be chosen by --weights."
            .formatted(
                opened.weights(),
                opened.others().stream()
                    .map(name -> '"' + name + '"')
                    .collect(Collectors.joining(", "))));
  }

  private static ArchitectureReader reader(Weights weights, ConvertOptions options) {
    return new ArchitectureReader(
        weights,
        new ArchitectureReader.Asked(
            options.imageSizePx(), options.window(), options.headHeads(), options.textHeads()));
  }

  private static TagVocabulary vocabulary(
      Path checkpoint, Architecture sizes, ConvertOptions options, List<String> assumed) {
    TagVocabulary given = options.vocabulary();
    if (given != null) {
      if (given.size() != sizes.tags()) {
        throw new ModelException(
            "%s: tag list: expected the checkpoint's %d tags, found %d in the list given"
                    .formatted(checkpoint, sizes.tags(), given.size())
                + ", "
                + given.name());
      }
      assumed.add(
          "The tags are those of the list given, %d as the checkpoint has; it has no names."
              .formatted(given.size()));
      return given;
    }
    TagVocabulary published =
        sizes.family() == ModelFamily.TAG2TEXT ? TagVocabulary.tag2text() : TagVocabulary.ram();
    if (published.size() != sizes.tags()) {
      throw new ModelException(
          "%s: tag list: expected one of %d tags, as the checkpoint has, to be given (--tags-file);"
                  .formatted(checkpoint, sizes.tags())
              + " the published list has "
              + published.size());
    }
    assumed.add("The tags are the published list of " + published.size() + ".");
    return published;
  }

  /** The words of captions where they are asked for, with what is to be said of them. */
  private static Optional<WordList> words(
      Architecture sizes, ConvertOptions options, List<String> assumed) throws IOException {
    if (options.words() == null) {
      if (sizes.family() == ModelFamily.TAG2TEXT) {
        assumed.add("No captions are wanted, since no list of words was given (--vocab).");
      }
      return Optional.empty();
    }
    WordList words = WordListFile.read(options.words());
    if (!words.isBertBaseUncased()) {
      assumed.add(
          "The words of %s are those that the checkpoint was trained with, though they are not"
                  .formatted(options.words().getFileName())
              + " bert-base-uncased's.");
    }
    return Optional.of(words);
  }

  /** The model's ids are the list's and two more, [DEC] and [ENC]. */
  private static void requireFits(WordList words, Path list, Path checkpoint, int vocabulary) {
    int expected = vocabulary - ADDED_WORDS;
    if (words.size() != expected) {
      throw new ModelException(
          "%s: list of words %s: expected %d, two fewer than the checkpoint has ids, found %d"
              .formatted(checkpoint, list, expected, words.size()));
    }
  }

  private static void write(
      Map<GraphRole, Graph> graphs, Function<String, Path> file, ConvertProgress progress)
      throws IOException {
    long total = graphs.values().stream().mapToLong(OnnxWriter::weightBytes).sum();
    long before = 0;
    for (Map.Entry<GraphRole, Graph> graph : graphs.entrySet()) {
      long written = before;
      OnnxWriter.write(
          graph.getValue(),
          file.apply(graph.getKey().fileName()),
          done -> progress.at("writing weights", written + done, total));
      before += OnnxWriter.weightBytes(graph.getValue());
    }
  }

  /** Name, length and digest; of several files those of one after the other. */
  private static Map<String, String> source(Checkpoint checkpoint, ConvertProgress progress)
      throws IOException {
    long total = 0;
    List<InputStream> parts = new ArrayList<>();
    for (Path file : checkpoint.files()) {
      total += Files.size(file);
    }
    try {
      for (Path file : checkpoint.files()) {
        parts.add(Files.newInputStream(file));
      }
      InputStream all = new SequenceInputStream(Collections.enumeration(parts));
      BundleFile measured = BundleFile.measure("checkpoint", counted(all, total, progress));
      Map<String, String> source = new TreeMap<>();
      source.put("name", checkpoint.file().toAbsolutePath().normalize().getFileName().toString());
      source.put("bytes", Long.toString(measured.bytes()));
      source.put("sha256", measured.sha256());
      return source;
    } finally {
      for (InputStream part : parts) {
        part.close();
      }
    }
  }

  private static InputStream counted(InputStream in, long total, ConvertProgress progress) {
    return new FilterInputStream(in) {
      private long done;

      @Override
      public int read(byte[] bytes, int offset, int count) throws IOException {
        int read = super.read(bytes, offset, count);
        done += Math.max(0, read);
        progress.at("checkpoint's digest", done, total);
        return read;
      }
    };
  }

  private static BundleManifest manifest(
      Architecture sizes,
      Optional<Architecture.Text> text,
      ConvertOptions options,
      Map<String, String> source,
      List<String> assumed,
      List<BundleFile> files) {
    Map<GraphRole, String> graphs = new EnumMap<>(GraphRole.class);
    for (GraphRole role : GraphRole.values()) {
      if (files.stream().anyMatch(file -> file.name().equals(role.fileName()))) {
        graphs.put(role, role.fileName());
      }
    }
    return new BundleManifest(
        sizes.family(),
        sizes.imageSizePx(),
        IMAGENET_MEAN,
        IMAGENET_STD,
        options.precision().inManifest(),
        options.precision().largestInt8Weight(),
        new TreeMap<>(),
        graphs,
        text.map(
            found ->
                new CaptionSizes(
                    found.decoderLayers(),
                    found.heads(),
                    sizes.hidden() / found.heads(),
                    found.vocabulary(),
                    found.positions())),
        sizes.describe(),
        new TreeMap<>(source),
        assumed,
        files);
  }

  private static List<String> ignored(Checkpoint opened, Weights weights) {
    List<String> ignored = new ArrayList<>();
    Map<String, Integer> unused = new TreeMap<>();
    for (String name : weights.names()) {
      if (!weights.used().contains(name) && !Weights.isComputed(name)) {
        unused.merge(
            name.contains(".") ? name.substring(0, name.indexOf('.')) : name, 1, Integer::sum);
      }
    }
    unused.forEach((group, count) -> ignored.add("%s (%d tensors)".formatted(group, count)));
    opened.ignored().forEach(entry -> ignored.add("entry \"" + entry + "\""));
    return ignored;
  }
}
