package io.github.ram4j.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class HiddenPlaceTest {
  @Test
  void aDeniedFolderIsNamedWithTheOutput() {
    Path output = Path.of("folder", "out.csv").toAbsolutePath();
    assertEquals(
        "%s: expected a name in a folder that may be written to, found %s, which may not"
            .formatted(output, output.getParent()),
        HiddenPlace.denied(output).getMessage());
  }

  /** Nobody makes files in the system's own folder. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatTakesNoFilesIsNamedAndNotTheHiddenFile() {
    String message =
        assertThrows(FileSystemException.class, () -> HiddenPlace.beside(Path.of("/proc/out")))
            .getMessage();
    assertTrue(message.startsWith("/proc/out: expected a name in a folder "), message);
    assertTrue(message.contains("found ") && !message.contains(".ram4j-"), message);
  }
}
