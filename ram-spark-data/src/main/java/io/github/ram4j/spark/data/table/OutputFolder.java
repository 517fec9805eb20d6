package io.github.ram4j.spark.data.table;

import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A folder that is written beside its place, under a hidden name, and gets its name when it is
 * whole. The caller closes it, which deletes what is not finished. Not thread-safe.
 */
public final class OutputFolder implements AutoCloseable {
  private final FileSystem files;
  private final Path folder;
  private final Path partial;
  private boolean finished;

  /**
   * Begins a folder; nothing is written yet.
   *
   * @param folder qualified, the final name
   * @param replace whether an older file or folder of that name is replaced
   * @param configuration of file systems
   * @throws FileAlreadyExistsException if there is one and it is not
   * @throws IOException if the file system cannot be reached
   */
  public OutputFolder(Path folder, boolean replace, Configuration configuration)
      throws IOException {
    this.files = folder.getFileSystem(configuration);
    this.folder = folder;
    this.partial =
        new Path(folder.getParent(), ".%s.%s".formatted(folder.getName(), UUID.randomUUID()));
    if (!replace && files.exists(folder)) {
      throw new FileAlreadyExistsException(
          folder + ": expected a new name, found a file or folder (--replace replaces it)");
    }
  }

  /**
   * Where to write.
   *
   * @return the hidden name, which does not exist yet
   */
  public Path partial() {
    return partial;
  }

  /**
   * Gives the folder its name, in place of an older one.
   *
   * @throws IOException if it cannot be renamed
   */
  public void finish() throws IOException {
    Path older = new Path(folder.getParent(), partial.getName() + ".older");
    boolean replaces = files.exists(folder);
    if (replaces) {
      rename(folder, older);
    }
    rename(partial, folder);
    finished = true;
    if (replaces) {
      files.delete(older, true);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException(
          "%s: expected to rename %s to it, found that impossible".formatted(to, from));
    }
  }

  @Override
  public void close() throws IOException {
    if (!finished) {
      files.delete(partial, true);
    }
  }
}
