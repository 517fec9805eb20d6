package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneFinder;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.locate.ThingTags;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.testkit.RegionModelFiles;
import io.github.ram4j.testkit.TestImages;
import io.github.ram4j.view.json.JsonLine;
import io.github.ram4j.view.scene.SceneJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ram tag --detector}: regions in the catalogue and in files, kept and brought up to date.
 */
@Timeout(300)
class TagRegionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String THRESHOLD = "0.4";

  @TempDir static Path models;
  @TempDir Path temporary;
  private static RegionModelFiles files;
  private Path pictures;
  private Path jsonl;
  private Path coco;

  @BeforeAll
  static void convert() throws IOException {
    files =
        RegionModelFiles.in(
            models,
            (checkpoint, bundle) ->
                Converter.convert(checkpoint, bundle, ConvertOptions.defaults()));
  }

  @BeforeEach
  void copySamples() throws IOException {
    pictures = Files.createDirectories(temporary.resolve("pictures")).toRealPath();
    jsonl = temporary.resolve("tags.jsonl");
    coco = temporary.resolve("coco.json");
    Files.createDirectories(pictures.resolve("below"));
    Files.copy(TestImages.sample("house.png"), pictures.resolve("house.png"));
    Files.copy(TestImages.sample("frog.png"), pictures.resolve("below/frog.png"));
  }

  private ProgramRun tag(Object... more) {
    Object[] first = {"tag", pictures, "--model", "clipart", "--jsonl", jsonl};
    return ProgramRun.ram(Stream.of(first, more).flatMap(Stream::of).toArray());
  }

  private ProgramRun locate(Object... more) {
    Object[] first = {"--detector", files.detector(), "--segmenter", files.segmenter()};
    Object[] threshold = {"--box-threshold", THRESHOLD};
    return tag(Stream.of(first, threshold, more).flatMap(Stream::of).toArray());
  }

  private Map<String, JsonNode> lines() throws IOException {
    Map<String, JsonNode> lines = new TreeMap<>();
    for (String line : Files.readAllLines(jsonl)) {
      JsonNode image = JSON.readTree(line);
      assertEquals(null, lines.put(image.get("image").asText(), image), line);
    }
    return lines;
  }

  private List<JsonNode> regions() throws IOException {
    List<JsonNode> regions = new ArrayList<>();
    lines().values().forEach(image -> image.get("regions").forEach(regions::add));
    return regions;
  }

  private long number(String sql) throws IOException, SQLException {
    try (Catalog catalog = Catalog.openForReading(Catalog.placeIn(pictures));
        Statement statement = catalog.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.getLong(1);
    }
  }

  private Scene byLibrary(String image) throws IOException {
    try (Recognizer recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults());
        Locator locator = RegionModels.openLocator(files.detector());
        Segmenter segmenter = RegionModels.openSegmenter(files.segmenter())) {
      ImageSource source = ImageSource.of(pictures.resolve(image));
      return SceneFinder.of(locator)
          .withSegmenter(segmenter)
          .withOptions(LocateOptions.defaults().withBoxThreshold(Float.parseFloat(THRESHOLD)))
          .find(image, source, ThingTags.of(recognizer.recognize(source).tags()));
    }
  }

  @Test
  void regionsAreThoseOfTheLibraryInEachOutput() throws IOException, SQLException {
    Path parquet = temporary.resolve("images.parquet");
    locate("--coco", coco, "--parquet", parquet).well();
    for (String image : List.of("house.png", "below/frog.png")) {
      JsonNode expected =
          JSON.readTree(JsonLine.of(out -> SceneJson.writeMembers(out, byLibrary(image))));
      JsonNode found = lines().get(image);
      assertEquals(expected.get("width"), found.get("width"));
      assertEquals(expected.get("height"), found.get("height"));
      assertEquals(expected.get("regions"), found.get("regions"), image);
    }
    assertFalse(regions().isEmpty());
    assertEquals(regions().size(), number("SELECT count(*) FROM regions_of_images"));
    assertEquals(
        2,
        number(
            "SELECT count(*) FROM run JOIN image ON located_by = run.id"
                + " WHERE detector = 'tiny-dino' AND segmenter = 'tiny-sam'"));
    JsonNode annotations = JSON.readTree(coco.toFile());
    assertEquals(2, annotations.get("images").size());
    assertEquals(regions().size(), annotations.get("annotations").size());
    for (JsonNode annotation : annotations.get("annotations")) {
      assertTrue(
          regions().stream()
              .anyMatch(
                  region ->
                      region.get("mask").equals(annotation.get("segmentation"))
                          && region.get("area").equals(annotation.get("area"))),
          annotation.toString());
    }
    assertTrue(Files.size(parquet) > 0);
  }

  @Test
  void regionsStayUntilAnotherSearchOrAnotherFile() throws IOException, SQLException {
    locate().well();
    List<JsonNode> first = regions();
    locate().well();
    assertEquals(first, regions());
    tag("--existing", "overwrite").well();
    assertEquals(first, regions());
    locate("--existing", "append").well();
    assertEquals(first, regions());
    locate("--existing", "overwrite").well();
    assertEquals(first, regions());
    assertEquals(first.size(), number("SELECT count(*) FROM region"));

    Files.copy(
        TestImages.sample("rocket.png"),
        pictures.resolve("house.png"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    tag().well();
    assertFalse(lines().get("house.png").has("regions"));
    assertTrue(lines().get("below/frog.png").has("regions"));
  }

  /** Images with tags are left, as they are without a detector; a note says so. */
  @Test
  void imagesThatHaveTagsAreLeftUnlessAsked() throws IOException {
    tag().well();
    ProgramRun skipped = locate().well();
    assertTrue(
        skipped.err().contains("note: 2 images with tags in which nobody looked for regions"),
        skipped.err());
    assertFalse(lines().get("house.png").has("regions"));
    ProgramRun appended = locate("--existing", "append").well();
    assertFalse(appended.err().contains("nobody looked"), appended.err());
    assertTrue(lines().get("house.png").has("regions"));
  }

  /** Synonyms: regions have the names that tags are written by. */
  @Test
  void regionsHaveTheNamesThatTagsAreWrittenBy() throws IOException {
    Path keywords = Files.writeString(temporary.resolve("keywords.txt"), "mine/frog\nmine/house\n");
    tag("--detector", files.detector(), "--box-threshold", "0.1", "--keywords", keywords).well();
    assertFalse(regions().isEmpty());
    for (JsonNode image : lines().values()) {
      for (JsonNode region : image.get("regions")) {
        assertEquals(image.get("tags").get(0).get("en"), region.get("tag"));
      }
    }
  }

  @Test
  void optionsThatDoNotFitAreNamed() throws IOException {
    assertTrue(tag("--segmenter", files.segmenter()).ended(2).err().contains("--detector"));
    assertTrue(tag("--nms", "0.5").ended(2).err().contains("--detector"));
    assertTrue(locate("--no-exif").ended(2).err().contains("upright"));
    assertEquals(2, locate("--nms", "1.5").exit());
    assertTrue(tag("--detector", files.segmenter()).ended(1).err().contains("locating"));
    assertFalse(Files.exists(jsonl) && Files.size(jsonl) > 0);
    Files.writeString(coco, "mine");
    assertTrue(locate("--coco", coco).ended(2).err().contains("--replace"));
    assertEquals("mine", Files.readString(coco));
  }
}
