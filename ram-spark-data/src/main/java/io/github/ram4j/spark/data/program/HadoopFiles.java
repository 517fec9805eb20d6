package io.github.ram4j.spark.data.program;

import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** Small files of any of Hadoop's file systems, read and written as files of this machine. */
record HadoopFiles(Configuration configuration) {
  /** Writer of two files. */
  @FunctionalInterface
  interface TwoFiles {
    void write(java.nio.file.Path one, java.nio.file.Path other) throws IOException;
  }

  /** Writer of a file, or reader of one. */
  @FunctionalInterface
  interface OneFile<R> {
    R use(java.nio.file.Path file) throws IOException;
  }

  /** Refuses the name of a file that exists. */
  void requireNew(String option, String name) throws IOException {
    Path path = new Path(name);
    if (path.getFileSystem(configuration).exists(path)) {
      throw new FileAlreadyExistsException(
          "%s: expected a new name, found %s (--replace replaces it)".formatted(option, name));
    }
  }

  /** Writes two files, each in place of an older one. */
  void writeBoth(String one, String other, TwoFiles writer) throws IOException {
    write(
        one,
        local -> {
          write(other, second -> use(writer, local, second));
          return local;
        });
  }

  private static java.nio.file.Path use(
      TwoFiles writer, java.nio.file.Path one, java.nio.file.Path other) throws IOException {
    writer.write(one, other);
    return other;
  }

  /** Writes a file, in place of an older one. */
  void write(String name, OneFile<?> writer) throws IOException {
    Path path = new Path(name);
    FileSystem found = path.getFileSystem(configuration);
    FileSystem files = found instanceof LocalFileSystem local ? local.getRaw() : found; // no .crc
    Path whole = files.makeQualified(path);
    Path partial =
        new Path(whole.getParent(), ".%s.%s".formatted(path.getName(), UUID.randomUUID()));
    inTemporaryFolder(
        path.getName(),
        local -> {
          writer.use(local);
          files.copyFromLocalFile(true, true, new Path(local.toUri()), partial);
          return local;
        });
    files.delete(whole, false);
    if (!files.rename(partial, whole)) {
      throw new IOException(
          "%s: expected to rename %s to it, found that impossible".formatted(whole, partial));
    }
  }

  /** Reads a file. */
  <R> R read(String name, OneFile<R> reader) throws IOException {
    Path path = new Path(name);
    FileSystem files = path.getFileSystem(configuration);
    Path whole = files.makeQualified(path);
    if ("file".equals(whole.toUri().getScheme())) {
      return reader.use(java.nio.file.Path.of(whole.toUri().getPath()));
    }
    return inTemporaryFolder(
        path.getName(),
        local -> {
          files.copyToLocalFile(false, path, new Path(local.toUri()), true);
          try {
            return reader.use(local);
          } catch (FileFormatException e) {
            String message = String.valueOf(e.getMessage()).replace("" + local, "" + whole);
            throw new FileFormatException(message, e);
          }
        });
  }

  private static <R> R inTemporaryFolder(String name, OneFile<R> use) throws IOException {
    java.nio.file.Path folder = Files.createTempDirectory("ram-spark-data");
    java.nio.file.Path file = folder.resolve(name);
    try {
      return use.use(file);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder.resolve("." + name + ".crc"));
      Files.delete(folder);
    }
  }
}
