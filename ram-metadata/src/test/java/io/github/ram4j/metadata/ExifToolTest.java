package io.github.ram4j.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ExifTool, which knows all of these formats, reads what was written. */
class ExifToolTest {
  private static final Map<String, byte[]> IMAGES = TestImages.all();

  @TempDir private Path folder;

  @BeforeAll
  static void requireExifTool() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "exiftool"))),
        "exiftool is not installed: expected Debian's package libimage-exiftool-perl");
  }

  private static String exiftool(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("exiftool"));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said.strip();
  }

  /** The values of tags, a line each: items are divided by "; ". */
  private static List<String> read(Path file, String... tags) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of("-s", "-s", "-s", "-f", "-n", "-sep", "; "));
    Stream.of(tags).map(tag -> "-" + tag).forEach(arguments::add);
    arguments.add(file);
    return exiftool(arguments.toArray()).lines().toList();
  }

  static Stream<String> names() {
    return IMAGES.keySet().stream();
  }

  private static final String[] FIELDS = {
    "XMP-dc:Subject",
    "XMP-lr:HierarchicalSubject",
    "XMP-digiKam:TagsList",
    "XMP-dc:Description",
    "XMP-mwg-rs:RegionName",
    "XMP-mwg-rs:RegionAreaUnit"
  };

  private static final List<String> EXPECTED =
      List.of(
          "animal; pet; dog; 狗; 犬; 家犬; sofa; 沙发",
          "animal|pet|dog; animal|pet|狗; animal|pet|犬; animal|pet|家犬; sofa; 沙发",
          "animal/pet/dog; animal/pet/狗; animal/pet/犬; animal/pet/家犬; sofa; 沙发",
          "a dog on a sofa <really> & \"truly\"",
          "dog",
          "normalized");

  private static final String RUNS =
      "[{Date=2026:11:29 12:00:00Z,Model=ram_plus,Program=ram4j test,"
          + "Tags=[{Name=dog,Score=0.8765},{Name=sofa,Score=0.5000}]}]";

  private static MetadataOptions options() {
    return MetadataOptions.defaults().withLanguages(NameLanguages.BOTH);
  }

  private static void assertRead(Path file) throws IOException {
    assertEquals(EXPECTED, read(file, FIELDS));
    assertEquals(RUNS, exiftool("-struct", "-s", "-s", "-s", "-XMP-ram4j:Runs", file));
  }

  @ParameterizedTest
  @MethodSource("names")
  void embedded(String name) throws IOException {
    Path image = Files.write(folder.resolve(name), IMAGES.get(name));
    MetadataWriter.of(options().withPlace(MetadataPlace.EMBEDDED)).write(image, Runs.rich());
    assertRead(image);
    String complaints = exiftool("-validate", "-error", "-warning", "-a", "-G1", "-s", image);
    assertFalse(complaints.contains("Error"), complaints);
    assertFalse(complaints.contains("XMP"), complaints);
  }

  @ParameterizedTest
  @MethodSource("names")
  void allElseIsReadAsBefore(String name) throws IOException {
    Path image = Files.write(folder.resolve(name), IMAGES.get(name));
    String[] hidden = {
      "--XMP:all",
      "--System:all",
      "--Warning",
      "--Validate",
      "--WebP_Flags",
      "--ExifTool:all",
      "--ApplicationNotes"
    };
    List<Object> arguments = new ArrayList<>(List.of("-a", "-G1", "-s", "-all"));
    arguments.addAll(List.of((Object[]) hidden));
    arguments.add(image);
    String before = exiftool(arguments.toArray());
    MetadataWriter.of(options().withPlace(MetadataPlace.EMBEDDED)).write(image, Runs.rich());
    String after = exiftool(arguments.toArray());
    if (name.startsWith("loss")) {
      // A plain WebP says its size in another chunk now.
      assertTrue(after.contains("ImageWidth                      : 1\n"), after);
    } else {
      assertEquals(before, after);
    }
  }

  @Test
  void sidecar() throws IOException {
    Path image = Files.write(folder.resolve("图 1.jpg"), IMAGES.get("exif.jpg"));
    MetadataWriter.of(options()).write(image, Runs.rich());
    Path sidecar = folder.resolve("图 1.jpg.xmp");
    assertRead(sidecar);
    // Orientation 6: the image is stored lying.
    assertEquals(
        List.of("64", "48", "pixel", "0.125000", "0.750000", "0.250000", "0.500000", "-"),
        read(
            sidecar,
            "RegionAppliedToDimensionsW",
            "RegionAppliedToDimensionsH",
            "RegionAppliedToDimensionsUnit",
            "RegionAreaX",
            "RegionAreaY",
            "RegionAreaW",
            "RegionAreaH",
            "RegionType"));
  }

  @Test
  void extendedXmp() throws IOException {
    Path image = Files.write(folder.resolve("many.jpg"), IMAGES.get("plain.jpg"));
    String[] names =
        IntStream.range(0, 900)
            .mapToObj(i -> "a long name of a tag, so that many of them need room " + i)
            .toArray(String[]::new);
    MetadataWriter.of(options().withPlace(MetadataPlace.EMBEDDED))
        .write(image, Runs.of("m", names));
    assertEquals(
        List.of(String.join("; ", names), String.join("; ", names)),
        read(image, "XMP-dc:Subject", "XMP-digiKam:TagsList"));
    assertEquals("", exiftool("-q", "-q", "-warning", "-error", image));
  }

  @Test
  void whatExifToolEmbeddedStays() throws IOException {
    for (String name : IMAGES.keySet()) {
      if (name.contains("bigtiff")) {
        continue; // ExifTool does not write those
      }
      Path image = Files.write(folder.resolve(name), IMAGES.get(name));
      String wrote =
          exiftool(
              "-overwrite_original",
              "-XMP-dc:Subject=mine",
              "-XMP-dc:Subject=海",
              "-XMP-xmp:Rating=4",
              "-XMP-dc:Title=A title",
              "-XMP-mwg-rs:RegionInfo={AppliedToDimensions={W=480,H=640,Unit=pixel},"
                  + "RegionList=[{Area={X=0.5,Y=0.5,W=0.1,H=0.1,Unit=normalized},Name=Anna,"
                  + "Type=Face}]}",
              image);
      assertTrue(wrote.contains("1 image files updated"), name + ": " + wrote);
      String[] tags = {
        "XMP-dc:Subject", "XMP-xmp:Rating", "XMP-dc:Title", "RegionName", "RegionType"
      };
      List<String> before = read(image, tags);
      assertEquals(List.of("mine; 海", "4", "A title", "Anna", "Face"), before);
      MetadataWriter writer = MetadataWriter.of(options().withPlace(MetadataPlace.EMBEDDED));
      writer.write(image, Runs.of("m", "dog", "mine"));
      assertEquals(
          List.of("mine; 海; dog", "4", "A title", "Anna", "Face"), read(image, tags), name);
      writer.undo(image);
      assertEquals(before, read(image, tags), name);
      assertEquals("", exiftool("-q", "-q", "-error", image));
    }
  }
}
