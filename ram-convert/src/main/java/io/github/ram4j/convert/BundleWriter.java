package io.github.ram4j.convert;

import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.files.PartialFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes a bundle into a hidden folder beside its place and moves it there when it is complete; on
 * any failure, and when the JVM is told to stop, the hidden folder is deleted.
 */
final class BundleWriter implements AutoCloseable {
  private final Path place;
  private final boolean replace;
  private final PartialFolder partial;

  BundleWriter(Path place, boolean replace) throws IOException {
    this.place = place.toAbsolutePath().normalize();
    this.replace = replace;
    PartialFolder.recover(this.place);
    requireFree(place, replace);
    Files.createDirectories(this.place.getParent());
    this.partial = new PartialFolder(this.place);
  }

  /** The place of a file while the bundle is incomplete. */
  Path file(String name) {
    return partial.path().resolve(name);
  }

  /**
   * Writes the manifest, measures the bundle and moves it to its place.
   *
   * @param manifest makes the manifest from the files written
   * @param measurement measures the folder
   */
  BundleManifest finish(
      Function<List<BundleFile>, BundleManifest> manifest, BundleMeasurement measurement)
      throws IOException {
    List<Path> written;
    try (Stream<Path> files = Files.list(partial.path())) {
      written = files.sorted().toList();
    }
    List<BundleFile> measured = written.stream().map(file -> measure(file)).toList();
    BundleManifest complete = manifest.apply(measured);
    Files.writeString(file(BundleManifest.FILE_NAME), complete.toText());
    SortedMap<String, String> accuracy = measurement.measure(partial.path());
    if (!accuracy.isEmpty()) {
      complete = complete.toBuilder().accuracy(accuracy).build();
      Files.writeString(file(BundleManifest.FILE_NAME), complete.toText());
    }
    partial.finish(() -> requireFree(place, replace));
    return complete;
  }

  private static BundleFile measure(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return BundleFile.measure(file.getFileName().toString(), in);
    } catch (IOException e) {
      throw new UncheckedIOException("measuring " + file, e);
    }
  }

  /**
   * Checks that a place is free. A bundle there may be replaced if allowed; anything else never.
   */
  static void requireFree(Path place, boolean replace) throws FileAlreadyExistsException {
    if (!Files.exists(place)) {
      return;
    }
    boolean bundle = Files.isRegularFile(place.resolve(BundleManifest.FILE_NAME));
    if (!replace || !bundle) {
      throw new FileAlreadyExistsException(
          place.toString(),
          null,
          bundle
              ? "expected a free name for the bundle, found a bundle (--replace replaces it)"
              : "expected a free name for the bundle, found something that is no bundle");
    }
  }

  @Override
  public void close() {
    partial.close();
  }
}
