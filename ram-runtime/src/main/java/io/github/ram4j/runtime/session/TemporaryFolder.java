package io.github.ram4j.runtime.session;

import io.github.ram4j.files.NoExecMount;
import io.github.ram4j.runtime.RuntimeCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Check of the temporary folder, to which native libraries are unpacked and large weights are
 * copied.
 */
final class TemporaryFolder {
  private static final String WHAT = "temporary folder";

  private TemporaryFolder() {}

  static RuntimeCheck check() {
    return check(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Makes a file in a folder and deletes it, and asks for the folder's room. */
  static RuntimeCheck check(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, "ram4j-", ".check"));
      String room =
          String.format(
              Locale.ROOT,
              "%s, %.1f GB free",
              folder,
              Files.getFileStore(folder).getUsableSpace() / 1e9);
      return NoExecMount.isNoExec(folder)
          ? new RuntimeCheck(
              WHAT, false, "expected one from which libraries load, found noexec: " + room)
          : new RuntimeCheck(WHAT, true, room);
    } catch (IOException e) {
      return new RuntimeCheck(
          WHAT,
          false,
          "expected a folder that may be written to, found %s (-Djava.io.tmpdir=FOLDER names another)"
              .formatted(e));
    }
  }
}
