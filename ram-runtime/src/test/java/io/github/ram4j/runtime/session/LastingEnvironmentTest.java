package io.github.ram4j.runtime.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** StopUnderLoadTest of ram-benchmarks shows what it is for. */
class LastingEnvironmentTest {

  @Test
  void thisVersionOfOnnxRuntimeLetsItsEnvironmentBeKept() {
    assertTrue(LastingEnvironment.isKept());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a loaded library's file cannot be deleted")
  void unpackedLibrariesAreGoneOnceTheyAreLoaded() {
    assertTrue(LastingEnvironment.isKept());
    Path folder = UnpackedLibraries.folder();
    assertNotNull(folder);
    assertFalse(Files.exists(folder), folder::toString);
  }
}
