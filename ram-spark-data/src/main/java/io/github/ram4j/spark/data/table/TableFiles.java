package io.github.ram4j.spark.data.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The files of a table. */
final class TableFiles {
  private TableFiles() {}

  /**
   * The file of a name, or the files of a folder in the order of their names, without hidden ones.
   *
   * @throws FileNotFoundException if there is none
   */
  static List<FileStatus> of(Path in, Configuration configuration) throws IOException {
    FileSystem files = in.getFileSystem(configuration);
    FileStatus status = files.getFileStatus(in);
    if (status.isFile()) {
      return List.of(status);
    }
    List<FileStatus> found =
        Arrays.stream(files.listStatus(in))
            .filter(file -> file.isFile() && !isHidden(file.getPath().getName()))
            .sorted(Comparator.comparing(file -> file.getPath().getName()))
            .toList();
    if (found.isEmpty()) {
      throw new FileNotFoundException(in + ": expected files of examples, found none");
    }
    return found;
  }

  private static boolean isHidden(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }
}
