package io.github.ram4j.cli.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.catalog.Catalog;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.FormulaClip;
import io.github.ram4j.testkit.ModelSizes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Path.of("../ram-examples/samples");
  private static final String ODD = "狗 🐕 & <b>.png";

  @TempDir static Path folder;
  private static Path images;

  private record Ran(int exit, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }

    List<String> names() {
      return out.lines().map(line -> line.split("  ", -1)[1].replaceAll(".*/", "")).toList();
    }
  }

  private static Ran ram(Object... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        RamCatalog.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
    return new Ran(exit, out.toString(), err.toString());
  }

  private static Ran searched(Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "search";
    all[1] = images;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    Ran ran = ram(all);
    assertEquals(0, ran.exit(), ran.err());
    return ran;
  }

  @BeforeAll
  static void tag() throws Exception {
    images = Files.createDirectories(folder.resolve("images/deep")).getParent();
    try (Stream<Path> samples = Files.list(SAMPLES)) {
      for (Path sample : samples.filter(file -> file.toString().endsWith(".png")).toList()) {
        Files.copy(sample, images.resolve(sample.getFileName()));
      }
    }
    Files.copy(SAMPLES.resolve("butterfly.png"), images.resolve("deep").resolve(ODD));
    Ran ran = ram("tag", images, "--model", "clipart");
    assertEquals(0, ran.exit(), ran.err());
  }

  @Test
  void wordsInBothLanguagesAndFileNames() {
    assertEquals("butterfly.png", searched("butterfly -name:tulip -name:狗").names().get(0));
    assertEquals(List.of(ODD), searched("蝴蝶", "name:狗").names());
    assertTrue(searched("name:rainbow*").names().contains("rainbow-house.png"));
    Ran none = searched("zebra");
    assertEquals("", none.out());
    assertEquals("no image was found\n", none.err());
    Ran some = searched("-zebra", "--limit", 2);
    assertEquals(2, some.lines().size());
    assertTrue(some.err().startsWith("the best 2 of 1"), some.err());
  }

  @Test
  void jsonHasWhatTheCatalogueHas() throws Exception {
    Ran ran = searched("name:狗", "--json");
    JsonNode found = JSON.readTree(ran.out());
    assertEquals("deep/" + ODD, found.get("image").asText());
    assertEquals(images.toString(), found.get("folder").asText());
    JsonNode tag = found.get("tags").get(0);
    assertEquals("butterfly", tag.get("en").asText());
    assertEquals("蝴蝶", tag.get("zh").get(0).asText());
    assertTrue(tag.get("score").asDouble() > 0.5);
  }

  @Test
  void similarImagesOfTheCatalogueAndOthers() {
    assertEquals(
        List.of("butterfly.png"),
        searched("--similar", images.resolve("deep").resolve(ODD), "--limit", 1).names());
    Ran other =
        searched("--similar", SAMPLES.resolve("frog.png"), "--model", "clipart", "--limit", 1);
    assertEquals(List.of("frog.png"), other.names());
    assertTrue(other.out().startsWith("1.000  "), other.out());
    Ran wrong = ram("search", images, "--similar", SAMPLES.resolve("frog.png"), "--model", "photo");
    assertEquals(2, wrong.exit());
    assertTrue(
        wrong.err().contains("embedding: expected one of the catalogue's (aligned, width 512"),
        wrong.err());
    assertTrue(wrong.err().contains("found pooled, width 1280"), wrong.err());
  }

  @Test
  void theFolderMayStandBesideItsCatalogue() {
    Path catalog = Catalog.placeIn(images);
    Ran without = ram("search", "--catalog", catalog, "house");
    Ran beside = ram("search", images, "house", "--catalog", catalog);
    assertEquals(0, beside.exit(), beside.err());
    assertEquals(without.out(), beside.out());
    assertTrue(beside.out().contains("house"), beside.out());
    Ran other = ram("search", folder, "house", "--catalog", catalog);
    assertTrue(
        other.out().isEmpty(), "a word of the query, where it is no folder of the catalogue");
  }

  @Test
  void contactSheets() throws Exception {
    Path page = folder.resolve("found.html");
    searched("butterfly OR house", "--sheet", page);
    String html = Files.readString(page);
    assertTrue(html.contains("<title>Found: butterfly OR house</title>"));
    assertTrue(html.contains("狗 🐕 &amp; &lt;b&gt;.png"));
    assertFalse(html.contains("no image"));
    searched("house", "--sheet", page); // an earlier page of its kind is replaced

    Path image = folder.resolve("found.png");
    searched("butterfly OR house", "--sheet", image);
    assertEquals(1296, ImageIO.read(image.toFile()).getWidth());
    Ran again = ram("search", images, "house", "--sheet", image);
    assertEquals(2, again.exit());
    assertTrue(again.err().contains("(--replace replaces it)"), again.err());
    searched("house", "--sheet", image, "--replace");
    Ran input = ram("search", images, "x", "--sheet", images.resolve("house.png"));
    assertEquals(2, input.exit(), "images are no sheets");
    assertTrue(
        ram("search", images, "x", "--sheet", folder.resolve("found.pdf"))
            .err()
            .contains("--sheet: expected a name that ends in .html or .png, found"));
  }

  @Test
  void textsByAnEncoder() throws Exception {
    Path model = folder.resolve("tiny");
    Path checkpoint =
        FormulaCheckpoint.write(
            folder.resolve("tiny.safetensors"), ModelSizes.tiny("ram", 64, 2, 5), 3);
    Path tags =
        Files.writeString(
            folder.resolve("tiny.tsv"),
            "id\ten\tthreshold\n0\tcat\t0.5\n1\tdog\t0.5\n2\tfox\t0.5\n3\towl\t0.5\n4\tant\t0.5\n");
    Ran converted =
        ram(
            "convert",
            checkpoint,
            "--tags-file",
            tags,
            "--image-size",
            64,
            "--window",
            2,
            "--out",
            model);
    assertEquals(0, converted.exit(), converted.err());
    Path clip = folder.resolve("clip");
    converted =
        ram("convert", FormulaClip.write(folder.resolve("clip.safetensors")), "--out", clip);
    assertEquals(0, converted.exit(), converted.err());
    Path catalog = folder.resolve("tiny.sqlite");
    Ran tagged = ram("tag", images, "--model", model, "--catalog", catalog);
    assertEquals(0, tagged.exit(), tagged.err());

    Object[] asked = {
      "search", "--catalog", catalog, "--text", "red car at night", "--text-encoder", clip
    };
    Ran near = ram(asked);
    assertEquals(0, near.exit(), near.err());
    List<String> names = new ArrayList<>(near.names());
    assertTrue(names.remove(ODD), "as near as the butterfly that it is a copy of");
    assertEquals(nearest(model, clip), names);

    Object[] checked = Arrays.copyOf(asked, asked.length + 4);
    checked[asked.length] = "--check";
    checked[asked.length + 1] = 4;
    checked[asked.length + 2] = "--model";
    checked[asked.length + 3] = model;
    Ran second = ram(checked);
    assertEquals(0, second.exit(), second.err());
    assertEquals(
        near.names().subList(0, 4).stream().sorted().toList(),
        second.names().stream().sorted().toList(),
        "the same candidates, in another order");
    Ran pooled =
        ram(
            "search",
            images,
            "--text",
            "x",
            "--text-encoder",
            clip,
            "--check",
            1,
            "--model",
            "photo");
    assertEquals(1, pooled.exit(), "photo takes no new tags");
  }

  /** All images by the cosine of their embedding and the text's. */
  private static List<String> nearest(Path model, Path clip) throws Exception {
    List<Path> files;
    try (Stream<Path> all = Files.walk(images)) {
      files = new ArrayList<>(all.filter(file -> file.toString().matches("[^狗]+[.]png")).toList());
    }
    java.util.Map<Path, Double> cosines = new java.util.HashMap<>();
    try (TextEncoder encoder = RamModels.openTextEncoder(clip);
        Recognizer recognizer = RamModels.open(model)) {
      float[] text = encoder.embed(List.of("red car at night"))[0];
      for (Path file : files) {
        float[] image = new float[text.length];
        recognizer.embed(ImageSource.of(file)).vector().get(image);
        double cosine = 0;
        for (int i = 0; i < text.length; i++) {
          cosine += text[i] * image[i];
        }
        cosines.put(file, Math.rint(cosine * 1e4));
      }
    }
    files.sort(Comparator.comparing((Path file) -> cosines.get(file)).reversed());
    return files.stream().map(file -> file.getFileName().toString()).toList();
  }

  @Test
  void whatIsNoQuestionIsRefused() throws Exception {
    refuses("expected DIR, or --catalog FILE.sqlite, found neither", "search");
    refuses("expected one of QUERY, --similar and --text, found none after DIR", "search", images);
    refuses(
        "expected one of QUERY, --similar and --text, found several",
        "search",
        images,
        "dog",
        "--similar",
        "x.png");
    refuses("Unknown option: '--limt'", "search", images, "dog", "--limt", 3);
    refuses("--text: expected with --text-encoder", "search", images, "--text", "x");
    refuses("--text-encoder: expected with --text", "search", images, "x", "--text-encoder", "y");
    refuses("--check: expected with --text, found without", "search", images, "x", "--check", 3);
    refuses("--limit: expected 1 or more, found 0", "search", images, "x", "--limit", 0);
    refuses("query, character 6: expected a word right after -", "search", images, "dog -");
    refuses(
        "query: expected at most 4,096 characters, found", "search", images, "dog ".repeat(10_000));
    Path other = Files.writeString(folder.resolve("other.sqlite"), "text");
    Ran ran = ram("search", "--catalog", other, "dog");
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("expected a file that 'ram tag' made, found"), ran.err());
    assertTrue(
        ram("search", folder.resolve("none"), "dog")
            .err()
            .contains("expected a catalogue, as 'ram tag' makes it, found no such file"));
  }

  private static void refuses(String message, Object... arguments) {
    Ran ran = ram(arguments);
    assertEquals(2, ran.exit(), ran.err());
    assertTrue(ran.err().contains(message), ran.err());
  }
}
