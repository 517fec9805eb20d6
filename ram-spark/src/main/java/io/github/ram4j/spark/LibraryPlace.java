package io.github.ram4j.spark;

import io.github.ram4j.RamException;

/** The error of native libraries that cannot be loaded, with the place where their jars belong. */
final class LibraryPlace {
  private LibraryPlace() {}

  static RamException failure(LinkageError cause) {
    return new RamException(
        ("native libraries of ram4j: expected the jars of ram4j once in a process, loaded by one"
                + " class loader, found: %s. Jars that come with each job or notebook cell are"
                + " loaded again: put them into the jars folder of Spark, or name them by --jars or"
                + " spark.executor.extraClassPath when the application starts")
            .formatted(cause),
        cause);
  }
}
