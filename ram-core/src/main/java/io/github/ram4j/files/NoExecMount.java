package io.github.ram4j.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * File systems mounted without execution ({@code noexec}), as temporary folders are on some
 * servers. Native libraries that are unpacked there cannot be loaded, and the system's message does
 * not say why.
 */
public final class NoExecMount {
  private static final Path MOUNTS = Path.of("/proc/self/mounts");

  private NoExecMount() {}

  /**
   * A hint for users whose libraries are unpacked to such a file system.
   *
   * @param folder the folder of the unpacked libraries
   * @param property the system property that names another folder
   * @return the hint, to be put behind a message; empty where the folder is on no such file system,
   *     as far as the system tells
   */
  public static String hint(Path folder, String property) {
    return isNoExec(folder)
        ? ("; %s is on a file system from which nothing may be run (mounted with noexec):"
                + " expected -D%s=FOLDER to name another")
            .formatted(folder, property)
        : "";
  }

  /**
   * Returns whether a folder is on such a file system.
   *
   * @param folder any folder; of one that does not exist, the nearest above it that does
   * @return false also where the system does not tell
   */
  public static boolean isNoExec(Path folder) {
    try {
      return isNoExec(existing(folder.toAbsolutePath()).toRealPath(), Files.readAllLines(MOUNTS));
    } catch (IOException e) {
      return false; // no Linux
    }
  }

  private static Path existing(Path folder) {
    Path at = folder;
    while (!Files.exists(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  /**
   * Returns whether a folder's mount is {@code noexec}; the deepest mount counts, and of several
   * there the last.
   */
  static boolean isNoExec(Path folder, List<String> mounts) {
    int deepest = -1;
    boolean found = false;
    for (String mount : mounts) {
      String[] fields = mount.split(" ", -1);
      if (fields.length > 3) {
        Path place = Path.of(fields[1].replace("\\040", " "));
        if (folder.startsWith(place) && place.getNameCount() >= deepest) {
          deepest = place.getNameCount();
          found = Arrays.asList(fields[3].split(",", -1)).contains("noexec");
        }
      }
    }
    return found;
  }
}
