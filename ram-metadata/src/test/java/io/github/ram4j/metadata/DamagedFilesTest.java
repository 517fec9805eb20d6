package io.github.ram4j.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and hostile files: an error that names the file, and the file is as it was. */
class DamagedFilesTest {
  private static final Map<String, byte[]> IMAGES = TestImages.all();

  private static final String HEAD =
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
          + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
          + "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">";
  private static final String TAIL = "</rdf:Description></rdf:RDF></x:xmpmeta>";

  @TempDir private Path folder;

  private static MetadataWriter embedding() {
    return MetadataWriter.of(MetadataOptions.defaults().withPlace(MetadataPlace.EMBEDDED));
  }

  private String refusalOfSidecar(byte[] content) throws IOException {
    Path image = Files.write(folder.resolve("a.jpg"), IMAGES.get("plain.jpg"));
    Path sidecar = Files.write(folder.resolve("a.jpg.xmp"), content);
    MetadataWriter writer = MetadataWriter.of(MetadataOptions.defaults());
    FileFormatException refused =
        assertThrows(FileFormatException.class, () -> writer.write(image, Runs.of("m", "dog")));
    assertThrows(FileFormatException.class, () -> writer.undo(image));
    assertThrows(FileFormatException.class, () -> MetadataReader.read(image));
    assertArrayEquals(content, Files.readAllBytes(sidecar));
    assertEquals(2, folder.toFile().list().length);
    assertTrue(refused.getMessage().startsWith(sidecar + ": expected "), refused.getMessage());
    return refused.getMessage().substring(sidecar.toString().length() + 2);
  }

  private String refusalOfSidecar(String content) throws IOException {
    return refusalOfSidecar(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void entitiesAndDocumentTypes() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "a secret");
    String type = "expected XMP, found a document type or an entity, which it never has";
    for (String head :
        List.of(
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>",
            "<!DOCTYPE x SYSTEM \"" + secret.toUri() + "\">",
            "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
            "<!DOCTYPE x>")) {
      Files.delete(secret);
      assertEquals(type, refusalOfSidecar(head + HEAD + TAIL));
      Files.writeString(secret, "a secret");
    }
    Files.delete(secret);
    String entity = "<dc:source>&e;</dc:source>";
    assertEquals(
        "expected XMP, found XML with an error in line 1", refusalOfSidecar(HEAD + entity + TAIL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no XML",
        "<html><body/></html>",
        "{\"json\": true}",
        HEAD,
        HEAD + "<dc:source>\u0001</dc:source>" + TAIL,
        HEAD + "<unknown:source xmlns=\"\"/>" + TAIL,
        HEAD + "<dc:source>a</dc:source><dc:source>b</dc:source>" + TAIL,
        HEAD + TAIL + HEAD + TAIL,
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>"
      })
  void whatIsNoXmp(String content) throws IOException {
    refusalOfSidecar(content);
  }

  @Test
  void aFieldOfAnotherFormIsRefused() throws IOException {
    Path image = Files.write(folder.resolve("a.jpg"), IMAGES.get("plain.jpg"));
    String content = HEAD + "<dc:subject>dog, cat</dc:subject>" + TAIL;
    Path sidecar = Files.writeString(folder.resolve("a.jpg.xmp"), content);
    FileFormatException refused =
        assertThrows(
            FileFormatException.class,
            () -> MetadataWriter.of(MetadataOptions.defaults()).write(image, Runs.of("m", "dog")));
    assertEquals(sidecar + ": expected subject as a list, found a text", refused.getMessage());
    assertEquals(content, Files.readString(sidecar));
  }

  @Test
  void whatWouldBeLostIsRefused() throws IOException {
    String said =
        refusalOfSidecar(
            HEAD
                + "<dc:source rdf:datatype=\"http://example.org/type\">a value</dc:source>"
                + TAIL);
    assertEquals(
        "expected XMP that can be written back whole, found =http://example.org/type, which would"
            + " be lost",
        said);
  }

  @Test
  void depthAndNamespacesAreBounded() throws IOException {
    String deep = "<dc:source>" + "<rdf:Bag><rdf:li>".repeat(5000);
    assertEquals("expected elements at most 100 deep, found more", refusalOfSidecar(HEAD + deep));
    StringBuilder spaces = new StringBuilder(HEAD);
    for (int i = 0; i < 1000; i++) {
      spaces.append("<n%d:a xmlns:n%d=\"urn:n%d:\">v</n%d:a>".formatted(i, i, i, i));
    }
    assertEquals("expected at most 500 namespaces, found more", refusalOfSidecar(spaces + TAIL));
  }

  @Test
  void aHugeSidecarIsRefusedAndLeftAlone() throws IOException {
    Path image = Files.write(folder.resolve("a.jpg"), IMAGES.get("plain.jpg"));
    Path sidecar = folder.resolve("a.jpg.xmp");
    try (RandomAccessFile file = new RandomAccessFile(sidecar.toFile(), "rw")) {
      file.setLength(100_000_000);
    }
    FileFormatException refused =
        assertThrows(
            FileFormatException.class,
            () -> MetadataWriter.of(MetadataOptions.defaults()).write(image, Runs.of("m", "dog")));
    assertEquals(
        sidecar + ": expected a sidecar of at most 33,554,432 bytes, found 100,000,000",
        refused.getMessage());
    assertEquals(100_000_000, Files.size(sidecar));
  }

  @Test
  void wrongBytesOfUtf8AndUtf32AreRefused() throws IOException {
    byte[] wrong = (HEAD + "<dc:source>?</dc:source>" + TAIL).getBytes(StandardCharsets.UTF_8);
    wrong[TestImages.indexOf(wrong, TestImages.latin("?"))] = (byte) 0xe9; // Latin 1
    assertEquals("expected XMP in UTF-8, found bytes that are not", refusalOfSidecar(wrong));
    assertEquals(
        "expected XMP in UTF-8 or UTF-16, found UTF-32",
        refusalOfSidecar((HEAD + TAIL).getBytes(Charset.forName("UTF-32"))));
    byte[] odd = (HEAD + TAIL).getBytes(StandardCharsets.UTF_16LE);
    assertEquals(
        "expected XMP in UTF-16LE, found bytes that are not",
        refusalOfSidecar(Arrays.copyOf(odd, odd.length - 1)));
  }

  @Test
  void utf16IsReadAndBecomesUtf8() throws IOException {
    Path image = Files.write(folder.resolve("a.jpg"), IMAGES.get("plain.jpg"));
    String content = HEAD + "<dc:source>山水 é</dc:source>" + TAIL;
    for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE")) {
      Path sidecar =
          Files.write(folder.resolve("a.jpg.xmp"), content.getBytes(Charset.forName(charset)));
      MetadataWriter.of(MetadataOptions.defaults()).write(image, Runs.of("m", "dog"));
      String written = Files.readString(sidecar);
      assertTrue(written.contains("山水 é"), written);
      assertEquals(
          List.of("dog"), MetadataReader.read(image).get(0).keywords(KeywordField.SUBJECT));
    }
  }

