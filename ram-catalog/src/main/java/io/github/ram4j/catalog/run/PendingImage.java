package io.github.ram4j.catalog.run;

import io.github.ram4j.catalog.output.ImageFile;
import io.github.ram4j.catalog.sql.ImageState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Future;

/**
 * An image that is being tagged.
 *
 * @param image its file
 * @param size of the file in bytes, before it was read
 * @param modifiedNs time of the last change, before it was read
 * @param sha256 of its bytes, computed meanwhile
 */
record PendingImage(ImageFile image, long size, long modifiedNs, Future<byte[]> sha256) {

  /** Returns whether the file is now as it was before it was read. */
  boolean isUnchanged() throws IOException {
    BasicFileAttributes now = Files.readAttributes(image.file(), BasicFileAttributes.class);
    return now.size() == size && ImageState.nanos(now) == modifiedNs;
  }
}
