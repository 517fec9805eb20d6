package io.github.ram4j.onnx;

import io.github.ram4j.ModelException;
import io.github.ram4j.RamException;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.GraphRole;
import io.github.ram4j.runtime.session.GraphSession;
import io.github.ram4j.runtime.session.OnnxRuntime;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Reads a bundle's files on threads of its own while the calling thread opens sessions: graphs that
 * are packed as resources, and whatever is to be compared with its digest. ONNX Runtime sees a
 * graph only once its digest was right; weights, of which no byte can be malformed, are compared
 * while they are mapped and packed.
 */
final class BundleReading {
  private final Bundle bundle;
  private final Map<String, CompletableFuture<Optional<byte[]>>> files = new LinkedHashMap<>();

  private BundleReading(Bundle bundle, Set<GraphRole> roles, boolean verify) {
    this.bundle = bundle;
    for (GraphRole role : roles) {
      if (bundle.graphFile(role).isEmpty()) {
        start(
            bundle.manifest().graphs().get(role),
            () -> Optional.of(verify ? bundle.verifiedGraphBytes(role) : bundle.graphBytes(role)));
      }
    }
    if (verify) {
      for (BundleFile file : bundle.manifest().files()) {
        if (!files.containsKey(file.name())) {
          start(
              file.name(),
              () -> {
                bundle.verifyDigest(file);
                return Optional.empty();
              });
        }
      }
    }
  }

  /** What is opened while a bundle's files are read. */
  @FunctionalInterface
  interface Opening<T extends AutoCloseable> {
    T open(BundleReading reading) throws IOException;
  }

  /**
   * Opens something of a bundle. Nothing stays open if a file turns out to be altered, which is
   * said whatever else failed for it.
   *
   * @param roles graphs that are opened
   * @throws IOException if a file cannot be read
   * @throws ModelException if a file is missing or altered, or a graph is refused
   */
  static <T extends AutoCloseable> T during(
      Bundle bundle, Set<GraphRole> roles, SessionConfig config, Opening<T> opening)
      throws IOException {
    BundleReading reading = new BundleReading(bundle, roles, config.verifyDigests());
    try (Opened opened = new Opened()) {
      T open = opened.add(reading.open(opening));
      reading.finish();
      opened.keep();
      return open;
    }
  }

  private <T extends AutoCloseable> T open(Opening<T> opening) throws IOException {
    try {
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

  Bundle bundle() {
    return bundle;
  }

  /**
   * Opens a graph, once it was read and compared with its digest.
   *
   * @throws IOException if the graph cannot be read
   * @throws ModelException if ONNX Runtime refuses the graph
   * @throws RamException if the execution provider cannot be used
   */
  GraphSession session(GraphRole role, SessionConfig config) throws IOException {
    OnnxRuntime.environment(); // loads the library while the graph is read
    String name = "bundle %s: %s".formatted(bundle.name(), bundle.manifest().graphs().get(role));
    Optional<byte[]> graph = graph(role);
    return graph.isPresent()
        ? GraphSession.open(name, graph.get(), config.sessions())
        : GraphSession.open(name, bundle.graphFile(role).orElseThrow(), config.sessions());
  }

  /**
   * Waits until a graph can be given to ONNX Runtime.
   *
   * @return its bytes if it is packed as a resource; the bundle has a file of it otherwise
   */
  Optional<byte[]> graph(GraphRole role) throws IOException {
    CompletableFuture<Optional<byte[]>> graph = files.get(bundle.manifest().graphs().get(role));
    return graph == null ? Optional.empty() : await(graph);
  }

  /** Waits for all files; the first that failed is told. */
  private void finish() throws IOException {
    // Nobody reads files any more once the caller knows that opening failed.
    CompletableFuture.allOf(files.values().toArray(CompletableFuture[]::new))
        .exceptionally(thrown -> null)
        .join();
    for (CompletableFuture<Optional<byte[]>> file : files.values()) {
      await(file);
    }
  }

  private void start(String file, Callable<Optional<byte[]>> read) {
    files.put(
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
            reading -> {
              Thread thread = new Thread(reading, "ram4j reading " + file);
              thread.setDaemon(true);
              thread.start();
            }));
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
