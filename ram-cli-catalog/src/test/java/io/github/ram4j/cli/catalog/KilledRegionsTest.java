package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.testkit.RegionModelFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs of {@code ram tag --detector --segmenter --coco} that are killed and gone on with: each
 * image is in each output once, with all its regions, as a run that nobody killed finds them.
 */
@Timeout(900)
class KilledRegionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int IMAGES = 18;
  private static final int KILLS = 3;
  private static final long SEED = 22;

  @TempDir Path temporary;
  private RegionModelFiles models;
  private DrawnFolder drawn;

  /** Where a run writes. */
  private record Place(Path folder) {
    static Place in(Path folder) throws IOException {
      return new Place(Files.createDirectories(folder));
    }

    Path catalog() {
      return folder.resolve("catalog.sqlite");
    }

    Path jsonl() {
      return folder.resolve("tags.jsonl");
    }

    Path coco() {
      return folder.resolve("regions.json");
    }

    /** The line of each image, each once. */
    Map<String, JsonNode> lines() throws IOException {
      Map<String, JsonNode> lines = new TreeMap<>();
      for (String line : Files.readAllLines(jsonl())) {
        JsonNode image = JSON.readTree(line);
        assertEquals(null, lines.put(image.get("image").asText(), image), "twice: " + line);
      }
      return lines;
    }

    /** What COCO's file has of each image, each once. */
    Map<String, TreeSet<String>> annotations() throws IOException {
      JsonNode whole = JSON.readTree(coco().toFile());
      Map<Long, String> names = new HashMap<>();
      Map<String, TreeSet<String>> found = new TreeMap<>();
      for (JsonNode image : whole.get("images")) {
        String name = image.get("file_name").asText();
        assertEquals(null, names.put(image.get("id").asLong(), name), "twice: " + image);
        assertEquals(null, found.put(name, new TreeSet<>()), "twice: " + image);
      }
      Map<Long, String> categories = new HashMap<>();
      whole
          .get("categories")
          .forEach(it -> categories.put(it.get("id").asLong(), it.get("name").asText()));
      TreeSet<Long> ids = new TreeSet<>();
      for (JsonNode annotation : whole.get("annotations")) {
        assertTrue(ids.add(annotation.get("id").asLong()), "twice: " + annotation);
        String name = names.get(annotation.get("image_id").asLong());
        String text =
            "%s %s %s"
                .formatted(
                    categories.get(annotation.get("category_id").asLong()),
                    annotation.get("bbox"),
                    annotation.get("segmentation"));
        assertTrue(found.get(name).add(text), "twice: " + annotation);
      }
      return found;
    }
  }

  private Object[] command(Place place) {
    return new Object[] {
      "tag",
      drawn.folder(),
      "--model",
      "clipart",
      "--threshold",
      "0.1", // of drawn noise
      "--detector",
      models.detector(),
      "--segmenter",
      models.segmenter(),
      "--box-threshold",
      "0.4",
      "--catalog",
      place.catalog(),
      "--jsonl",
      place.jsonl(),
      "--coco",
      place.coco()
    };
  }

  @Test
  void everyImageOnceWithAllItsRegions() throws Exception {
    models =
        RegionModelFiles.in(
            Files.createDirectories(temporary.resolve("models")),
            (from, to) -> Converter.convert(from, to, ConvertOptions.defaults()));
    drawn = DrawnFolder.draw(Files.createDirectories(temporary.resolve("drawn")), IMAGES, 6);
    Place whole = Place.in(temporary.resolve("whole"));
    ProgramRun.ram(command(whole)).ended(1); // broken images
    Place place = Place.in(temporary.resolve("killed"));
    TaggedFiles files = new TaggedFiles(place.catalog(), place.jsonl(), temporary.resolve("none"));

    Map<String, Long> before = new HashMap<>();
    Random random = new Random(SEED);
    for (int kill = 1; kill <= KILLS; kill++) {
      before = killed(files, place, before, kill * IMAGES / KILLS, random.nextInt(200));
    }
    try (ChildRun run = ChildRun.start(RamCatalog.class, command(place))) {
      run.waitFor();
      requireKept(before, files.finished());
      assertEquals(drawn.names(), place.lines().keySet(), run.said());
    }

    assertEquals(drawn.names(), files.finished().keySet());
    Map<String, JsonNode> expected = whole.lines();
    long regions = 0;
    for (Map.Entry<String, JsonNode> line : place.lines().entrySet()) {
      JsonNode other = expected.get(line.getKey());
      assertEquals(other.get("regions"), line.getValue().get("regions"), line.getKey());
      assertEquals(drawn.broken().contains(line.getKey()), !line.getValue().has("regions"));
      regions += line.getValue().path("regions").size();
    }
    assertTrue(regions >= 5, regions + " regions");
    assertEquals(whole.annotations(), place.annotations());
    assertEquals(regions, place.annotations().values().stream().mapToInt(TreeSet::size).sum());
    assertEquals(
        new TreeSet<>(drawn.names().stream().filter(it -> !drawn.broken().contains(it)).toList()),
        place.annotations().keySet());
    assertEquals(names(whole.folder()), names(place.folder()));
    assertFalse(names(place.folder()).isEmpty());
  }

  /** Kills a run soon after so many images were finished, and says which there are then. */
  private Map<String, Long> killed(
      TaggedFiles files, Place place, Map<String, Long> before, int images, int moreMillis)
      throws Exception {
    try (ChildRun run = ChildRun.start(RamCatalog.class, command(place))) {
      while (files.finished().size() < images && !run.waitFor(20)) {
        // Not yet.
      }
      run.waitFor(moreMillis);
      run.kill();
      files.requireWholeLines();
      if (Files.exists(place.coco())) {
        place.annotations(); // whole, as of an earlier run or of this one's end
      }
      Map<String, Long> now = files.finished();
      requireKept(before, now);
      assertTrue(now.size() >= images, run.said());
      return now;
    }
  }

  private static void requireKept(Map<String, Long> before, Map<String, Long> now) {
    before.forEach((name, seq) -> assertEquals(seq, now.get(name), "tagged again: " + name));
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> !it.endsWith("-wal") && !it.endsWith("-shm"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
