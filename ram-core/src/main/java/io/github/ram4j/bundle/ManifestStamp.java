package io.github.ram4j.bundle;

import io.github.ram4j.files.PartialFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/**
 * The content of a bundle's manifest and the time of its writing. They differ once a bundle is
 * replaced, be it by an equal one.
 *
 * @param manifest null if there is none
 * @param written null if there is none
 */
record ManifestStamp(BundleFile manifest, FileTime written) {

  /** Reads the stamp, after a swap of the folder that is under way. */
  static ManifestStamp of(Path folder) {
    PartialFolder.recover(folder);
    Path file = folder.resolve(BundleManifest.FILE_NAME);
    try (InputStream in = Files.newInputStream(file)) {
      return new ManifestStamp(
          BundleFile.measure(BundleManifest.FILE_NAME, in), Files.getLastModifiedTime(file));
    } catch (IOException e) {
      return new ManifestStamp(null, null);
    }
  }
}
