package io.github.ram4j.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.FileFormatException;
import io.github.ram4j.metadata.MetadataChange.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sidecars: their names, what is written, again, by others, and undone. */
class SidecarTest {
  @TempDir private Path folder;
  private Path image;
  private Path sidecar;

  @BeforeEach
  void makeImage() throws IOException {
    image = Files.write(folder.resolve("IMG 1.jpg"), TestImages.encoded("jpg"));
    sidecar = folder.resolve("IMG 1.jpg.xmp");
  }

  private static MetadataWriter writer() {
    return MetadataWriter.of(MetadataOptions.defaults());
  }

  private static MetadataWriter writer(ExistingTags existing) {
    return MetadataWriter.of(MetadataOptions.defaults().withExisting(existing));
  }

  private List<String> values(KeywordField field) throws IOException {
    return MetadataReader.read(image).get(0).keywords(field);
  }

  private List<String> subjects() throws IOException {
    return values(KeywordField.SUBJECT);
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return Set.copyOf(files.map(file -> file.getFileName().toString()).toList());
    }
  }

  /** A sidecar of another program with these names as dc:subject. */
  private void foreign(Path file, String... names) throws IOException {
    String items = String.join("</rdf:li><rdf:li>", names);
    Files.writeString(
        file,
        """
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
           <dc:subject><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:subject>
          </rdf:Description>
         </rdf:RDF>
        </x:xmpmeta>
        """
            .formatted(items));
  }

  @Test
  void fieldsAreThoseOfOtherPrograms() throws IOException {
    byte[] before = Files.readAllBytes(image);
    MetadataWriter both =
        MetadataWriter.of(MetadataOptions.defaults().withLanguages(NameLanguages.BOTH));
    MetadataChange change = both.write(image, Runs.rich());
    assertEquals(new MetadataChange(sidecar, Kind.WRITTEN, List.of()), change);
    assertEquals(List.of("animal", "pet", "dog", "狗", "犬", "家犬", "sofa", "沙发"), subjects());
    assertEquals(
        List.of("animal|pet|dog", "animal|pet|狗", "animal|pet|犬", "animal|pet|家犬", "sofa", "沙发"),
        values(KeywordField.HIERARCHICAL_SUBJECT));
    assertEquals(
        List.of("animal/pet/dog", "animal/pet/狗", "animal/pet/犬", "animal/pet/家犬", "sofa", "沙发"),
        values(KeywordField.TAGS_LIST));
    ImageMetadata read = MetadataReader.read(image).get(0);
    assertEquals("a dog on a sofa <really> & \"truly\"", read.description().orElseThrow());
    assertEquals(
        List.of(
            new AutomaticRun(
                new RunInfo("ram_plus", "ram4j test", Runs.DAY),
                List.of(
                    new AutomaticTag("dog", List.of(), 0.8765, List.of()),
                    new AutomaticTag("sofa", List.of(), 0.5, List.of())))),
        read.runs());
    assertArrayEquals(before, Files.readAllBytes(image));
    assertEquals(Set.of("IMG 1.jpg", "IMG 1.jpg.xmp"), files());
  }

  @Test
  void languagesAndFieldsAreChosen() throws IOException {
    MetadataWriter.of(
            MetadataOptions.defaults()
                .withLanguages(NameLanguages.CHINESE)
                .withFields(Set.of(KeywordField.TAGS_LIST)))
        .write(image, Runs.rich());
    assertEquals(List.of(), subjects());
    assertEquals(
        List.of("animal/pet/狗", "animal/pet/犬", "animal/pet/家犬", "沙发"),
        values(KeywordField.TAGS_LIST));
  }

  @Test
  void separatorsNeverComeFromANameAndXmlTakesEverything() throws IOException {
    Findings odd =
        Runs.of("m", "AC/DC", "a|b", "\u0001\ud800 <&>\"'", "😀 smile").withCaptions(List.of("\0"));
    writer().write(image, odd);
    assertEquals(
        List.of("AC／DC", "a｜b", "\ufffd\ufffd <&>\"'", "😀 smile"), values(KeywordField.TAGS_LIST));
    assertEquals("\ufffd", MetadataReader.read(image).get(0).description().orElseThrow());
    assertEquals(Kind.UNCHANGED, writer().write(image, odd).kind());
  }

  @Test
  void writingTwiceChangesNothing() throws IOException {
    for (ExistingTags existing : List.of(ExistingTags.OVERWRITE, ExistingTags.APPEND)) {
      writer(existing).write(image, Runs.rich());
      byte[] once = Files.readAllBytes(sidecar);
      Findings later =
          Findings.of(new RunInfo("ram_plus", "ram4j later", Instant.parse("2027-01-01T00:00:00Z")))
              .withTags(Runs.rich().tags())
              .withCaptions(Runs.rich().captions())
              .withRegions(Runs.rich().regions().orElseThrow());
      assertEquals(Kind.UNCHANGED, writer(existing).write(image, later).kind());
      assertArrayEquals(once, Files.readAllBytes(sidecar));
    }
    assertEquals(
        Kind.SKIPPED, writer(ExistingTags.SKIP).write(image, Runs.of("other", "cat")).kind());
  }

  @Test
  void aRunThatFoundNothingMakesNoSidecar() throws IOException {
    assertEquals(Kind.UNCHANGED, writer().write(image, Runs.of("m")).kind());
    assertEquals(Set.of("IMG 1.jpg"), files());
  }

  @Test
  void undoDeletesASidecarThatHasNothingElse() throws IOException {
    writer().write(image, Runs.rich());
    assertEquals(
        List.of(new MetadataChange(sidecar, Kind.DELETED, List.of())), writer().undo(image));
    assertEquals(Set.of("IMG 1.jpg"), files());
    assertEquals(List.of(), writer().undo(image));
  }

  @Test
  void undoLeavesWhatAPersonHasAndDoesNotBringBackWhatTheyRemoved() throws IOException {
    foreign(sidecar, "holiday", "Dog");
    writer().write(image, Runs.of("m", "dog", "cat", "tree"));
    assertEquals(List.of("holiday", "Dog", "cat", "tree"), subjects());
    // In another program: cat goes, beach comes.
    String text = Files.readString(sidecar);
    int cat = text.indexOf("<rdf:li>cat</rdf:li>");
    Files.writeString(
        sidecar,
        text.substring(0, cat)
            + "<rdf:li>beach</rdf:li>"
            + text.substring(cat + "<rdf:li>cat</rdf:li>".length()));
    assertEquals(List.of("holiday", "Dog", "beach", "tree"), subjects());
    assertEquals(
        List.of(new MetadataChange(sidecar, Kind.WRITTEN, List.of())), writer().undo(image));
    assertEquals(List.of("holiday", "Dog", "beach"), subjects());
    assertEquals(List.of(), values(KeywordField.TAGS_LIST));
    assertFalse(Files.readString(sidecar).contains("ram4j"));
  }

  @Test
  void whatAPersonRemovedIsNotWrittenAgain() throws IOException {
    writer().write(image, Runs.of("m", "dog", "cat"));
    for (String separator : List.of("dc:subject", "lr:hierarchicalSubject", "digiKam:TagsList")) {
      String text = Files.readString(sidecar);
      int from = text.indexOf("<rdf:li>cat</rdf:li>", text.indexOf("<" + separator));
      Files.writeString(
          sidecar,
          text.substring(0, from) + text.substring(from + "<rdf:li>cat</rdf:li>".length()));
    }
    MetadataChange again = writer().write(image, Runs.of("m", "dog", "cat"));
    assertEquals(List.of("dog"), subjects());
    assertEquals(1, again.notes().size());
    writer(ExistingTags.APPEND).write(image, Runs.of("other", "cat", "sun"));
    assertEquals(List.of("dog", "sun"), subjects());
    // The person takes it back: it is theirs now.
    foreignItem("cat");
    writer().write(image, Runs.of("m", "dog", "cat"));
    writer().undo(image);
    assertEquals(List.of("cat"), subjects());
  }

  private void foreignItem(String name) throws IOException {
    String text = Files.readString(sidecar);
    int bag = text.indexOf("<rdf:Bag>", text.indexOf("<dc:subject")) + "<rdf:Bag>".length();
    Files.writeString(
        sidecar, text.substring(0, bag) + "<rdf:li>" + name + "</rdf:li>" + text.substring(bag));
  }

  @Test
  void aNewerRunReplacesAppendsOrSkips() throws IOException {
    foreign(sidecar, "mine");
    writer().write(image, Runs.of("old", "dog", "cat").withCaptions(List.of("an old one")));
    writer(ExistingTags.APPEND)
        .write(image, Runs.of("new", "cat", "sun").withCaptions(List.of("a new one")));
    assertEquals(List.of("mine", "dog", "cat", "sun"), subjects());
    ImageMetadata read = MetadataReader.read(image).get(0);
    assertEquals("an old one\na new one", read.description().orElseThrow());
    assertEquals(
        List.of("old", "new"), read.runs().stream().map(run -> run.info().model()).toList());
    writer(ExistingTags.OVERWRITE)
        .write(image, Runs.of("newest", "sun", "sea").withCaptions(List.of("the newest")));
    assertEquals(List.of("mine", "sun", "sea"), subjects());
    read = MetadataReader.read(image).get(0);
    assertEquals("the newest", read.description().orElseThrow());
    assertEquals(List.of("newest"), read.runs().stream().map(run -> run.info().model()).toList());
    writer().undo(image);
    assertEquals(List.of("mine"), subjects());
    assertTrue(MetadataReader.read(image).get(0).description().isEmpty());
  }

  @Test
  void aPersonsDescriptionIsKept() throws IOException {
    writer().write(image, Runs.of("m", "dog").withCaptions(List.of("a dog")));
    Files.writeString(sidecar, Files.readString(sidecar).replace(">a dog</", ">Rex</"));
    // The second place is our own memory of it, which no program changes; so it is put back.
    String text = Files.readString(sidecar);
    int last = text.lastIndexOf(">Rex</");
    Files.writeString(
        sidecar, text.substring(0, last) + ">a dog</" + text.substring(last + ">Rex</".length()));
    MetadataChange change =
        writer().write(image, Runs.of("m", "dog").withCaptions(List.of("a large dog")));
    assertEquals(
        List.of("a person's description was kept, the captions were not written"), change.notes());
    assertEquals("Rex", MetadataReader.read(image).get(0).description().orElseThrow());
    writer().undo(image);
    assertEquals("Rex", MetadataReader.read(image).get(0).description().orElseThrow());
  }

  @Test
  void theOtherFormOfNameIsUsedAndSaid() throws IOException {
    Path stem = folder.resolve("IMG 1.xmp");
    foreign(stem, "mine");
    MetadataChange change = writer().write(image, Runs.of("m", "dog"));
    assertEquals(stem, change.file());
    assertEquals(List.of("IMG 1.xmp was there and is used"), change.notes());
    assertFalse(Files.exists(sidecar));
    writer().undo(image);
    assertEquals(List.of("mine"), subjects());
  }

  @Test
  void theShortNameIsAnOptionAndNeverThatOfAnotherFile() throws IOException {
    MetadataWriter stems =
        MetadataWriter.of(MetadataOptions.defaults().withSidecarName(SidecarName.STEM));
    assertEquals(folder.resolve("IMG 1.xmp"), stems.write(image, Runs.of("m", "dog")).file());
    assertEquals(folder.resolve("IMG 1.xmp"), writer().write(image, Runs.of("m", "cat")).file());
    stems.undo(image);
    assertEquals(Set.of("IMG 1.jpg"), files());

    Files.write(folder.resolve("IMG 1.CR2"), new byte[100]);
    MetadataChange change = stems.write(image, Runs.of("m", "dog"));
    assertEquals(sidecar, change.file());
    assertEquals(1, change.notes().size());
    stems.undo(image);
    // Lightroom's sidecar of the raw file beside.
    Path ofRaw = folder.resolve("IMG 1.xmp");
    foreign(ofRaw, "mine");
    byte[] raw = Files.readAllBytes(ofRaw);
    change = writer().write(image, Runs.of("m", "dog"));
    assertEquals(sidecar, change.file());
    assertEquals(
        List.of("IMG 1.xmp may be of another file of this name and is left alone"), change.notes());
    assertArrayEquals(raw, Files.readAllBytes(ofRaw));
    assertEquals(
        List.of(sidecar), writer().undo(image).stream().map(MetadataChange::file).toList());
    // One that says whose it is.
    Files.writeString(
        ofRaw,
        Files.readString(ofRaw)
            .replace(
                "rdf:about=\"\"",
                "rdf:about=\"\" xmlns:photoshop=\"http://ns.adobe.com/photoshop/1.0/\""
                    + " photoshop:SidecarForExtension=\"JPG\""));
    assertEquals(ofRaw, writer().write(image, Runs.of("m", "dog")).file());
  }

  @Test
  void aNewSidecarDoesNotHideWhatIsInTheImage() throws IOException {
    MetadataWriter embedding =
        MetadataWriter.of(MetadataOptions.defaults().withPlace(MetadataPlace.EMBEDDED));
    // The image gets a person's tags, as a program would embed them: without our provenance.
    embedding.write(image, Runs.of("m", "Anna", "holiday").withCaptions(List.of("Anna, 2019")));
    forget(image);
    MetadataChange change =
        writer().write(image, Runs.of("m", "dog").withCaptions(List.of("a dog")));
    assertEquals(
        List.of("a person's description was kept, the captions were not written"), change.notes());
    assertEquals(List.of("Anna", "holiday", "dog"), subjects());
    assertEquals(List.of("Anna", "holiday", "dog"), values(KeywordField.TAGS_LIST));
    assertEquals(Kind.UNCHANGED, writer().write(image, Runs.of("m", "dog")).kind());
    writer().undo(image);
    assertFalse(Files.exists(sidecar));
    assertEquals(List.of("Anna", "holiday"), subjects());
  }

  /** Makes automatic values of a JPEG a person's: the provenance becomes another namespace's. */
  private static void forget(Path jpeg) throws IOException {
    byte[] bytes = Files.readAllBytes(jpeg);
    byte[] name = TestImages.latin("urn:ram4j:xmp:1:");
    int at = TestImages.indexOf(bytes, name);
    bytes[at + 14] = '9';
    Files.write(jpeg, bytes);
  }

  @Test
  void regionsAreThoseOfTheStoredImage() throws IOException {
    double[][] expected = {
      {0.25, 0.125}, {0.75, 0.125}, {0.75, 0.875}, {0.25, 0.875},
      {0.125, 0.25}, {0.125, 0.75}, {0.875, 0.75}, {0.875, 0.25}
    };
    for (int orientation = 1; orientation <= 8; orientation++) {
      Path turned = folder.resolve("turned" + orientation + ".jpg");
      Files.write(
          turned,
          TestImages.jpegWith(
              TestImages.segment(
                  0xe1,
                  TestImages.join(TestImages.latin("Exif\0\0"), TestImages.exif(orientation)))));
      writer().write(turned, Runs.rich());
      String text = Files.readString(folder.resolve("turned" + orientation + ".jpg.xmp"));
      double[] centre = expected[orientation - 1];
      boolean sideways = orientation >= 5;
      for (String part :
          List.of(
              "stArea:x=\"%.6f\"".formatted(centre[0]),
              "stArea:y=\"%.6f\"".formatted(centre[1]),
              "stArea:w=\"%s\"".formatted(sideways ? "0.250000" : "0.500000"),
              "stArea:h=\"%s\"".formatted(sideways ? "0.500000" : "0.250000"),
              "stDim:w=\"%d\"".formatted(sideways ? 64 : 48),
              "stDim:h=\"%d\"".formatted(sideways ? 48 : 64))) {
        assertTrue(text.contains(part), () -> part + " of\n" + text);
      }
      assertFalse(text.contains("mwg-rs:Type"));
    }
  }

  @Test
  void aNewFieldBeginsWithWhatItWouldHide() throws IOException {
    // immich and digiKam look into digiKam:TagsList first, and nowhere else if it is there.
    foreign(sidecar, "Anna", "holiday");
    writer().write(image, Runs.of("m", "dog"));
    for (KeywordField field : KeywordField.values()) {
      assertEquals(List.of("Anna", "holiday", "dog"), values(field));
    }
    writer().undo(image);
    assertEquals(List.of("Anna", "holiday"), subjects());
    assertEquals(List.of(), values(KeywordField.TAGS_LIST));

    String keywords =
        "<lr:hierarchicalSubject xmlns:lr=\"http://ns.adobe.com/lightroom/1.0/\"><rdf:Bag>"
            + "<rdf:li>people|Anna</rdf:li></rdf:Bag></lr:hierarchicalSubject>";
    Files.writeString(
        sidecar, Files.readString(sidecar).replace("</dc:subject>", "</dc:subject>" + keywords));
    writer().write(image, Runs.of("m", "dog"));
    assertEquals(List.of("people|Anna", "dog"), values(KeywordField.HIERARCHICAL_SUBJECT));
    assertEquals(List.of("people/Anna", "dog"), values(KeywordField.TAGS_LIST));
    // What a person adds to such a field is theirs, and what was copied stays beside it.
    String text = Files.readString(sidecar);
    int seq = text.indexOf("<rdf:Seq>", text.indexOf("<digiKam:TagsList")) + "<rdf:Seq>".length();
    Files.writeString(
        sidecar, text.substring(0, seq) + "<rdf:li>sun</rdf:li>" + text.substring(seq));
    writer().undo(image);
    assertEquals(List.of("sun", "people/Anna"), values(KeywordField.TAGS_LIST));
    assertEquals(List.of("people|Anna"), values(KeywordField.HIERARCHICAL_SUBJECT));
  }

  @Test
  void blankCaptionsAndFoldersAreNone() throws IOException {
    writer().write(image, Runs.of("m", "dog").withCaptions(List.of(" ", "")));
    assertTrue(MetadataReader.read(image).get(0).description().isEmpty());
    FileFormatException refused =
        assertThrows(FileFormatException.class, () -> writer().write(folder, Runs.of("m", "dog")));
    assertEquals(folder + ": expected an image, found a folder or a device", refused.getMessage());
    Files.delete(image);
    assertEquals(Kind.DELETED, writer().undo(image).get(0).kind());
  }

  @Test
  void manyThreadsWriteToOneFolder() {
    Set<String> said =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(
                i -> {
                  try {
                    Path one = folder.resolve("parallel " + i + ".jpg");
                    Files.copy(image, one);
                    foreign(folder.resolve("parallel " + i + ".jpg.xmp"), "mine " + i);
                    writer().write(one, Runs.of("m", "dog", "tag " + i));
                    return MetadataReader.read(one)
                            .get(0)
                            .keywords(KeywordField.SUBJECT)
                            .equals(List.of("mine " + i, "dog", "tag " + i))
                        ? "right"
                        : "wrong";
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })
            .collect(Collectors.toSet());
    assertEquals(Set.of("right"), said);
  }

  @Test
  void keywordsOfIptcAreNotHidden() throws IOException {
    byte[] sets =
        TestImages.join(
            dataSet(1, 90, new byte[] {0x1b, '%', 'G'}),
            dataSet(2, 25, "Jörg".getBytes(StandardCharsets.UTF_8)),
            dataSet(2, 120, TestImages.latin("a caption")),
            dataSet(2, 25, TestImages.latin("sea")));
    byte[] resource =
        TestImages.join(
            TestImages.latin("Photoshop 3.0\0" + "8BIM\4\4\0\0\0\0\0"),
            new byte[] {(byte) sets.length},
            sets,
            new byte[sets.length & 1]);
    byte[] bytes = TestImages.jpegWith(TestImages.segment(0xed, resource));
    for (MetadataPlace place : MetadataPlace.values()) {
      Files.write(image, bytes);
      MetadataWriter writer = MetadataWriter.of(MetadataOptions.defaults().withPlace(place));
      writer.write(image, Runs.of("m", "dog", "sea"));
      for (KeywordField field : KeywordField.values()) {
        assertEquals(List.of("Jörg", "sea", "dog"), values(field));
      }
      assertEquals(Kind.UNCHANGED, writer.write(image, Runs.of("m", "dog", "sea")).kind());
      writer.undo(image);
      assertArrayEquals(bytes, Files.readAllBytes(image));
      assertEquals(Set.of("IMG 1.jpg"), files());
    }
  }

  private static byte[] dataSet(int record, int set, byte[] value) {
    return TestImages.join(
        new byte[] {0x1c, (byte) record, (byte) set, 0, (byte) value.length}, value);
  }
}
