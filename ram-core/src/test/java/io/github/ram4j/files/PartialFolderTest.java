package io.github.ram4j.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartialFolderTest {
  @TempDir Path folder;
  private Path place;

  @BeforeEach
  void makeOlder() throws IOException {
    place = Files.createDirectory(folder.resolve("bundle"));
    Files.writeString(place.resolve("content"), "old");
  }

  private String content() throws IOException {
    return Files.readString(place.resolve("content"));
  }

  @Test
  void theOlderFolderIsReplacedAsAWhole() throws IOException {
    Files.writeString(place.resolve("another"), "old");
    try (PartialFolder partial = new PartialFolder(place)) {
      Files.writeString(partial.path().resolve("content"), "new");
      assertEquals("old", content());
      partial.finish(() -> {});
    }
    assertEquals("new", content());
    assertEquals(List.of("content"), PartialFileTest.names(place));
    assertEquals(List.of("bundle"), PartialFileTest.names(folder));
  }

  @Test
  void withoutPermissionNothingIsReplaced() throws IOException {
    try (PartialFolder partial = new PartialFolder(place)) {
      Files.writeString(partial.path().resolve("content"), "new");
      assertThrows(
          FileSystemException.class,
          () ->
              partial.finish(
                  () -> {
                    throw new FileSystemException("no");
                  }));
    }
    assertEquals("old", content());
    assertEquals(List.of("bundle"), PartialFileTest.names(folder));
  }

  @Test
  void aRunThatIsKilledBetweenTheTwoMovesLosesNothing() throws Exception {
    try (WritingRun run = WritingRun.start(1500, "folder", place)) {
      assertEquals("written", run.line());
      while (Files.exists(place)) {
        Thread.sleep(20);
      }
      run.kill();
    }
    assertFalse(Files.exists(place));
    PartialFolder.recover(place);
    assertEquals("old", content());
    assertEquals(List.of("bundle"), PartialFileTest.names(folder));
  }

  @Test
  void oneRunAtATimeHoldsALock() throws Exception {
    try (WritingRun run = WritingRun.start(0, "lock", folder)) {
      assertEquals("written", run.line());
      FileSystemException refused =
          assertThrows(FileSystemException.class, () -> FolderLock.take(folder, "test.lock"));
      assertTrue(refused.getMessage().startsWith(folder + ": expected a folder that no other run"));
      run.kill();
    }
    FolderLock own = FolderLock.take(folder, "test.lock");
    assertThrows(FileSystemException.class, () -> FolderLock.take(folder, "test.lock"));
    own.close();
    FolderLock.take(folder, "test.lock").close();
  }
}
