package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.clipart.ClipartModels;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.testkit.TestImages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ram tag} with the shipped models of clip art, on the samples of the examples. */
@Timeout(300)
class TagTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path temporary;
  private Path pictures;
  private Path jsonl;

  @BeforeEach
  void copySamples() throws IOException {
    pictures = Files.createDirectories(temporary.resolve("pictures")).toRealPath();
    jsonl = temporary.resolve("tags.jsonl");
    Files.createDirectories(pictures.resolve("below"));
    Files.copy(TestImages.sample("house.png"), pictures.resolve("house.png"));
    Files.copy(TestImages.sample("frog.png"), pictures.resolve("below/frog.png"));
    Files.copy(TestImages.sample("rocket.png"), pictures.resolve("below/rocket.png"));
  }

  /** What a program said. */
  private record Ran(int exit, String out, String err) {}

  private static Ran ram(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    int exit = RamCatalog.run(new PrintWriter(out, true), new PrintWriter(err, true), texts);
    return new Ran(exit, out.toString(), err.toString());
  }

  private Ran tag(Object... more) {
    List<Object> all = new ArrayList<>(List.of("tag", pictures, "--model", "clipart"));
    all.addAll(List.of(more));
    return ram(all.toArray());
  }

  private static void succeed(Ran ran) {
    assertEquals(0, ran.exit(), ran.err());
  }

  private Map<String, JsonNode> lines() throws IOException {
    Map<String, JsonNode> lines = new TreeMap<>();
    for (String line : Files.readAllLines(jsonl)) {
      JsonNode image = JSON.readTree(line);
      assertEquals(null, lines.put(image.get("image").asText(), image), line);
    }
    return lines;
  }

  private static List<String> names(JsonNode image) {
    List<String> names = new ArrayList<>();
    image.get("tags").forEach(tag -> names.add(tag.get("en").asText()));
    return names;
  }

  private <T> T query(String sql, Rows<T> read) throws IOException, SQLException {
    try (Catalog catalog = Catalog.openForReading(Catalog.placeIn(pictures));
        Statement statement = catalog.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return read.of(rows);
    }
  }

  /** What is read from rows. */
  private interface Rows<T> {
    T of(ResultSet rows) throws SQLException;
  }

  private long number(String sql) throws IOException, SQLException {
    return query(sql, rows -> rows.getLong(1));
  }

  @Test
  void tagsAreThoseOfRecognize() throws Exception {
    succeed(tag("--jsonl", jsonl));
    Map<String, JsonNode> lines = lines();
    assertEquals(3, lines.size());
    for (Map.Entry<String, JsonNode> line : lines.entrySet()) {
      Ran one = ram("recognize", "--json", "--model", "clipart", pictures.resolve(line.getKey()));
      assertEquals(JSON.readTree(one.out()).get("tags"), line.getValue().get("tags"));
    }
    assertEquals(List.of("frog"), names(lines.get("below/frog.png")));
    assertEquals(
        1, number("SELECT count(*) FROM image_text WHERE image_text MATCH 'english: frog'"));
    assertEquals(1, number("SELECT count(*) FROM tags_of_images WHERE chinese LIKE '%青蛙%'"));
  }

  @Test
  void embeddingsAreTheModels() throws Exception {
    succeed(tag());
    String sql =
        "SELECT vector, kind, embeddings.width, model FROM embeddings JOIN image ON image.id ="
            + " image_id WHERE path = 'house.png'";
    byte[] vector = query(sql, rows -> rows.getBytes(1));
    try (Recognizer recognizer = RamModels.open(ClipartModels.ram(), ModelOptions.defaults())) {
      ImageEmbedding embedding = recognizer.embed(ImageSource.of(TestImages.sample("house.png")));
      assertEquals(embedding.model(), query(sql, rows -> rows.getString(4)));
      assertEquals(embedding.width(), (int) query(sql, rows -> rows.getInt(3)));
      FloatBuffer numbers = embedding.vector();
      ByteBuffer half = ByteBuffer.wrap(vector).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < embedding.width(); i++) {
        assertEquals(numbers.get(i), halfToFloat(half.getShort()), 1e-3);
      }
      assertEquals(
          query("SELECT model_digest FROM run", rows -> rows.getString(1)), embedding.model());
    }
    assertEquals(3, number("SELECT count(*) FROM embedding"));
  }

  /** By the definition of binary16. */
  private static double halfToFloat(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        exponent == 0 ? fraction * 0x1p-24 : (1 + fraction / 1024.0) * Math.pow(2, exponent - 15);
    return bits < 0 ? -size : size;
  }

  @Test
  void captionsAreThoseOfCaption() throws Exception {
    Path csv = temporary.resolve("tags.csv");
    succeed(tag("--captions", "--jsonl", jsonl, "--csv", csv, "--txt", "--txt-of", "caption"));
    for (Map.Entry<String, JsonNode> line : lines().entrySet()) {
      Path image = pictures.resolve(line.getKey());
      JsonNode one = JSON.readTree(ram("caption", "--json", "--model", "clipart", image).out());
      String caption = one.get("caption").asText();
      assertEquals(caption, line.getValue().get("captions").get(0).asText());
      assertTrue(Files.readString(csv).contains(caption));
      assertEquals(
          caption + "\n", Files.readString(Path.of(image.toString().replace(".png", ".txt"))));
    }
    assertEquals(3, number("SELECT count(*) FROM captions_of_images"));
    Ran without = ram("tag", pictures, "--captions");
    assertEquals(2, without.exit());
    assertTrue(without.err().contains("--captions: expected --model clipart"), without.err());
  }

  @Test
  void tagsOfAnotherModelThatStayAreTold() throws Exception {
    Ran first = tag();
    succeed(first);
    assertFalse(first.err().contains("another model"), first.err());
    Ran other = ram("tag", pictures, "--model", "photo");
    succeed(other);
    assertTrue(
        other.err().contains("with the tags of another model; --existing overwrite"), other.err());
  }

  @Test
  void existingTagsAreSkippedAddedToOrReplaced() throws Exception {
    Path others = pictures.resolve("house.txt");
    Files.writeString(others, "my house, HOUSE\n");
    succeed(tag("--threshold", "0.999999", "--jsonl", jsonl, "--txt"));
    assertEquals(0, number("SELECT count(*) FROM image_tag"));
    assertEquals("my house, HOUSE\n", Files.readString(others));
    succeed(tag("--jsonl", jsonl));
    assertEquals(0, number("SELECT count(*) FROM image_tag"), "skipped");
    succeed(tag("--jsonl", jsonl, "--existing", "append", "--txt"));
    assertEquals(List.of("frog"), names(lines().get("below/frog.png")));
    assertEquals("frog\n", Files.readString(pictures.resolve("below/frog.txt")));
    assertTrue(Files.readString(others).startsWith("my house, HOUSE"), Files.readString(others));
    long tags = number("SELECT count(*) FROM image_tag");
    succeed(tag("--existing", "append", "--jsonl", jsonl, "--tags", "penguin,house,tree"));
    assertEquals(tags, number("SELECT count(*) FROM image_tag"), "all were there");
    assertEquals(List.of("frog"), names(lines().get("below/frog.png")));
    succeed(tag("--existing", "overwrite", "--jsonl", jsonl, "--txt", "--tags", "house,penguin"));
    assertEquals(List.of(), names(lines().get("below/frog.png")));
    assertEquals(List.of("house"), names(lines().get("house.png")));
    assertEquals("house\n", Files.readString(others), "replaced as asked for");
    assertEquals(
        0, number("SELECT count(*) FROM image_text WHERE image_text MATCH 'english: frog'"));
  }

  @Test
  void changedAndGoneImages() throws Exception {
    succeed(tag("--jsonl", jsonl));
    Files.copy(
        TestImages.sample("penguin.png"),
        pictures.resolve("house.png"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.delete(pictures.resolve("below/rocket.png"));
    Files.copy(TestImages.sample("house.png"), pictures.resolve("new.png"));
    Ran ran = tag("--jsonl", jsonl);
    succeed(ran);
    assertTrue(
        ran.out().startsWith("3 images: 2 tagged, 0 failed, 1 skipped, 1 had changed, 1 are gone"),
        ran.out());
    Map<String, JsonNode> lines = lines();
    assertEquals(List.of("below/frog.png", "house.png", "new.png"), List.copyOf(lines.keySet()));
    assertTrue(names(lines.get("house.png")).contains("penguin"), lines.toString());
  }

  @Test
  void keywordsAndSynonyms() throws Exception {
    Path keywords =
        Files.writeString(temporary.resolve("keywords.txt"), "animals\n\tfrog\nthings\n\trocket\n");
    succeed(tag("--jsonl", jsonl, "--keywords", keywords));
    JsonNode frog = lines().get("below/frog.png").get("tags").get(0);
    assertEquals("frog", frog.get("en").asText());
    assertEquals("animals", frog.get("path").get(0).asText());
    assertEquals(List.of(), names(lines().get("house.png")));
    Ran wrong = tag("--matching", "[");
    assertEquals(2, wrong.exit());
    assertTrue(
        wrong.err().startsWith("ram: --matching: expected a regular expression"), wrong.err());
  }

  @Test
  void xmpIsWrittenAndTakenBack() throws Exception {
    byte[] before = Files.readAllBytes(pictures.resolve("house.png"));
    succeed(tag("--xmp", "sidecar", "--txt"));
    Path sidecar = pictures.resolve("below/frog.png.xmp");
    assertTrue(Files.readString(sidecar).contains("frog"));
    succeed(tag("--xmp", "embed"));
    assertFalse(java.util.Arrays.equals(before, Files.readAllBytes(pictures.resolve("house.png"))));
    Ran again = tag("--xmp", "embed");
    assertTrue(again.out().startsWith("3 images: 0 tagged, 0 failed, 3 skipped"), again.out());
    succeed(tag("--undo"));
    assertArrayEquals(before, Files.readAllBytes(pictures.resolve("house.png")));
    assertFalse(Files.exists(sidecar));
    assertFalse(Files.exists(pictures.resolve("below/frog.txt")));
    succeed(tag("--xmp", "sidecar"));
    assertTrue(Files.exists(sidecar), "asked for again");
  }

  @Test
  void textFilesOfImagesOfOneStem() throws Exception {
    Files.copy(TestImages.sample("penguin.png"), pictures.resolve("below/frog.jpg"));
    Files.writeString(pictures.resolve("below/rocket.txt"), "mine");
    succeed(tag("--txt"));
    List<String> first =
        List.of(
            Files.readString(pictures.resolve("below/frog.txt")),
            Files.exists(pictures.resolve("below/frog.jpg.txt"))
                ? Files.readString(pictures.resolve("below/frog.jpg.txt"))
                : Files.readString(pictures.resolve("below/frog.png.txt")));
    assertTrue(first.stream().anyMatch(text -> text.equals("frog\n")), first.toString());
    assertTrue(first.stream().anyMatch(text -> text.contains("penguin")), first.toString());
    assertEquals("mine", Files.readString(pictures.resolve("below/rocket.txt")));
    succeed(tag("--undo"));
    assertEquals("mine", Files.readString(pictures.resolve("below/rocket.txt")));
    assertFalse(Files.exists(pictures.resolve("below/frog.txt")));
  }

  @Test
  void outputsOfOthersAreNotTouched() throws Exception {
    Files.writeString(jsonl, "somebody's notes\n");
    Ran refused = tag("--jsonl", jsonl);
    assertEquals(1, refused.exit());
    assertTrue(
        refused.err().contains("expected a new name, or the file that this catalogue wrote"),
        refused.err());
    assertEquals("somebody's notes\n", Files.readString(jsonl));
    succeed(tag("--jsonl", jsonl, "--replace"));
    assertEquals(3, lines().size());
    Files.writeString(jsonl, "{}\n");
    Ran edited = tag("--jsonl", jsonl);
    assertEquals(1, edited.exit());
    assertTrue(edited.err().contains("expected the file that this catalogue wrote"), edited.err());
    Files.delete(jsonl);
    succeed(tag("--jsonl", jsonl));
    assertEquals(3, lines().size(), "one that was moved away is written again");
    Ran torn = tag("--jsonl", jsonl);
    succeed(torn);
    Files.writeString(jsonl, "{\"image\":\"half a li", java.nio.file.StandardOpenOption.APPEND);
    succeed(tag("--jsonl", jsonl));
    assertEquals(3, lines().size(), "what a killed run left is cut off");
  }

  @Test
  void severalFoldersAndOneRunAtATime() throws Exception {
    Path other = Files.createDirectories(temporary.resolve("other"));
    Files.copy(TestImages.sample("penguin.png"), other.resolve("house.png"));
    Ran without = ram("tag", pictures, other, "--model", "clipart", "--jsonl", jsonl);
    assertEquals(2, without.exit());
    assertTrue(without.err().contains("expected --catalog FILE.sqlite"), without.err());
    Path file = temporary.resolve("all.sqlite");
    succeed(ram("tag", pictures, other, "--model", "clipart", "--jsonl", jsonl, "--catalog", file));
    List<String> folders = new ArrayList<>();
    for (String line : Files.readAllLines(jsonl)) {
      folders.add(JSON.readTree(line).get("folder").asText());
    }
    assertEquals(4, folders.size());
    assertTrue(folders.contains(other.toRealPath().toString()), folders.toString());
    try (Catalog held = Catalog.open(file)) {
      Ran second = ram("tag", pictures, "--catalog", file);
      assertEquals(1, second.exit());
      assertTrue(
          second.err().contains("expected a catalogue that no other run writes to"), second.err());
      assertEquals(file.toRealPath(), held.file());
    }
  }

  @Test
  void badFilesStopNothing() throws Exception {
    Files.writeString(pictures.resolve("junk.jpg"), "no image");
    Files.write(pictures.resolve("empty.png"), new byte[0]);
    assumeTrue(
        new ProcessBuilder("mkfifo", pictures.resolve("pipe.jpg").toString()).start().waitFor()
            == 0);
    Files.createSymbolicLink(pictures.resolve("device.png"), Path.of("/dev/zero"));
    Path closed = Files.copy(TestImages.sample("pizza.png"), pictures.resolve("closed.png"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    boolean isRoot = Files.isReadable(closed);
    Ran ran = tag("--jsonl", jsonl);
    assertEquals(1, ran.exit());
    Map<String, JsonNode> lines = lines();
    assertEquals(6, lines.size(), lines.toString());
    assertTrue(lines.get("junk.jpg").get("error").asText().startsWith("not an image"));
    assertTrue(lines.get("empty.png").has("error"));
    assertEquals(!isRoot, lines.get("closed.png").has("error"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
    Ran again = tag("--jsonl", jsonl);
    assertFalse(lines().get("closed.png").has("error"), "tried again, since nobody had read it");
    assertTrue(again.out().contains(isRoot ? " 0 tagged" : " 1 tagged"), again.out());
    Ran retried = tag("--retry-failed");
    assertTrue(retried.out().contains(" 0 tagged, 2 failed, 4 skipped"), retried.out());
  }

  @Test
  void aFileThatChangesWhileItIsReadIsLeft() throws Exception {
    Path growing = pictures.resolve("house.png");
    boolean[] stop = new boolean[1];
    Thread writer =
        new Thread(
            () -> {
              for (long i = 1; !stop[0]; i++) {
                try {
                  Files.setLastModifiedTime(growing, FileTime.fromMillis(i * 1000));
                } catch (IOException e) {
                  return;
                }
              }
            });
    writer.start();
    Ran ran = tag("--jsonl", jsonl);
    stop[0] = true;
    writer.join();
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("house.png: expected a file that nobody writes to"), ran.err());
    assertTrue(ran.out().contains("2 tagged, 0 failed, 0 skipped, 1 left"), ran.out());
    assertEquals(2, lines().size());
    succeed(tag("--jsonl", jsonl));
    assertEquals(3, lines().size());
  }
}
