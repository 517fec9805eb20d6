package io.github.ram4j.spark.data.table;

import io.github.ram4j.ImageException;
import io.github.ram4j.ImageSource;
import io.github.ram4j.data.Example;
import io.github.ram4j.data.ImagePaths;
import io.github.ram4j.image.ImageOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Locations of the images that a table names. A path is relative to the folder of the table or
 * absolute on its file system, as on a single machine; a URI is taken as it is.
 *
 * <p>Immutable, thread-safe and serializable.
 */
public final class ImageLocations implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]+://.*");

  private final Broadcast<SerializableConfiguration> configuration;
  private final URI fileSystem;
  private final String table;

  /** The folder of the output; null where it is on another file system. */
  private final @Nullable String target;

  /**
   * Locations of a table's images.
   *
   * @param table qualified name of its file or folder
   * @param output qualified name of the output, whose lines are written as they stand in a file of
   *     that name
   * @param configuration of Hadoop's file systems
   */
  public ImageLocations(
      org.apache.hadoop.fs.Path table,
      org.apache.hadoop.fs.Path output,
      Broadcast<SerializableConfiguration> configuration) {
    URI from = table.toUri();
    URI to = output.toUri();
    this.configuration = configuration;
    this.fileSystem = URI.create(root(from));
    this.table = from.getPath();
    this.target = root(from).equals(root(to)) ? folder(output) : null;
  }

  private static String folder(org.apache.hadoop.fs.Path file) {
    org.apache.hadoop.fs.Path folder = file.getParent();
    if (folder == null) {
      throw new IllegalArgumentException(
          "output %s: expected a name within a folder, found the root".formatted(file));
    }
    return folder.toUri().getPath();
  }

  private static String root(URI uri) {
    String authority = uri.getRawAuthority();
    return "%s://%s/".formatted(uri.getScheme(), authority == null ? "" : authority);
  }

  /**
   * The image of an example. A local file is left to whoever recognizes it; of another file system
   * all bytes are read.
   *
   * @param image path or URI, as an example has it
   * @return the image
   * @throws IOException if it cannot be read, or no file can have such a name
   * @throws ImageException if it has more bytes than {@link ImageOptions#defaults()} allows
   */
  public ImageSource open(String image) throws IOException {
    try {
      if (SCHEME.matcher(image).matches()) {
        return read(new org.apache.hadoop.fs.Path(image));
      }
      Path path = paths().resolve(image);
      if ("file".equals(fileSystem.getScheme())) {
        return ImageSource.of(path);
      }
      return read(
          new org.apache.hadoop.fs.Path(
              fileSystem.getScheme(), fileSystem.getAuthority(), path.normalize().toString()));
    } catch (InvalidPathException e) {
      throw new IOException(e.getMessage(), e);
    } catch (IllegalArgumentException e) { // of Hadoop's Path
      throw new IOException(
          "image %s: expected a path or a URI, found none: %s".formatted(image, e.getMessage()), e);
    }
  }

  private ImageSource read(org.apache.hadoop.fs.Path image) throws IOException {
    FileSystem files = image.getFileSystem(configuration.value().value());
    try (InputStream in = files.open(image)) {
      int most = (int) Math.min(ImageOptions.defaults().maxBytes(), Integer.MAX_VALUE - 9);
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new ImageException(
            "image %s: expected at most %,d bytes, found more".formatted(image, most));
      }
      return ImageSource.of(bytes);
    }
  }

  /**
   * Gives an example the path that its image has from the folder of the output.
   *
   * @param example of the table
   * @return an example; with a URI where the output is on another file system
   */
  public Example moved(Example example) {
    if (SCHEME.matcher(example.image()).matches()) {
      return example;
    }
    if (target != null) {
      return paths().movedTo(Path.of(target), example);
    }
    Example absolute = paths().absolute(example);
    return absolute.withImage(
        fileSystem + absolute.image().substring(absolute.image().startsWith("/") ? 1 : 0));
  }

  private ImagePaths paths() {
    return ImagePaths.ofFile(Path.of(table));
  }
}
