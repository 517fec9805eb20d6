package io.github.ram4j.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.metadata.MetadataChange.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** XMP in image files: the image stays as it is, and all else that was in the file. */
class EmbeddingTest {
  private static final Map<String, byte[]> IMAGES = TestImages.all();

  @TempDir private Path folder;

  private static MetadataWriter writer() {
    return MetadataWriter.of(
        MetadataOptions.defaults()
            .withPlace(MetadataPlace.EMBEDDED)
            .withLanguages(NameLanguages.BOTH));
  }

  static Stream<String> names() {
    return IMAGES.keySet().stream();
  }

  private Path file(String name) throws IOException {
    return Files.write(folder.resolve(name), IMAGES.get(name));
  }

  private static List<String> subjects(Path image) throws IOException {
    return MetadataReader.read(image).get(0).keywords(KeywordField.SUBJECT);
  }

  @ParameterizedTest
  @MethodSource("names")
  void undoGivesTheSameBytes(String name) throws IOException {
    Path image = file(name);
    assertEquals(Kind.WRITTEN, writer().write(image, Runs.rich()).kind());
    assertEquals(List.of("animal", "pet", "dog", "狗", "犬", "家犬", "sofa", "沙发"), subjects(image));
    assertEquals(Kind.UNCHANGED, writer().write(image, Runs.rich()).kind());
    // Larger, smaller, larger: the packet finds a place each time.
    writer().write(image, Runs.of("m", many(300)));
    writer().write(image, Runs.of("m", "dog"));
    writer().write(image, Runs.of("m", many(400)));
    assertEquals(400, subjects(image).size());
    assertEquals(List.of(new MetadataChange(image, Kind.WRITTEN, List.of())), writer().undo(image));
    assertArrayEquals(IMAGES.get(name), Files.readAllBytes(image));
    assertEquals(List.of(), writer().undo(image));
    assertEquals(List.of(), MetadataReader.read(image));
  }

