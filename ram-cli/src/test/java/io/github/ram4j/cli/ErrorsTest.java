package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.ram4j.cli.Programs.Ran;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Exceptions of the JDK become messages that name the file, the expected and the found. */
class ErrorsTest {
  @TempDir Path folder;

  @Test
  void anUnreadableImageIsSaidInWords() {
    assertEquals(
        "p/house.gif: expected permission to use it, found that access is denied",
        Errors.explain(new AccessDeniedException("p/house.gif")));
    assertEquals("a: why", Errors.explain(new AccessDeniedException("a", null, "why")));
  }

  /** The system's own folder takes no files of anybody, not even root's. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatTakesNoFilesIsNamedWithTheOutput() throws IOException {
    Path checkpoint = Programs.tinyCheckpoint(folder);
    Path out = Path.of("/proc/out");
    Ran ran =
        ram(
            "convert",
            checkpoint,
            "--tags-file",
            Programs.tinyTags(folder),
            "--image-size",
            Programs.TINY_SIZE,
            "--out",
            out);
    assertEquals(1, ran.exit());
    assertEquals(
        "ram: /proc/out: expected a name in a folder "
            + (Files.isWritable(Path.of("/proc"))
                ? "in which files can be made, found none can in /proc\n"
                : "that may be written to, found /proc, which may not\n"),
        ran.err().lines().filter(line -> line.startsWith("ram: ")).findFirst().orElse("") + "\n");
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void aFolderThatMayNotBeWrittenIsNamedWithTheOutput() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(locked), "root writes anywhere");
    Path out = locked.resolve("logits.csv");
    assertEquals(
        "ram: %s: expected a name in a folder that may be written to, found %s, which may not\n"
            .formatted(out, locked),
        ram("recognize", "--model", "clipart", sample("house.png"), "--logits", out).err());
  }
}
