package io.github.ram4j.bundle;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelTask;
import io.github.ram4j.TagVocabulary;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A model that is ready to be opened: a folder written by the converter, or the same files in a
 * jar.
 *
 * <p>Immutable and thread-safe; keeps no file open.
 */
public final class Bundle {
  private static final int ATTEMPTS = 5;

  /** A source of a bundle's files. */
  interface Content {
    InputStream open(String name) throws IOException;
  }

  private final String name;
  private final Path folder;
  private final Content content;
  private final BundleManifest manifest;

  /** Null for models that give no tags. */
  private final TagVocabulary vocabulary;

  /** Null for resources. */
  private final ManifestStamp stamp;

  private Bundle(String name, Path folder, Content content, ManifestStamp stamp)
      throws IOException {
    this.name = name;
    this.folder = folder;
    this.content = content;
    this.stamp = stamp;
    BundleTexts texts = new BundleTexts(name, folder, content);
    this.manifest = texts.manifest();
    this.vocabulary = hasTags() ? texts.tags() : null;
  }

  /**
   * Reads the manifest and the tags of a bundle and checks that its files are there, whole. A
   * bundle that is missing because a run was killed while it replaced it is put back first. A
   * bundle that is replaced meanwhile is read again, at most 5 times.
   *
   * @param folder of the bundle
   * @return the bundle
   * @throws IOException if the folder does not exist or a file cannot be read
   * @throws ModelException if the folder is no bundle, or a file is missing or of another length
   */
  public static Bundle read(Path folder) throws IOException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      ManifestStamp before = ManifestStamp.of(folder);
      try {
        Bundle bundle = read(folder, before);
        if (bundle.isCurrent()) {
          return bundle;
        }
      } catch (IOException | ModelException e) {
        if (before.equals(ManifestStamp.of(folder))) {
          throw e;
        }
      }
    }
    throw new ModelException(
        "bundle %s: expected one that stays while it is read, found it replaced %d times"
            .formatted(folder, ATTEMPTS));
  }

  private static Bundle read(Path folder, ManifestStamp stamp) throws IOException {
    if (!Files.exists(folder)) {
      throw new FileNotFoundException(
          "bundle %s: expected a folder, found nothing of that name".formatted(folder));
    }
    if (!Files.isDirectory(folder)) {
      throw new ModelException(
          "bundle %s: expected a folder, found a file; a checkpoint has to be converted first"
              .formatted(folder));
    }
    Bundle bundle =
        new Bundle(
            folder.toString(), folder, file -> Files.newInputStream(folder.resolve(file)), stamp);
    for (BundleFile file : bundle.manifest.files()) {
      bundle.requireLength(file);
    }
    return bundle;
  }

  /**
   * Reads a bundle that is packed as resources; its graphs must contain their weights.
   *
   * @param anchor a class of the module that packs it
   * @param prefix path of the bundle's folder, relative to the class, ending in "/"
   * @return the bundle
   * @throws ModelException if there is no such bundle
   */
  public static Bundle ofResources(Class<?> anchor, String prefix) {
    Objects.requireNonNull(anchor, "anchor");
    String name = "resources " + anchor.getName() + ":" + prefix;
    try {
      return new Bundle(
          name,
          null,
          file -> {
            InputStream in = anchor.getResourceAsStream(prefix + file);
            if (in == null) {
              throw new FileNotFoundException(name + file);
            }
            return in;
          },
          null);
    } catch (FileNotFoundException e) {
      throw new ModelException(
          "bundle %s: expected %s, found no such resource".formatted(name, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /**
   * The manifest of the bundle.
   *
   * @return the manifest
   */
  public BundleManifest manifest() {
    return manifest;
  }

  /**
   * The tags in the order of the logits, with the thresholds that the bundle has for them.
   *
   * @return the vocabulary
   * @throws ModelException if the model gives no tags
   */
  public TagVocabulary vocabulary() {
    require(ModelTask.TAGGING);
    return vocabulary;
  }

  /**
   * Requires that the model solves a task.
   *
   * @param task the required task
   * @throws ModelException if it is none of the bundle's; the message names those
   */
  public void require(ModelTask task) {
    if (!manifest.tasks().contains(task)) {
      throw new ModelException(
          "bundle %s: tasks: expected %s, found %s of family %s"
              .formatted(
                  name,
                  task,
                  manifest.tasks().stream().map(ModelTask::id).collect(Collectors.joining(", ")),
                  manifest.family()));
    }
  }

  /**
   * Returns whether the bundle's folder still has the manifest that was read. Files that were
   * opened before belong to that manifest then.
   *
   * @return false once the bundle was replaced or deleted; true for resources
   */
  public boolean isCurrent() {
    return stamp == null || stamp.equals(ManifestStamp.of(folder));
  }

  private boolean hasTags() {
    return manifest.tasks().contains(ModelTask.TAGGING);
  }

  /**
   * The bundle's name in messages.
   *
   * @return the path of its folder or of its resources
   */
  public String name() {
    return name;
  }

  /**
   * A graph that a task needs.
   *
   * @param graph its name
   * @return its specification
   * @throws ModelException if there is none of that name
   */
  public GraphSpec graph(String graph) {
    GraphSpec spec = manifest.graphs().get(graph);
    if (spec == null) {
      throw new ModelException(
          "bundle %s: graph.%s: expected a graph of this name, found %s"
              .formatted(name, graph, manifest.graphs().keySet()));
    }
    return spec;
  }

  /**
   * The ONNX file of a graph.
   *
   * @param graph the name of a graph of the manifest
   * @return the ONNX file, empty if the bundle is packed as resources
   */
  public Optional<Path> graphFile(String graph) {
    return Optional.ofNullable(folder).map(files -> files.resolve(graph(graph).file()));
  }

  /**
   * The path of a file.
   *
   * @param file one of the manifest's
   * @return the file, empty if the bundle is packed as resources
   */
  public Optional<Path> file(BundleFile file) {
    return Optional.ofNullable(folder).map(files -> files.resolve(file.name()));
  }

  /**
   * A graph itself, for bundles that are packed as resources.
   *
   * @param graph the name of a graph of the manifest
   * @return the ONNX file's bytes
   * @throws IOException if it cannot be read
   */
  public byte[] graphBytes(String graph) throws IOException {
    try (InputStream in = content.open(graph(graph).file())) {
      return in.readAllBytes();
    }
  }

  /**
   * A graph itself, read once and compared with its digest.
   *
   * @param graph the name of a graph of the manifest
   * @return the ONNX file's bytes
   * @throws IOException if it cannot be read
   * @throws ModelException if it is missing or altered
   */
  public byte[] verifiedGraphBytes(String graph) throws IOException {
    BundleFile expected = file(graph(graph).file());
    byte[] bytes;
    try {
      bytes = graphBytes(graph);
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw missing(expected, e);
    }
    requireUnaltered(
        expected, BundleFile.measure(expected.name(), new ByteArrayInputStream(bytes)));
    return bytes;
  }

  /**
   * The token vocabulary of captions, for bundles that write captions.
   *
   * @return UTF-8, a token a line; to be closed by the caller
   * @throws IOException if it cannot be read
   */
  public InputStream openWords() throws IOException {
    return open(BundleManifest.WORDS_FILE_NAME);
  }

  /**
   * A file of the bundle, for any purpose of its family.
   *
   * @param file its name
   * @return its bytes, not compared with its digest; to be closed by the caller
   * @throws IOException if it cannot be read
   * @throws ModelException if the manifest has no file of that name
   */
  public InputStream open(String file) throws IOException {
    if (!manifest.hasFile(file)) {
      throw new ModelException(
          "bundle %s: expected a file %s, found %s"
              .formatted(name, file, manifest.files().stream().map(BundleFile::name).toList()));
    }
    return content.open(file);
  }

  /**
   * A tensor that is read apart from graphs.
   *
   * @param tensor its name
   * @return the tensor, empty if the bundle has none of that name
   */
  public Optional<BundleTensor> tensor(String tensor) {
    return Optional.ofNullable(manifest.tensors().get(tensor))
        .map(place -> new BundleTensor(this, tensor, place));
  }

  /**
   * An identity of the model, wherever its bundle lies. The manifest has the digest of every file,
   * so that two bundles of one digest give the same results.
   *
   * @return SHA-256 of the manifest, 64 lower-case hexadecimal digits
   * @throws IOException if it cannot be read
   */
  public String digest() throws IOException {
    if (stamp != null) {
      return stamp.manifest().sha256();
    }
    try (InputStream in = content.open(BundleManifest.FILE_NAME)) {
      return BundleFile.measure(BundleManifest.FILE_NAME, in).sha256();
    }
  }

  /**
   * Reads every file and compares its digest with the manifest's, several files at a time.
   *
   * @throws IOException if a file cannot be read
   * @throws ModelException if a file is missing or altered; the message names it
   */
  public void verifyDigests() throws IOException {
    try {
      manifest.files().parallelStream()
          .forEach(
              file -> {
                try {
                  verifyDigest(file);
                } catch (IOException e) {
                  throw new UncheckedIOException("reading " + file.name(), e);
                }
              });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Reads one file and compares its digest with the manifest's.
   *
   * @param expected one of the manifest's
   * @throws IOException if the file cannot be read
   * @throws ModelException if it is missing or altered
   */
  public void verifyDigest(BundleFile expected) throws IOException {
    try (InputStream in = content.open(expected.name())) {
      requireUnaltered(expected, BundleFile.measure(expected.name(), in));
    } catch (FileNotFoundException | NoSuchFileException e) {
      throw missing(expected, e);
    }
  }

  /**
   * Reads a copy of a file and compares its digest with the manifest's.
   *
   * @param expected one of the manifest's
   * @param copy of that file
   * @throws IOException if the copy cannot be read
   * @throws ModelException if it is another file
   */
  public void verifyDigest(BundleFile expected, Path copy) throws IOException {
    try (InputStream in = Files.newInputStream(copy)) {
      requireUnaltered(expected, BundleFile.measure(expected.name(), in));
    }
  }

  private void requireUnaltered(BundleFile expected, BundleFile found) {
    if (!found.equals(expected)) {
      throw new ModelException(
          "bundle %s: %s was altered: expected %d bytes with SHA-256 %s, found %d with %s"
              .formatted(
                  name,
                  expected.name(),
                  expected.bytes(),
                  expected.sha256(),
                  found.bytes(),
                  found.sha256()));
    }
  }

  /** The manifest's entry of a file that it is known to have. */
  private BundleFile file(String fileName) {
    return manifest.files().stream()
        .filter(file -> file.name().equals(fileName))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no digest of " + fileName));
  }

  private void requireLength(BundleFile file) throws IOException {
    Path path = folder.resolve(file.name());
    if (!Files.isRegularFile(path)) {
      throw missing(file, null);
    }
    if (Files.size(path) != file.bytes()) {
      throw new ModelException(
          "bundle %s: expected %s to have %d bytes, found %d"
              .formatted(name, file.name(), file.bytes(), Files.size(path)));
    }
  }

  private ModelException missing(BundleFile file, IOException cause) {
    return new ModelException(
        "bundle %s: expected a file %s of %d bytes, found none"
            .formatted(name, file.name(), file.bytes()),
        cause);
  }

  /** The bundle's place. */
  @Override
  public String toString() {
    return "Bundle[" + name + "]";
  }
}