  private static String[] many(int count) {
    return IntStream.range(0, count).mapToObj(i -> "tag number " + i).toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theImageAndAllElseIsTheSame(String name) throws IOException {
    Path image = file(name);
    writer().write(image, Runs.rich());
    byte[] before = IMAGES.get(name);
    byte[] after = Files.readAllBytes(image);
    if (name.endsWith(".tif")) {
      // Nothing moved: all but the place of the first directory.
      int header = before[2] == 43 || before[3] == 43 ? 16 : 8;
      assertArrayEquals(
          Arrays.copyOfRange(before, header, before.length),
          Arrays.copyOfRange(after, header, before.length));
    } else if (name.endsWith(".webp")) {
      int place = TestImages.indexOf(before, TestImages.latin("VP8"));
      boolean extended = before[place + 3] == 'X';
      byte[] chunks = Arrays.copyOfRange(before, extended ? place + 18 : place, before.length);
      assertTrue(TestImages.indexOf(after, chunks) > 0);
      assertEquals(
          after.length, ByteBuffer.wrap(after).order(ByteOrder.LITTLE_ENDIAN).getInt(4) + 8);
      assertEquals('X', after[15]);
      assertEquals(4, after[20] & 4);
      if (extended) {
        assertArrayEquals(Arrays.copyOfRange(before, 24, 30), Arrays.copyOfRange(after, 24, 30));
        assertEquals(before[20] | 4, after[20]);
      }
    } else {
      // One piece was put in, and nothing else changed.
      int same = Arrays.mismatch(before, after);
      assertArrayEquals(
          Arrays.copyOfRange(before, same, before.length),
          Arrays.copyOfRange(after, after.length - before.length + same, after.length));
    }
    if (!name.endsWith(".webp") && !name.contains("bigtiff")) {
      assertArrayEquals(pixels(before), pixels(after));
    }
  }

  private static int[] pixels(byte[] encoded) throws IOException {
    var image = ImageIO.read(new java.io.ByteArrayInputStream(encoded));
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void aWebpWithoutVp8xGetsItsSizeAndAlpha() throws IOException {
    Path image = file("lossless.webp");
    writer().write(image, Runs.of("m", "dog"));
    byte[] after = Files.readAllBytes(image);
    assertEquals("VP8X", new String(after, 12, 4, StandardCharsets.ISO_8859_1));
    assertEquals(0x14, after[20]); // XMP and alpha
    assertArrayEquals(new byte[6], Arrays.copyOfRange(after, 24, 30)); // 1 x 1
  }

  @ParameterizedTest
  @MethodSource("names")
  void aPersonsXmpInTheFileSurvives(String name) throws IOException {
    Path image = file(name);
    writer().write(image, Runs.of("m", "Anna").withCaptions(List.of("Anna, 2019")));
    byte[] own = Files.readAllBytes(image);
    own[TestImages.indexOf(own, TestImages.latin("urn:ram4j:xmp:1:")) + 14] = '9';
    mendChecksum(own, image);
    writer().write(image, Runs.rich());
    assertEquals(
        List.of("Anna", "animal", "pet", "dog", "狗", "犬", "家犬", "sofa", "沙发"), subjects(image));
    assertTrue(
        TestImages.indexOf(Files.readAllBytes(image), TestImages.latin("urn:ram4j:xmp:9:")) > 0);
    writer().undo(image);
    assertEquals(List.of("Anna"), subjects(image));
    assertEquals("Anna, 2019", MetadataReader.read(image).get(0).description().orElseThrow());
    assertEquals(List.of(), MetadataReader.read(image).get(0).runs());
    assertTrue(
        TestImages.indexOf(Files.readAllBytes(image), TestImages.latin("urn:ram4j:xmp:9:")) > 0);
  }

  /** Writes a file; the chunk of a PNG with XMP gets its checksum. */
  private static void mendChecksum(byte[] bytes, Path image) throws IOException {
    if (image.toString().endsWith(".png")) {
      int type = TestImages.indexOf(bytes, TestImages.latin("iTXt"));
      int length = ByteBuffer.wrap(bytes).getInt(type - 4);
      byte[] chunk =
          TestImages.chunk("iTXt", Arrays.copyOfRange(bytes, type + 4, type + 4 + length));
      System.arraycopy(chunk, 0, bytes, type - 4, chunk.length);
    }
    Files.write(image, bytes);
  }

  @Test
  void aTiffThatAnotherProgramAddedToKeepsThat() throws IOException {
    Path image = file("little-endian.tif");
    writer().write(image, Runs.of("m", "dog"));
    byte[] more = TestImages.join(Files.readAllBytes(image), new byte[] {1, 2, 3});
    Files.write(image, more);
    writer().write(image, Runs.of("m", many(300)));
    assertEquals(300, subjects(image).size());
    writer().undo(image);
    byte[] after = Files.readAllBytes(image);
    assertEquals(List.of(), MetadataReader.read(image));
    assertArrayEquals(pixels(IMAGES.get("little-endian.tif")), pixels(after));
    assertTrue(TestImages.indexOf(after, new byte[] {1, 2, 3}) > 0);
  }

  @Test
  void otherFormatsAndRawFilesAreRefused() throws IOException {
    Path gif = Files.write(folder.resolve("a.gif"), TestImages.encoded("gif"));
    Path raw = Files.write(folder.resolve("a.NEF"), IMAGES.get("little-endian.tif"));
    for (Path image : List.of(gif, raw)) {
      FileFormatException refused =
          assertThrows(FileFormatException.class, () -> writer().write(image, Runs.of("m", "dog")));
      assertTrue(
          refused.getMessage().startsWith(image + ": expected JPEG, PNG, WebP or TIFF"),
          refused.getMessage());
      assertEquals(List.of(), writer().undo(image));
      assertEquals(
          Kind.WRITTEN,
          MetadataWriter.of(MetadataOptions.defaults()).write(image, Runs.of("m", "dog")).kind());
    }
  }

  @Test
  void timesAndPermissions() throws IOException {
    Path image = file("plain.jpg");
    FileTime old = FileTime.from(Instant.parse("2001-02-03T04:05:06Z"));
    Files.setLastModifiedTime(image, old);
    Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("rw-r-----"));
    MetadataOptions options = MetadataOptions.defaults().withPlace(MetadataPlace.EMBEDDED);
    MetadataWriter.of(options.withKeepTime(true)).write(image, Runs.of("m", "dog"));
    assertEquals(old, Files.getLastModifiedTime(image));
    assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(image)));
    MetadataWriter.of(options).write(image, Runs.of("m", "cat"));
    assertTrue(Files.getLastModifiedTime(image).compareTo(old) > 0);
  }

  @Test
  void aReadOnlyFileIsLeftAlone() throws IOException {
    Path image = file("plain.jpg");
    Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("r--r--r--"));
    AccessDeniedException denied =
        assertThrows(AccessDeniedException.class, () -> writer().write(image, Runs.of("m", "dog")));
    assertTrue(denied.getMessage().contains("plain.jpg: expected a file that may be written"));
    assertArrayEquals(IMAGES.get("plain.jpg"), Files.readAllBytes(image));
    assertEquals(1, Stream.of(folder.toFile().list()).count());
  }

  @Test
  void aLinkStaysALink() throws IOException {
    Path image = file("plain.jpg");
    Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), image.getFileName());
    writer().write(link, Runs.of("m", "dog"));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(List.of("dog"), subjects(image));
  }
}