  static Stream<String> names() {
    return IMAGES.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void truncatedImages(String name) throws IOException {
    Path whole = Files.write(folder.resolve(name), IMAGES.get(name));
    embedding().write(whole, Runs.of("m", "dog"));
    for (byte[] bytes : List.of(IMAGES.get(name), Files.readAllBytes(whole))) {
      int needed = neededBytes(name, bytes);
      int step = Math.max(1, needed / 60);
      for (int length = 0; length < needed; length += step) {
        byte[] cut = Arrays.copyOf(bytes, length);
        Path image = Files.write(folder.resolve(name), cut);
        FileFormatException refused =
            assertThrows(
                FileFormatException.class,
                () -> embedding().write(image, Runs.of("m", "cat")),
                () -> name + " of " + cut.length + " bytes");
        assertTrue(refused.getMessage().startsWith(image + ": expected "), refused.getMessage());
        assertArrayEquals(cut, Files.readAllBytes(image));
      }
    }
  }

  /** A byte behind the end of a TIFF's directories is not missed by anybody. */
  private static int neededBytes(String name, byte[] bytes) {
    return name.endsWith("-odd.tif") && bytes.length % 2 == 1 ? bytes.length - 1 : bytes.length;
  }

  @ParameterizedTest
  @MethodSource("names")
  void changedBytesNeverLeadToAnotherException(String name) throws IOException {
    Path image = folder.resolve(name);
    Files.write(image, IMAGES.get(name));
    embedding().write(image, Runs.rich());
    byte[] bytes = Files.readAllBytes(image);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < 100; i++) {
      byte[] changed = bytes.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        int head = Math.min(changed.length, 400);
        int place = random.nextInt(random.nextBoolean() ? head : changed.length);
        changed[place] = (byte) random.nextInt(256);
      }
      Files.write(image, changed);
      try {
        embedding().write(image, Runs.of("other", "cat"));
        embedding().undo(image);
      } catch (FileFormatException e) {
        assertTrue(e.getMessage().contains(name), e.getMessage());
      }
    }
  }

  @Test
  void aSidecarOfADamagedImageIsWrittenAndSaysSo() throws IOException {
    byte[] cut = Arrays.copyOf(IMAGES.get("plain.jpg"), 300);
    Path image = Files.write(folder.resolve("cut.jpg"), cut);
    MetadataChange change =
        MetadataWriter.of(MetadataOptions.defaults()).write(image, Runs.of("m", "dog"));
    assertEquals(MetadataChange.Kind.WRITTEN, change.kind());
    assertTrue(change.notes().get(0).startsWith("the metadata in the image cannot be read: "));
  }
}
