package io.github.ram4j.runtime.bundle;

import io.github.ram4j.ModelException;
import io.github.ram4j.RamException;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.GraphSpec;
import io.github.ram4j.runtime.RuntimeOptions;
import io.github.ram4j.runtime.lifetime.Opened;
import io.github.ram4j.runtime.session.GraphContract;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.runtime.session.OnnxRuntime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * A reading of a bundle's files on threads of its own, while the calling thread opens sessions:
 * graphs that are packed as resources, private copies of graphs with their weights, and all files
 * whose digests are verified. ONNX Runtime sees a graph only once its digest is verified. Weights,
 * of which no byte can be malformed, are verified while they are mapped and packed.
 */
public final class BundleReading {
  private static final String WEIGHTS = ".data";

  /** More than the files of a model; a bundle of others may list any number. */
  private static final int READERS = 8;

  private final Bundle bundle;
  private final Map<String, CompletableFuture<Optional<byte[]>>> files = new LinkedHashMap<>();
  private final Map<String, CompletableFuture<Optional<byte[]>>> copied = new LinkedHashMap<>();

  private final ExecutorService readers =
      Executors.newFixedThreadPool(READERS, BundleReading::reader);

  /** Null where nothing is copied. */
  private final PrivateCopies copies;

  private BundleReading(Bundle bundle, Request request, RuntimeOptions options) throws IOException {
    Set<String> graphs = request.graphs();
    this.bundle = bundle;
    List<BundleFile> large = options.privateWeights() ? withWeights(bundle, graphs) : List.of();
    this.copies = large.isEmpty() ? null : PrivateCopies.create(bundle, large);
    for (BundleFile file : large) {
      Path source = bundle.file(file).orElseThrow();
      start(
          copied,
          file.name(),
          () -> {
            copies.copy(source, file);
            return Optional.empty();
          });
    }
    readGraphs(graphs, options.verifyDigests());
    if (options.verifyDigests()) {
      verify(request.verified(bundle));
    }
  }

  /**
   * The graphs to open.
   *
   * @param whole whether the whole bundle is verified, or the files of these graphs alone
   */
  private record Request(Set<String> graphs, boolean whole) {
    List<BundleFile> verified(Bundle bundle) {
      return whole
          ? bundle.manifest().files()
          : graphs.stream().flatMap(graph -> filesOf(bundle, graph).stream()).toList();
    }
  }

  /** The files of a graph: its own, and that of its weights. */
  private static List<BundleFile> filesOf(Bundle bundle, String name) {
    String graph = bundle.graph(name).file();
    return bundle.manifest().files().stream()
        .filter(file -> file.name().equals(graph) || file.name().equals(graph + WEIGHTS))
        .toList();
  }

  /**
   * The files of graphs that have their weights in a file of their own, which ONNX Runtime maps.
   */
  private static List<BundleFile> withWeights(Bundle bundle, Set<String> graphs) {
    List<BundleFile> found = new ArrayList<>();
    for (String name : graphs) {
      List<BundleFile> both = filesOf(bundle, name);
      if (bundle.graphFile(name).isPresent() && both.size() > 1) {
        found.addAll(both);
      }
    }
    return found;
  }

  private void readGraphs(Set<String> graphs, boolean verify) {
    for (String name : graphs) {
      if (bundle.graphFile(name).isEmpty()) {
        start(
            files,
            bundle.graph(name).file(),
            () -> Optional.of(verify ? bundle.verifiedGraphBytes(name) : bundle.graphBytes(name)));
      }
    }
  }

  private void verify(List<BundleFile> listed) {
    for (BundleFile file : listed) {
      if (copied.containsKey(file.name())) {
        files.put(
            file.name(),
            copied
                .get(file.name())
                .thenApplyAsync(
                    nothing -> {
                      verifyCopy(file);
                      return nothing;
                    },
                    readers));
      } else if (!files.containsKey(file.name())) {
        start(
            files,
            file.name(),
            () -> {
              bundle.verifyDigest(file);
              return Optional.empty();
            });
      }
    }
  }

