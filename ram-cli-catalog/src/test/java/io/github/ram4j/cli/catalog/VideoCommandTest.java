package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.catalog.Catalog;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoCommandTest {
  @TempDir private Path folder;
  private Path video;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void copyVideo() throws IOException {
    video = folder.resolve("the things.mp4");
    try (InputStream in = VideoCommandTest.class.getResourceAsStream("things.mp4")) {
      Files.copy(in, video);
    }
  }

  private int run(Object... arguments) {
    String[] all =
        Stream.concat(Stream.of("video"), Arrays.stream(arguments).map(Object::toString))
            .toArray(String[]::new);
    return RamCatalog.run(new PrintWriter(out, true), new PrintWriter(err, true), all);
  }

  @Test
  void writesAllOutputs() throws IOException {
    Path json = folder.resolve("v.jsonl");
    Path vtt = folder.resolve("v.vtt");
    Path timeline = folder.resolve("v.png");
    int status =
        run(
            video,
            "--model",
            "clipart",
            "--every",
            "0.5",
            "--json",
            json,
            "--vtt",
            vtt,
            "--timeline",
            timeline);
    assertEquals(0, status, err.toString());
    JsonNode line = new ObjectMapper().readTree(Files.readString(json));
    assertEquals(video.toString(), line.get("video").asText());
    assertEquals(20, line.get("frames").asInt());
    JsonNode house = segment(line, "house");
    assertEquals(1.0, house.get("start").asDouble(), 0.5);
    assertEquals(4.0, house.get("end").asDouble(), 0.5);
    JsonNode frog = segment(line, "frog");
    assertEquals(5.0, frog.get("start").asDouble(), 0.5);
    assertEquals(8.0, frog.get("end").asDouble(), 0.5);
    String cues = Files.readString(vtt);
    assertTrue(cues.startsWith("WEBVTT\n\n00:00:01.000 --> "), cues);
    BufferedImage image = ImageIO.read(timeline.toFile());
    assertEquals(1400, image.getWidth());
    assertTrue(out.toString().contains("0:00:01.0 - 0:00:04.0  house  0.9"), out.toString());
  }

  private static JsonNode segment(JsonNode line, String english) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode segment : line.get("segments")) {
      if (segment.get("en").asText().equals(english)) {
        found.add(segment);
      }
    }
    assertEquals(1, found.size(), line.toString());
    return found.get(0);
  }

  @Test
  void theCatalogueHasTheSegmentsOnceHoweverOften() throws IOException, SQLException {
    Path catalog = folder.resolve("c.sqlite");
    Path text = Files.writeString(folder.resolve("text.mp4"), "no video");
    assertEquals(1, run(text, video, "--model", "clipart", "--catalog", catalog));
    assertTrue(err.toString().contains("text.mp4: expected a video"), err.toString());
    assertEquals(0, run(video, "--model", "clipart", "--catalog", catalog), err.toString());
    try (Catalog open = Catalog.openForReading(catalog)) {
      assertEquals(
          List.of("frog 5000 8000", "house 1000 4000"),
          rows(
              open,
              "SELECT english || ' ' || start_ms || ' ' || end_ms FROM segments_of_videos"
                  + " WHERE english IN ('house', 'frog') ORDER BY english"));
      assertEquals(
          List.of("failed video text.mp4", "done video the things.mp4"),
          rows(open, "SELECT state || ' ' || media || ' ' || path FROM image ORDER BY path"));
      assertEquals(
          List.of("the things.mp4"),
          rows(
              open,
              "SELECT path FROM image_text JOIN image ON image.id = image_text.rowid"
                  + " WHERE image_text MATCH 'frog house'"));
      assertEquals(
          List.of("2"),
          rows(open, "SELECT count(*) FROM tags_of_images WHERE english IN ('house', 'frog')"));
    }
  }

  private static List<String> rows(Catalog catalog, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = catalog.connection().createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() {
    assertEquals(2, run(video, "--every", "1", "--scenes"));
    assertTrue(err.toString().contains("--every and --scenes: expected one of them"));
    assertEquals(2, run(video, "--every", "0"));
    assertTrue(err.toString().contains("--every: expected more than 0 seconds"));
    Path vtt = folder.resolve("v.vtt");
    assertEquals(2, run(video, video, "--vtt", vtt));
    assertTrue(err.toString().contains("--vtt: expected one video, found 2"));
    assertFalse(Files.exists(vtt));
    assertEquals(2, run(video, "--vtt", video));
  }
}
