package io.github.ram4j.catalog.run;

import io.github.ram4j.catalog.output.ImageFile;
import io.github.ram4j.catalog.sql.ImageState;
import java.awt.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * An image that is being tagged.
 *
 * @param image its file
 * @param size of the file in bytes, before it was read
 * @param modifiedNs time of the last change, before it was read
 * @param sha256 of its bytes, computed meanwhile
 * @param pixels width and height, read after that; empty where nobody knows
 */
record PendingImage(
    ImageFile image,
    long size,
    long modifiedNs,
    Future<byte[]> sha256,
    Future<Optional<Dimension>> pixels) {

  /** Width and height; empty where nobody knows. */
  Optional<Dimension> dimension() {
    try {
      return pixels.get();
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Returns whether the file is now as it was before it was read. */
  boolean isUnchanged() throws IOException {
    BasicFileAttributes now = Files.readAttributes(image.file(), BasicFileAttributes.class);
    return now.size() == size && ImageState.nanos(now) == modifiedNs;
  }
}
