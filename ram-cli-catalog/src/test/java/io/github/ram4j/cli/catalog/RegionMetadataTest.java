package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.testkit.RegionModelFiles;
import io.github.ram4j.testkit.TestImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Regions of {@code ram tag --detector --xmp}, read back by exiftool. */
@Timeout(300)
class RegionMetadataTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path models;
  @TempDir Path temporary;
  private static Path detector;
  private Path pictures;
  private Path image;
  private Path jsonl;

  @BeforeAll
  static void convert() throws IOException {
    ExifTool.assumeThere();
    detector =
        RegionModelFiles.in(
                models,
                (checkpoint, bundle) ->
                    Converter.convert(checkpoint, bundle, ConvertOptions.defaults()))
            .detector();
  }

  @BeforeEach
  void copySample() throws IOException {
    pictures = Files.createDirectories(temporary.resolve("pictures")).toRealPath();
    image = pictures.resolve("house.png");
    jsonl = temporary.resolve("tags.jsonl");
    Files.copy(TestImages.sample("house.png"), image);
  }

  private void tag(Object... more) {
    Object[] first = {"tag", pictures, "--model", "clipart"};
    ProgramRun.ram(Stream.of(first, more).flatMap(Stream::of).toArray()).well();
  }

  private void locate(String place) {
    tag("--detector", detector, "--box-threshold", "0.3", "--xmp", place, "--jsonl", jsonl);
  }

  private JsonNode line() throws IOException {
    return JSON.readTree(Files.readAllLines(jsonl).get(0));
  }

  /** The areas that the line's regions have in an image stored in an orientation, and names. */
  private static List<String> expected(JsonNode line, int orientation) {
    List<String> expected = new ArrayList<>();
    double width = line.get("width").asDouble();
    double height = line.get("height").asDouble();
    for (JsonNode region : line.get("regions")) {
      double x0 = Math.max(0, region.get("box").get(0).asDouble()) / width;
      double y0 = Math.max(0, region.get("box").get(1).asDouble()) / height;
      double x1 = Math.min(width, region.get("box").get(2).asDouble()) / width;
      double y1 = Math.min(height, region.get("box").get(3).asDouble()) / height;
      double[] area =
          switch (orientation) {
            case 6 -> new double[] {(y0 + y1) / 2, 1 - (x0 + x1) / 2, y1 - y0, x1 - x0};
            case 8 -> new double[] {1 - (y0 + y1) / 2, (x0 + x1) / 2, y1 - y0, x1 - x0};
            default -> new double[] {(x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0};
          };
      String text =
          String.format(
              Locale.ROOT,
              "%.4f %.4f %.4f %.4f %s",
              area[0],
              area[1],
              area[2],
              area[3],
              region.get("tag").asText());
      if (!expected.contains(text)) {
        expected.add(text);
      }
    }
    return expected;
  }

  private static List<String> read(Path file) throws IOException, InterruptedException {
    JsonNode info =
        JSON.readTree(ExifTool.run("-j", "-struct", "-XMP-mwg-rs:RegionInfo", file))
            .get(0)
            .get("RegionInfo");
    List<String> areas = new ArrayList<>();
    for (JsonNode region : info.get("RegionList")) {
      JsonNode area = region.get("Area");
      assertEquals("normalized", area.get("Unit").asText());
      areas.add(
          String.format(
              Locale.ROOT,
              "%.4f %.4f %.4f %.4f %s",
              area.get("X").asDouble(),
              area.get("Y").asDouble(),
              area.get("W").asDouble(),
              area.get("H").asDouble(),
              region.get("Name").asText()));
    }
    return areas;
  }

  /** The runs that left something: a tagger's and the detector's. */
  private static int runs(Path sidecar) throws IOException {
    String text = Files.readString(sidecar);
    assertTrue(text.contains("ram4j:Model=\"tiny-dino\""), text);
    return text.split("ram4j:Model=", -1).length - 1;
  }

  @Test
  void exiftoolReadsWhatTheCatalogueHas() throws IOException, InterruptedException {
    byte[] before = Files.readAllBytes(image);
    locate("sidecar");
    Path sidecar = pictures.resolve("house.png.xmp");
    List<String> expected = expected(line(), 1);
    assertFalse(expected.isEmpty());
    assertEquals(expected, read(sidecar));
    assertEquals(2, runs(sidecar));
    tag("--xmp", "sidecar", "--existing", "overwrite"); // without a detector
    assertEquals(expected, read(sidecar));
    assertEquals(2, runs(sidecar));

    tag("--undo");
    assertFalse(Files.exists(sidecar));
    locate("embed");
    assertEquals(expected, read(image));
    tag("--undo");
    assertArrayEquals(before, Files.readAllBytes(image));
  }

  /** A person's face stays, and undo leaves the sidecar as that program wrote it. */
  @Test
  void facesOfOthersSurvive() throws IOException, InterruptedException {
    Path sidecar = pictures.resolve("house.png.xmp");
    JsonNode size = JSON.readTree(ExifTool.run("-j", "-ImageWidth", "-ImageHeight", image)).get(0);
    ExifTool.run(
        "-XMP-mwg-rs:RegionInfo={AppliedToDimensions={W=%s,H=%s,Unit=pixel},"
                .formatted(size.get("ImageWidth"), size.get("ImageHeight"))
            + "RegionList=[{Area={X=0.5,Y=0.5,W=0.1,H=0.1,Unit=normalized},Name=Anna,Type=Face}]}",
        "-o",
        sidecar,
        image);
    String before = ExifTool.run("-j", "-struct", "-XMP:all", sidecar);
    assertTrue(before.contains("Anna"), before);
    locate("sidecar");
    List<String> both = new ArrayList<>(List.of("0.5000 0.5000 0.1000 0.1000 Anna"));
    both.addAll(expected(line(), 1));
    assertTrue(both.size() > 1);
    assertEquals(both, read(sidecar));
    tag("--undo");
    assertEquals(
        JSON.readTree(before).get(0).get("RegionInfo"),
        JSON.readTree(ExifTool.run("-j", "-struct", "-XMP:all", sidecar)).get(0).get("RegionInfo"));
    assertFalse(Files.readString(sidecar).contains("ram4j"));
  }

  /** Boxes are those of the upright image; areas in the file those of the stored one. */
  @Test
  void areasAreThoseOfTheStoredImage() throws IOException, InterruptedException {
    BufferedImage upright = ImageIO.read(image.toFile()).getSubimage(0, 0, 400, 360);
    Path sidecar = pictures.resolve("house.png.xmp");
    JsonNode first = null;
    for (int orientation : new int[] {1, 6, 8}) {
      Files.write(image, TurnedPng.of(upright, orientation));
      Files.deleteIfExists(sidecar);
      locate("sidecar");
      JsonNode line = line();
      first = first == null ? line : first;
      assertEquals(360, line.get("height").asInt());
      assertEquals(first.get("regions"), line.get("regions"), "orientation " + orientation);
      List<String> expected = expected(line, orientation);
      assertFalse(expected.isEmpty());
      assertEquals(expected, read(sidecar), "orientation " + orientation);
    }
  }
}
