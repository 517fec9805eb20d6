package io.github.ram4j.convert.checkpoint;

import static io.github.ram4j.convert.checkpoint.SampleFiles.assertRefused;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipDirectoryTest {
  private static final byte[] DATA = {1, 2, 3, 4};

  @TempDir Path folder;

  private static ZipWriter zip() {
    return new ZipWriter(false);
  }

  @Test
  void namesThatLeaveTheArchiveAreRefused() throws IOException {
    for (String name :
        new String[] {"../a", "a/../../b", "..", "/etc/passwd", "a\\b", "a\0b", ""}) {
      assertRefused(folder, zip().entry(name, DATA).finish(), "path out of the archive");
    }
  }

  @Test
  void entriesAreStoredAndOnTheirOwn() throws IOException {
    assertRefused(folder, zip().method(8).entry("a/data.pkl", DATA).finish(), "is compressed");
    assertRefused(folder, zip().entry("a", DATA).entry("a", DATA).finish(), "\"a\" is there twice");
    assertRefused(
        folder,
        zip().exaggerate(60).entry("a", DATA).exaggerate(0).entry("b", DATA).finish(),
        "\"a\" of 64 bytes at 0 runs into what begins at 56");
    assertRefused(
        folder,
        new ZipWriter(true).exaggerate(Long.MAX_VALUE - 4).entry("a", DATA).finish(),
        "runs into");
    assertRefused(
        folder, new ZipWriter(true).exaggerate(-5).entry("a", DATA).finish(), "negative size");
  }

  @Test
  void anEntrysOwnHeaderIsCompared() throws IOException {
    assertRefused(
        folder, zip().entry("a/data.pkl", "b/data.pkl", DATA).finish(), "has another name");
    assertRefused(
        folder,
        zip().exaggerate(20).entry("a/data.pkl", DATA).finish(),
        "claims 24 bytes and has room for 20");
    byte[] noHeader = zip().entry("a/data.pkl", DATA).entry("b", DATA).finish();
    noHeader[3] = 5;
    SampleFiles.write(folder, noHeader);
    byte[] packed = zip().entry("a/data.pkl", DATA).finish();
    packed[8] = 8;
    assertRefused(folder, packed, "compressed or encrypted by its own header");
  }

  @Test
  void theDirectoryIsWhatItsEndSays() throws IOException {
    byte[] zip = zip().entry("a", DATA).entry("b", DATA).finish();
    int end = zip.length - 22;
    byte[] fewer = zip.clone();
    fewer[end + 8] = 1;
    fewer[end + 10] = 1;
    assertRefused(folder, fewer, "more in its directory than 1 entries");
    byte[] more = zip.clone();
    more[end + 8] = 3;
    more[end + 10] = 3;
    assertRefused(folder, more, "expected 3 entries in its directory, found 2");
    byte[] outside = zip.clone();
    outside[end + 19] = 0x7f;
    assertRefused(folder, outside, "does not end before byte");
    byte[] wide = new ZipWriter(true).entry("a", DATA).finish();
    byte[] contradiction = wide.clone();
    contradiction[wide.length - 22 + 16] = 1;
    assertRefused(folder, contradiction, "contradict each other");
    byte[] lost = wide.clone();
    lost[wide.length - 22 - 20 + 15] = -1;
    assertRefused(folder, lost, "zip64 end record");
  }
}