  private void verifyCopy(BundleFile file) {
    try {
      bundle.verifyDigest(file, copies.folder().resolve(file.name()));
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** A function that opens something while a bundle's files are read. */
  @FunctionalInterface
  public interface Opening<T extends AutoCloseable> {
    T open(BundleReading reading) throws IOException;
  }

  /**
   * Opens something of a bundle. Nothing stays open if a file turns out to be altered, or the
   * bundle to be another by now; the exception then says so, whatever else failed for it.
   *
   * @param graphs names of the graphs that are opened
   * @throws IOException if a file cannot be read
   * @throws ModelException if a file is missing or altered, a graph is refused, or the bundle was
   *     replaced since it was read
   */
  public static <T extends AutoCloseable> T during(
      Bundle bundle, Set<String> graphs, RuntimeOptions options, Opening<T> opening)
      throws IOException {
    return current(bundle, new Request(graphs, true), options, opening);
  }

  /**
   * Opens a further part of a bundle that was opened before; the files of its graphs alone are
   * verified.
   *
   * @param graphs names of the graphs that are opened
   * @throws IOException if a file cannot be read
   * @throws ModelException if a file is missing or altered, a graph is refused, or the bundle was
   *     replaced since it was read
   */
  public static <T extends AutoCloseable> T later(
      Bundle bundle, Set<String> graphs, RuntimeOptions options, Opening<T> opening)
      throws IOException {
    return current(bundle, new Request(graphs, false), options, opening);
  }

  private static <T extends AutoCloseable> T current(
      Bundle bundle, Request request, RuntimeOptions options, Opening<T> opening)
      throws IOException {
    try (Opened opened = new Opened()) {
      T open = opened.add(readOrReplaced(bundle, request, options, opening));
      if (!bundle.isCurrent()) {
        throw replaced(bundle, null);
      }
      opened.keep();
      return open;
    }
  }

  private static <T extends AutoCloseable> T readOrReplaced(
      Bundle bundle, Request request, RuntimeOptions options, Opening<T> opening)
      throws IOException {
    try {
      return read(bundle, request, options, opening);
    } catch (IOException | RuntimeException e) {
      if (bundle.isCurrent()) {
        throw e;
      }
      throw replaced(bundle, e);
    }
  }

  private static ModelException replaced(Bundle bundle, Exception cause) {
    return new ModelException(
        "bundle %s: expected the bundle that was read, found that it was replaced since then"
            .formatted(bundle.name()),
        cause);
  }

  private static <T extends AutoCloseable> T read(
      Bundle bundle, Request request, RuntimeOptions options, Opening<T> opening)
      throws IOException {
    BundleReading reading = new BundleReading(bundle, request, options);
    try (Opened opened = new Opened()) {
      T open = opened.add(reading.open(opening));
      reading.finish();
      opened.keep();
      return open;
    } finally {
      reading.end();
    }
  }

  /** Ends the threads, which begin with a file's digest once its copy is there, and the copies. */
  private void end() {
    awaitAll();
    readers.shutdown();
    if (copies != null) {
      copies.delete();
    }
  }

  private <T extends AutoCloseable> T open(Opening<T> opening) throws IOException {
    try {
      TargetCheck.require(bundle);
      return opening.open(this);
    } catch (IOException | RuntimeException e) {
      try {
        finish();
      } catch (IOException | RuntimeException cause) {
        if (cause != e) {
          cause.addSuppressed(e);
        }
        throw cause;
      }
      throw e;
    }
  }

  public Bundle bundle() {
    return bundle;
  }

  /**
   * Opens a graph, once it is read and its digest is verified, and checks its inputs and outputs
   * against the manifest.
   *
   * @throws IOException if the graph cannot be read
   * @throws ModelException if ONNX Runtime refuses the graph
   * @throws RamException if the execution provider cannot be used
   */
  public GraphSession session(String graph, RuntimeOptions options) throws IOException {
    OnnxRuntime.environment(); // loads the library while the graph is read
    GraphSpec spec = bundle.graph(graph);
    String name = "bundle %s: %s".formatted(bundle.name(), spec.file());
    Optional<byte[]> bytes = graph(graph);
    try (Opened opened = new Opened()) {
      GraphSession session =
          opened.add(
              bytes.isPresent()
                  ? GraphSession.open(name, bytes.get(), options)
                  : GraphSession.open(name, graphFile(graph), options));
      GraphContract.require(session, spec);
      opened.keep();
      return session;
    }
  }

  /**
   * Opens a graph with further outputs, of values within it, as {@link #session}; only its inputs
   * are checked against the manifest by whoever asks.
   *
   * @param outputs names of float32 values of the graph
   * @throws IOException if the graph cannot be read
   * @throws ModelException if ONNX Runtime refuses the graph, or it has no such value
   * @throws RamException if the execution provider cannot be used
   */
  public GraphSession session(String graph, RuntimeOptions options, List<String> outputs)
      throws IOException {
    String name = "bundle %s: %s".formatted(bundle.name(), bundle.graph(graph).file());
    Optional<byte[]> packed = graph(graph);
    if (packed.isPresent()) {
      return GraphSession.open(name, packed.get(), null, outputs, options);
    }
    byte[] bytes =
        options.verifyDigests() ? bundle.verifiedGraphBytes(graph) : bundle.graphBytes(graph);
    Path folder = graphFile(graph).toAbsolutePath().getParent();
    return GraphSession.open(name, bytes, folder, outputs, options);
  }

  /**
   * Waits until a graph can be given to ONNX Runtime.
   *
   * @return its bytes if it is packed as a resource; there is a {@link #graphFile} otherwise
   */
  public Optional<byte[]> graph(String graph) throws IOException {
    String name = bundle.graph(graph).file();
    if (copied.containsKey(name)) {
      await(copied.get(name));
      await(copied.get(name + WEIGHTS));
    }
    CompletableFuture<Optional<byte[]>> read = files.get(name);
    return read == null ? Optional.empty() : await(read);
  }

  /**
   * The file that ONNX Runtime opens, the bundle's own or its copy, once {@link #graph} has
   * returned.
   */
  public Path graphFile(String graph) {
    String name = bundle.graph(graph).file();
    return copied.containsKey(name)
        ? copies.folder().resolve(name)
        : bundle.graphFile(graph).orElseThrow();
  }

  /** Waits for all files, and throws the first failure. */
  private void finish() throws IOException {
    // Nobody reads files any more once the caller knows that opening failed.
    awaitAll();
    for (CompletableFuture<Optional<byte[]>> file : all()) {
      await(file);
    }
  }

  private void awaitAll() {
    CompletableFuture.allOf(all().toArray(CompletableFuture[]::new))
        .exceptionally(thrown -> null)
        .join();
  }

  private List<CompletableFuture<Optional<byte[]>>> all() {
    return Stream.concat(copied.values().stream(), files.values().stream()).toList();
  }

  private void start(
      Map<String, CompletableFuture<Optional<byte[]>>> started,
      String file,
      Callable<Optional<byte[]>> read) {
    started.put(
        file,
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return read.call();
              } catch (RuntimeException e) {
                throw e;
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            },
            readers));
  }

  private static Thread reader(Runnable reading) {
    Thread thread = new Thread(reading, "ram4j-bundle-reader");
    thread.setDaemon(true);
    return thread;
  }

  private static Optional<byte[]> await(CompletableFuture<Optional<byte[]>> file)
      throws IOException {
    try {
      return file.join();
    } catch (CompletionException e) {
      Throwable thrown = e.getCause();
      if (thrown instanceof IOException io) {
        throw io;
      }
      if (thrown instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
