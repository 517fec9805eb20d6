package io.github.ram4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.runtime.RuntimeCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {
  @TempDir Path folder;

  @Test
  void aFolderHasRoomAndNothingStaysInIt() throws IOException {
    RuntimeCheck check = TemporaryFolder.check(folder);
    assertTrue(check.found().contains(folder.toString()), check.found());
    assertEquals(
        !check.found().contains("noexec"), check.good(), "libraries load from it: " + check);
    assertTrue(check.found().matches(".*, \\d+\\.\\d GB free"), check.found());
    try (var files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aFolderThatTakesNoFilesIsNotGood() {
    RuntimeCheck check = TemporaryFolder.check(folder.resolve("none"));
    assertFalse(check.good());
    assertTrue(check.found().contains("expected a folder that may be written to"), check.found());
  }
}
