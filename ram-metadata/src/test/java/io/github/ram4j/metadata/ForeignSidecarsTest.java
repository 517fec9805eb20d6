package io.github.ram4j.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sidecars in the form of other programs keep every field. */
class ForeignSidecarsTest {
  private static final List<String> KEYWORDS =
      List.of("subject", "hierarchicalSubject", "TagsList");

  @TempDir private Path folder;

  private Path image() throws IOException {
    return Files.write(folder.resolve("IMG 1.jpg"), TestImages.encoded("jpg"));
  }

  private Path sidecar(String program) throws IOException {
    Path sidecar = folder.resolve("IMG 1.jpg.xmp");
    try (InputStream content = ForeignSidecarsTest.class.getResourceAsStream(program + ".xmp")) {
      Files.copy(content, sidecar);
    }
    return sidecar;
  }

  /**
   * Every value with the names of the elements around it, RDF's own left out: attributes and
   * elements are two ways to write the same. Sorted, but items of one list are in its order.
   */
  private static List<String> values(Path file, boolean keywords)
      throws IOException, XMLStreamException {
    List<String> values = new ArrayList<>();
    Deque<String> names = new ArrayDeque<>();
    StringBuilder text = new StringBuilder();
    try (InputStream content = Files.newInputStream(file)) {
      XMLStreamReader reader = XMLInputFactory.newDefaultFactory().createXMLStreamReader(content);
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamReader.START_ELEMENT) {
          text.setLength(0);
          names.addLast(name(reader.getNamespaceURI(), reader.getLocalName()));
          for (int i = 0; i < reader.getAttributeCount(); i++) {
            String attribute =
                name(reader.getAttributeNamespace(i), reader.getAttributeLocalName(i));
            if (!attribute.isEmpty()) {
              add(values, names, attribute, reader.getAttributeValue(i), keywords);
            }
          }
        } else if (event == XMLStreamReader.CHARACTERS) {
          text.append(reader.getText());
        } else if (event == XMLStreamReader.END_ELEMENT) {
          if (!text.toString().isBlank()) {
            add(values, names, "", text.toString(), keywords);
          }
          text.setLength(0);
          names.removeLast();
        }
      }
    }
    return values.stream()
        .sorted((a, b) -> a.substring(0, a.indexOf('=')).compareTo(b.substring(0, b.indexOf('='))))
        .toList();
  }

  private static String name(String namespace, String local) {
    boolean syntax = namespace.contains("rdf-syntax") || namespace.equals("adobe:ns:meta/");
    return syntax ? "" : namespace + " " + local;
  }

  private static void add(
      List<String> values, Deque<String> names, String last, String value, boolean keywords) {
    String path = String.join("", names) + last;
    if (keywords || KEYWORDS.stream().noneMatch(path::contains)) {
      values.add(path + "=" + value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"digikam", "lightroom", "darktable"})
  void everyFieldStays(String program) throws IOException, XMLStreamException {
    Path image = image();
    Path sidecar = sidecar(program);
    List<String> before = values(sidecar, true);
    List<String> others = values(sidecar, false);
    String form = Files.readString(sidecar);
    MetadataWriter writer = MetadataWriter.of(MetadataOptions.defaults());
    writer.write(image, Runs.rich());
    assertTrue(values(sidecar, false).containsAll(others));
    // Items of lists are in their order, so values of keywords are behind those that were there.
    ImageMetadata read = MetadataReader.read(image).get(0);
    List<String> subjects = read.keywords(KeywordField.SUBJECT);
    assertTrue(subjects.size() >= 5 && subjects.contains("sofa"), subjects::toString);
    assertTrue(subjects.indexOf("sofa") > 2, subjects::toString);
    assertTrue(form.contains("<?xpacket") == Files.readString(sidecar).contains("<?xpacket"));
    writer.undo(image);
    assertEquals(before, values(sidecar, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lightroom"})
  void aDescriptionOfAPersonAndItsBlanksStay(String program) throws IOException {
    Path image = image();
    sidecar(program);
    MetadataChange change = MetadataWriter.of(MetadataOptions.defaults()).write(image, Runs.rich());
    assertEquals(
        List.of("a person's description was kept, the captions were not written"), change.notes());
    ImageMetadata read = MetadataReader.read(image).get(0);
    assertEquals("  Two spaces, and\na second line  ", read.description().orElseThrow());
    assertEquals(
        List.of("animals", "Dog", "animal", "pet", "sofa"), read.keywords(KeywordField.SUBJECT));
    assertEquals(
        List.of("animals", "animals|Dog", "animal|pet|dog", "sofa"),
        read.keywords(KeywordField.HIERARCHICAL_SUBJECT));
  }
}
