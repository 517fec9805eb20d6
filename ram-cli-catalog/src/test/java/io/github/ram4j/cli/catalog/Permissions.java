package io.github.ram4j.cli.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Set;

/** The permissions of a file, taken away for a while, from root, too. */
final class Permissions implements AutoCloseable {
  private static final Path SETPRIV = Path.of("/usr/bin/setpriv");
  private static final String CAPABILITIES = "-dac_override,-dac_read_search";

  private final Path file;
  private final Set<PosixFilePermission> before;

  private Permissions(Path file, Set<PosixFilePermission> before) {
    this.file = file;
    this.before = before;
  }

  /** Whether permissions can be taken away from whoever runs this. */
  static boolean canBeTaken() {
    boolean posix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix && (!isRoot() || Files.isExecutable(SETPRIV));
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /** Takes them all. */
  static Permissions take(Path file) throws IOException {
    Permissions permissions = new Permissions(file, Files.getPosixFilePermissions(file));
    Files.setPosixFilePermissions(file, Set.of());
    return permissions;
  }

  /** Starts the catalogue's program, which permissions count for. */
  ChildRun start(Object... arguments) throws IOException {
    List<String> by =
        isRoot()
            ? List.of(
                SETPRIV.toString(), "--inh-caps=" + CAPABILITIES, "--bounding-set=" + CAPABILITIES)
            : List.of();
    return ChildRun.startBy(by, List.of(), RamCatalog.class, arguments);
  }

  /** Gives them back. */
  @Override
  public void close() throws IOException {
    Files.setPosixFilePermissions(file, before);
  }
}
