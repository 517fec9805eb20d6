package io.github.ram4j.langchain4j;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Files below one folder, links followed only where they stay in it. */
final class FolderImages implements ImageResolver {
  private static final Path UP = Path.of("..");

  private final Path folder;

  FolderImages(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    if (!Files.isDirectory(this.folder)) {
      throw new IllegalArgumentException(
          "folder of images: expected a folder, found the file " + folder);
    }
  }

  @Override
  public ImageSource resolve(String name) {
    Path file = real(name);
    // What is outside and what is not there are answered alike: neither is told to exist.
    if (file == null || !file.startsWith(folder) || !Files.isRegularFile(file)) {
      throw new ImageException(
          "image \"%s\": expected the relative path of a file in the folder of images, found none"
              .formatted(NamedImage.shown(name)));
    }
    return ImageSource.of(file);
  }

  /** The file without links; null if it cannot be. */
  private @Nullable Path real(String name) {
    try {
      Path relative = Path.of(name);
      boolean climbs = StreamSupport.stream(relative.spliterator(), false).anyMatch(UP::equals);
      return relative.isAbsolute() || climbs ? null : folder.resolve(relative).toRealPath();
    } catch (InvalidPathException | IOException e) {
      return null;
    }
  }
}
