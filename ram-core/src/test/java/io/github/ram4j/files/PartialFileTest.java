package io.github.ram4j.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PartialFileTest {
  private static final int HOUR = 3_600_000;

  @TempDir Path folder;

  static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void write(Path file, String text) throws IOException {
    try (PartialFile partial = new PartialFile(file)) {
      Files.writeString(partial.path(), text);
      partial.finish();
    }
  }

  @Test
  void theOlderFileStaysUntilTheNewOneIsWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "old");
    try (PartialFile partial = new PartialFile(file)) {
      Files.writeString(partial.path(), "new");
      assertEquals("old", Files.readString(file));
      partial.finish();
      assertEquals("new", Files.readString(file));
    }
    try (PartialFile partial = new PartialFile(file)) {
      Files.writeString(partial.path(), "newer");
    }
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("x"), names(folder));
  }

  @Test
  void namesAsLongAsTheSystemHasThem() throws IOException {
    String longest = "x".repeat(255);
    write(folder.resolve(longest), "new");
    assertEquals(List.of(longest), names(folder));
    assertThrows(IOException.class, () -> write(folder.resolve(longest + "x"), "new"));
    assertEquals(List.of(longest), names(folder));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void linksAreFollowed() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path file = Files.writeString(other.resolve("x"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("other", "x"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);
    write(second, "new");
    assertEquals("new", Files.readString(file));
    assertTrue(Files.isSymbolicLink(link) && Files.isSymbolicLink(second));
    Files.delete(file);
    write(second, "free");
    assertEquals("free", Files.readString(file));
    Path loop = folder.resolve("loop");
    Files.createSymbolicLink(loop, loop);
    assertThrows(FileSystemLoopException.class, () -> new PartialFile(loop));
  }

  @Test
  void rightsOfAnOlderFileStay() throws IOException {
    assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
        "files have no POSIX rights");
    Path file = Files.writeString(folder.resolve("x"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    write(file, "new");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void whatIsNoPlaceForAFileIsRefused() {
    assertThrows(FileNotFoundException.class, () -> new PartialFile(folder));
    assertThrows(FileNotFoundException.class, () -> new PartialFile(folder.resolve("no/x")));
  }

  @Test
  void whatAKilledRunLeftIsDeletedByTheNext() throws Exception {
    Path file = Files.writeString(folder.resolve("x"), "old");
    try (WritingRun run = WritingRun.start(HOUR, "file", file)) {
      assertEquals("written", run.line());
      run.kill();
    }
    assertEquals(3, names(folder).size(), names(folder)::toString);
    assertEquals("old", Files.readString(file));
    write(folder.resolve("y"), "other");
    assertEquals(List.of("x", "y"), names(folder));
  }

  @Test
  void whatALivingRunWritesIsLeftAlone() throws Exception {
    Path file = folder.resolve("x");
    try (WritingRun run = WritingRun.start(2000, "file", file)) {
      assertEquals("written", run.line());
      write(file, "ours");
      HiddenPlace.clean(folder);
      assertEquals(3, names(folder).size(), names(folder)::toString);
      assertEquals(0, run.exit());
    }
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("x"), names(folder));
  }

  @Test
  void ownPlacesAreLeftAlone() throws IOException {
    Path file = folder.resolve("x");
    try (PartialFile one = new PartialFile(file);
        PartialFile other = new PartialFile(file)) {
      Files.writeString(one.path(), "one");
      Files.writeString(other.path(), "other");
      HiddenPlace.clean(folder);
      one.finish();
      assertEquals("one", Files.readString(file));
      other.finish();
    }
    assertEquals("other", Files.readString(file));
    assertEquals(List.of("x"), names(folder));
  }

  @Test
  void filesOfOthersAreLeftAlone() throws IOException {
    Path hidden = Files.writeString(folder.resolve(".ram4j-notes.new"), "precious");
    HiddenPlace.clean(folder);
    assertFalse(Files.readString(hidden).isEmpty());
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
  void filesBehindALinkThatIsNamedLikeALeftoverStay() throws IOException {
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    Files.writeString(theirs.resolve("precious"), "precious");
    Path place = Files.createDirectory(folder.resolve("place"));
    String id = ".ram4j-" + UUID.randomUUID();
    Files.createSymbolicLink(place.resolve(id + ".old"), theirs);
    Files.createSymbolicLink(place.resolve(id + ".new"), theirs);
    HiddenPlace.clean(place);
    assertEquals(List.of("precious"), names(theirs));
    assertEquals(List.of(), names(place));
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no named pipes in folders there")
  void aPipeThatIsNamedLikeALockHindersNobody() throws Exception {
    String name = ".ram4j-" + UUID.randomUUID() + ".lock";
    Process made = new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start();
    assertEquals(0, made.waitFor());
    assertTimeoutPreemptively(Duration.ofMinutes(1), () -> HiddenPlace.clean(folder));
    assertEquals(List.of(name), names(folder));
  }
}
