package io.github.ram4j.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.metadata.container.Packet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JPEG alone has: XMP in several segments, further images behind the first. */
class JpegXmpTest {
  private static final byte[] XMP = TestImages.latin("http://ns.adobe.com/xap/1.0/\0");
  private static final byte[] EXTENSION = TestImages.latin("http://ns.adobe.com/xmp/extension/\0");

  @TempDir private Path folder;

  private static MetadataWriter writer() {
    return MetadataWriter.of(MetadataOptions.defaults().withPlace(MetadataPlace.EMBEDDED));
  }

  private static byte[] packet(String attributes, String elements) {
    return ("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
            + "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
            + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description"
            + " rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
            + " xmlns:GDepth=\"http://ns.google.com/photos/1.0/depthmap/\""
            + " xmlns:xmpNote=\"http://ns.adobe.com/xmp/note/\" "
            + attributes
            + ">"
            + elements
            + "</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end=\"w\"?>")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A JPEG as phones write depth maps: most of the XMP is in an extension. */
  private static byte[] withExtension(byte[] extension, String elements) {
    String digest = Packet.digest(extension);
    byte[] main = packet("xmpNote:HasExtendedXMP=\"" + digest + "\"", elements);
    List<byte[]> segments = new ArrayList<>();
    segments.add(TestImages.segment(0xe1, TestImages.join(XMP, main)));
    for (int at = 0; at < extension.length; at += 60_000) {
      byte[] part = Arrays.copyOfRange(extension, at, Math.min(extension.length, at + 60_000));
      byte[] numbers = ByteBuffer.allocate(8).putInt(extension.length).putInt(at).array();
      segments.add(
          TestImages.segment(
              0xe1, TestImages.join(EXTENSION, TestImages.latin(digest), numbers, part)));
    }
    return TestImages.jpegWith(segments.toArray(new byte[0][]));
  }

  private static byte[] depthMap(int length) {
    return packet("GDepth:Data=\"" + "QUJD".repeat(length / 4) + "\"", "");
  }

  private static List<String> subjects(Path image) throws IOException {
    return MetadataReader.read(image).get(0).keywords(KeywordField.SUBJECT);
  }

  private static String subject(String name) {
    return "<dc:subject><rdf:Bag><rdf:li>" + name + "</rdf:li></rdf:Bag></dc:subject>";
  }

  @Test
  void anExtensionStaysToTheByte() throws IOException {
    byte[] extension = depthMap(150_000);
    byte[] before = withExtension(extension, subject("mine"));
    Path image = Files.write(folder.resolve("depth.jpg"), before);
    byte[] segments =
        Arrays.copyOfRange(before, TestImages.indexOf(before, EXTENSION) - 4, before.length);
    writer().write(image, Runs.rich());
    byte[] after = Files.readAllBytes(image);
    assertTrue(TestImages.indexOf(after, segments) > 0);
    assertTrue(TestImages.indexOf(after, TestImages.latin(Packet.digest(extension))) > 0);
    assertEquals(List.of("mine", "animal", "pet", "dog", "sofa"), subjects(image));
    writer().undo(image);
    assertEquals(List.of("mine"), subjects(image));
    assertTrue(TestImages.indexOf(Files.readAllBytes(image), segments) > 0);
  }

  @Test
  void tagsInAnExtensionAreFound() throws IOException {
    byte[] extension =
        packet("GDepth:Data=\"" + "QUJD".repeat(30_000) + "\"", subject("in the extension"));
    Path image = Files.write(folder.resolve("far.jpg"), withExtension(extension, ""));
    assertEquals(List.of("in the extension"), subjects(image));
    writer().write(image, Runs.of("m", "dog"));
    assertEquals(List.of("in the extension", "dog"), subjects(image));
    String text = new String(Files.readAllBytes(image), StandardCharsets.ISO_8859_1);
    assertEquals(30_000, whole(image).split("QUJD", -1).length - 1);
    assertTrue(text.contains("http://ns.adobe.com/xmp/extension/"));
    writer().undo(image);
    assertEquals(List.of("in the extension"), subjects(image));
  }

  /** The text of all XMP segments, their heads left out. */
  private static String whole(Path jpeg) throws IOException {
    byte[] bytes = Files.readAllBytes(jpeg);
    StringBuilder whole = new StringBuilder();
    int at = 2;
    while ((bytes[at + 1] & 0xff) != 0xda) {
      int length = (bytes[at + 2] & 0xff) * 256 + (bytes[at + 3] & 0xff);
      byte[] content = Arrays.copyOfRange(bytes, at + 4, at + 2 + length);
      if (TestImages.indexOf(content, EXTENSION) == 0) {
        whole.append(
            new String(
                Arrays.copyOfRange(content, EXTENSION.length + 40, content.length),
                StandardCharsets.UTF_8));
      }
      at += 2 + length;
    }
    return whole.toString();
  }

  @Test
  void whatDoesNotFitInASegmentGoesToAnExtensionAndBack() throws IOException {
    byte[] before = TestImages.encoded("jpg");
    Path image = Files.write(folder.resolve("many.jpg"), before);
    String[] names =
        IntStream.range(0, 4585).mapToObj(i -> "a long name of a tag " + i).toArray(String[]::new);
    writer().write(image, Runs.of("m", names));
    assertEquals(List.of(names), subjects(image));
    assertEquals(MetadataChange.Kind.UNCHANGED, writer().write(image, Runs.of("m", names)).kind());
    writer().write(image, Runs.of("m", "dog"));
    assertEquals(List.of("dog"), subjects(image));
    assertEquals(-1, TestImages.indexOf(Files.readAllBytes(image), EXTENSION));
    writer().write(image, Runs.of("m", names));
    writer().undo(image);
    assertArrayEquals(before, Files.readAllBytes(image));
  }

  @Test
  void aDamagedExtensionIsRefused() throws IOException {
    byte[] bytes = withExtension(depthMap(150_000), "");
    int second = TestImages.indexOf(Arrays.copyOfRange(bytes, 70_000, bytes.length), EXTENSION);
    bytes[70_000 + second + EXTENSION.length + 32 + 7] ^= 1; // an offset
    Path image = Files.write(folder.resolve("damaged.jpg"), bytes);
    assertThrows(FileFormatException.class, () -> writer().write(image, Runs.of("m", "dog")));
    assertArrayEquals(bytes, Files.readAllBytes(image));
  }

  @Test
  void furtherImagesAreFoundWhereTheyMove() throws IOException {
    for (boolean xmpBehind : List.of(false, true)) {
      byte[] second = TestImages.encoded("jpg");
      byte[] xmp = TestImages.segment(0xe1, TestImages.join(XMP, packet("", subject("mine"))));
      byte[] first =
          xmpBehind
              ? TestImages.jpegWith(multiPicture(0, 0), xmp)
              : TestImages.jpegWith(multiPicture(0, 0));
      int base = TestImages.indexOf(first, TestImages.latin("MPF\0")) + 4;
      first =
          xmpBehind
              ? TestImages.jpegWith(multiPicture(first.length, first.length - base), xmp)
              : TestImages.jpegWith(multiPicture(first.length, first.length - base));
      byte[] before = TestImages.join(first, second);
      Path image = Files.write(folder.resolve("several" + xmpBehind + ".jpg"), before);
      assertSecond(before, second);
      writer().write(image, Runs.rich());
      assertSecond(Files.readAllBytes(image), second);
      writer().write(image, Runs.of("m", "dog"));
      assertSecond(Files.readAllBytes(image), second);
      writer().undo(image);
      assertSecond(Files.readAllBytes(image), second);
      if (!xmpBehind) {
        assertArrayEquals(before, Files.readAllBytes(image));
      }
    }
  }

  /** The segment of two images: the size of the first, where the second is. */
  private static byte[] multiPicture(int size, int offset) {
    ByteBuffer data = ByteBuffer.allocate(62).order(ByteOrder.BIG_ENDIAN);
    data.put(TestImages.latin("MPF\0MM")).putShort((short) 42).putInt(8).putShort((short) 1);
    data.putShort((short) 0xb002).putShort((short) 7).putInt(32).putInt(26).putInt(0);
    data.putInt(0x030000).putInt(size).putInt(0).putInt(0);
    data.putInt(0).putInt(1234).putInt(offset).putInt(0);
    return TestImages.segment(0xe2, data.array());
  }

  private static void assertSecond(byte[] all, byte[] second) {
    int base = TestImages.indexOf(all, TestImages.latin("MPF\0")) + 4;
    ByteBuffer table = ByteBuffer.wrap(all).order(ByteOrder.BIG_ENDIAN);
    int size = table.getInt(base + 26 + 4);
    int offset = table.getInt(base + 26 + 16 + 8);
    assertArrayEquals(second, Arrays.copyOfRange(all, base + offset, all.length));
    assertEquals(all.length - second.length, size);
    assertEquals(1234, table.getInt(base + 26 + 16 + 4));
  }

  @Test
  void twoPacketsAreRefused() throws IOException {
    byte[] xmp = TestImages.segment(0xe1, TestImages.join(XMP, packet("", subject("mine"))));
    Path image = Files.write(folder.resolve("two.jpg"), TestImages.jpegWith(xmp, xmp));
    FileFormatException refused =
        assertThrows(FileFormatException.class, () -> writer().write(image, Runs.of("m", "dog")));
    assertEquals(image + ": expected one XMP packet, found 2", refused.getMessage());
  }
}
