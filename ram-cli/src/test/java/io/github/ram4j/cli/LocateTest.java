package io.github.ram4j.cli;

import static io.github.ram4j.cli.Programs.ram;
import static io.github.ram4j.cli.Programs.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.ImageSource;
import io.github.ram4j.cli.Programs.Ran;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.locate.LocateOptions;
import io.github.ram4j.locate.Locator;
import io.github.ram4j.locate.Mask;
import io.github.ram4j.locate.Scene;
import io.github.ram4j.locate.SceneFinder;
import io.github.ram4j.locate.SceneMask;
import io.github.ram4j.locate.SceneRegion;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.testkit.FormulaGrounding;
import io.github.ram4j.testkit.FormulaSam;
import io.github.ram4j.testkit.GoldenFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ram locate} by small models with weights by a formula: it shows what the library finds.
 */
class LocateTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TAGS = "bee, cheese, red tree, corn field";
  private static final Path LANDSCAPE = GoldenFiles.file("images/landscape.png");

  @TempDir static Path folder;
  private static Path detector;
  private static Path segmenter;

  @BeforeAll
  static void convert() throws IOException {
    detector = folder.resolve("dino");
    segmenter = folder.resolve("sam");
    Converter.convert(
        FormulaGrounding.write(
            folder.resolve("dino.safetensors"),
            GoldenFiles.json("locate/grounding-dino-tiny.json.gz")),
        detector,
        ConvertOptions.defaults());
    Converter.convert(
        FormulaSam.tiny(11).write(folder.resolve("sam.safetensors")),
        segmenter,
        ConvertOptions.defaults());
  }

  private static Ran locate(Object... more) {
    return ram(
        Programs.joined(
            new Object[] {"locate", LANDSCAPE, "--detector", detector, "--tags", TAGS}, more));
  }

  private static Scene byLibrary(float threshold) throws IOException {
    try (Locator locator = RegionModels.openLocator(detector);
        Segmenter masks = RegionModels.openSegmenter(segmenter)) {
      List<io.github.ram4j.Tag> tags = new ArrayList<>();
      for (String name : TAGS.split(", ", -1)) {
        tags.add(new io.github.ram4j.Tag(tags.size(), name, List.of(), true));
      }
      return SceneFinder.of(locator)
          .withSegmenter(masks)
          .withOptions(LocateOptions.defaults().withBoxThreshold(threshold))
          .findTags("landscape", ImageSource.of(LANDSCAPE), tags);
    }
  }

  @Test
  void jsonIsWhatTheLibraryFinds() throws IOException {
    Scene expected = byLibrary(0.5f);
    Ran ran = locate("--segmenter", segmenter, "--box-threshold", "0.5", "--json");
    assertEquals(0, ran.exit(), ran.err());
    JsonNode found = ran.json().get(0);
    assertEquals(LANDSCAPE.toString(), found.get("image").asText());
    assertEquals(expected.width(), found.get("width").asInt());
    assertEquals(expected.height(), found.get("height").asInt());
    assertFalse(expected.regions().isEmpty());
    assertEquals(expected.regions().size(), found.get("regions").size());
    for (int i = 0; i < expected.regions().size(); i++) {
      SceneRegion region = expected.regions().get(i);
      JsonNode json = found.get("regions").get(i);
      assertEquals(region.region().tag().english(), json.get("tag").asText());
      assertEquals(region.region().score(), json.get("score").floatValue());
      assertEquals(region.region().box().x0(), json.get("box").get(0).floatValue());
      assertEquals(region.region().box().y1(), json.get("box").get(3).floatValue());
      SceneMask mask = region.mask().orElseThrow();
      assertEquals(mask.mask(), mask(json.get("mask")));
      assertEquals(mask.mask().area(), json.get("area").asInt());
      assertEquals(mask.quality(), json.get("quality").floatValue());
    }
  }

  private static Mask mask(JsonNode runs) {
    return Mask.ofCoco(
        runs.get("size").get(1).asInt(),
        runs.get("size").get(0).asInt(),
        runs.get("counts").asText());
  }

  @Test
  void filesAreThereAndAreNotOverwritten() throws IOException {
    Path out = folder.resolve("files");
    Path coco = folder.resolve("coco.json");
    Object[] files = {"--segmenter", segmenter, "--out", out, "--coco", coco};
    Ran ran = locate(files);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(
        List.of("landscape.png.drawn.png", "landscape.png.index.png", "landscape.png.label.json"),
        Programs.names(out));
    Scene expected = byLibrary(0.35f);
    BufferedImage index = ImageIO.read(out.resolve("landscape.png.index.png").toFile());
    int last = expected.regions().size();
    Mask mask = expected.regions().get(last - 1).mask().orElseThrow().mask();
    int bit = mask.bits().nextSetBit(0);
    assertEquals(last, index.getRaster().getSample(bit % mask.width(), bit / mask.width(), 0));
    JsonNode labels = JSON.readTree(out.resolve("landscape.png.label.json").toFile());
    assertEquals(last + 1, labels.get("mask").size());
    JsonNode annotations = JSON.readTree(coco.toFile()).get("annotations");
    assertEquals(mask, mask(annotations.get(last - 1).get("segmentation")));
    assertEquals(0, locate(files).exit()); // earlier outputs give way
    Files.writeString(out.resolve("landscape.png.label.json"), "mine");
    Ran refused = locate(files);
    assertEquals(1, refused.exit());
    assertTrue(refused.err().contains("--replace"), refused.err());
    assertEquals("mine", Files.readString(out.resolve("landscape.png.label.json")));
    assertEquals(0, locate(Programs.joined(files, new Object[] {"--replace"})).exit());
  }

  @Test
  void aBadFileIsNamedAndTheRunGoesOn() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.png"), "no image");
    Ran ran = ram("locate", bad, LANDSCAPE, "--detector", detector, "--tags", TAGS, "--json");
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("bad.png"), ran.err());
    assertEquals(1, ran.json().size());
  }

  /** The index image of an earlier run would have masks of regions that are not there. */
  @Test
  void nothingFoundIsNoError() throws IOException {
    Path out = folder.resolve("nothing");
    assertEquals(0, locate("--segmenter", segmenter, "--out", out).exit());
    Ran ran = locate("--segmenter", segmenter, "--box-threshold", "1", "--json", "--out", out);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(0, ran.json().get(0).get("regions").size());
    BufferedImage index = ImageIO.read(out.resolve("landscape.png.index.png").toFile());
    int[] values = index.getRaster().getSamples(0, 0, 640, 480, 0, (int[]) null);
    assertTrue(Arrays.stream(values).allMatch(value -> value == 0));
  }

  /** It would be taken for that of the new labels. */
  @Test
  void anEarlierIndexImageGoesWhereNoMasksAreLookedFor() throws IOException {
    Path out = folder.resolve("earlier");
    assertEquals(0, locate("--segmenter", segmenter, "--out", out).exit());
    Ran ran = locate("--out", out);
    assertEquals(0, ran.exit(), ran.err());
    assertEquals(
        List.of("landscape.png.drawn.png", "landscape.png.label.json"), Programs.names(out));
  }

  /** Any name may be looked for: that of a file would be, and nothing found. */
  @ParameterizedTest
  @ValueSource(strings = {"things.txt", "lists/things.TSV", "@things"})
  void aListThatIsNotThereIsNoName(String list) throws IOException {
    Ran ran = ram("locate", LANDSCAPE, "--detector", detector, "--tags", list);
    assertEquals(2, ran.exit(), ran.err());
    assertTrue(ran.err().contains(list + ", of which there is no file"), ran.err());
    Path file = Files.writeString(folder.resolve("things.txt"), "bee\n# cheese\n");
    Ran read = ram("locate", LANDSCAPE, "--detector", detector, "--tags", file);
    assertEquals(0, read.exit(), read.err());
  }

  /** As Hugging Face has them: one file of weights in a folder, with its configuration. */
  @Test
  void foldersOfCheckpointsAreConvertedOnceBesideThem() throws IOException {
    Path dino = Files.createDirectory(folder.resolve("dino-folder"));
    Path sam = Files.createDirectory(folder.resolve("sam-folder"));
    Files.copy(folder.resolve("dino.safetensors"), dino.resolve("model.safetensors"));
    Files.copy(folder.resolve("sam.safetensors"), sam.resolve("model.safetensors"));
    Files.writeString(sam.resolve("vocab.txt"), "of no use to it");
    Ran ofBundles = locate("--segmenter", segmenter, "--json");
    Object[] folders = {
      "locate", LANDSCAPE, "--detector", dino, "--segmenter", sam, "--tags", TAGS, "--json"
    };
    Ran first = ram(folders);
    assertEquals(0, first.exit(), first.err());
    assertTrue(
        first
            .err()
            .startsWith("converting " + dino + " to " + folder.resolve("dino-folder.bundle")),
        first.err());
    assertEquals(ofBundles.out(), first.out());
    Ran again = ram(folders);
    assertEquals("", again.err());
    assertEquals(ofBundles.out(), again.out());
  }

  /** No tags are measured of a model that gives none. */
  @ParameterizedTest
  @ValueSource(strings = {"fp16", "int8"})
  void smallerBundlesOfADetectorLocate(String precision) throws IOException {
    Path bundle = folder.resolve("dino-" + precision);
    Path checkpoint = folder.resolve("dino.safetensors");
    Ran converted = ram("convert", checkpoint, "--out", bundle, "--precision", precision);
    assertEquals(0, converted.exit(), converted.err());
    assertTrue(converted.out().contains(precision), converted.out());
    Ran ran = ram("locate", LANDSCAPE, "--detector", bundle, "--tags", TAGS, "--json");
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.json().get(0).has("regions"));
    Ran measured =
        ram(
            "convert",
            checkpoint,
            "--out",
            folder.resolve("x"),
            "--precision",
            precision,
            "--tags-shared",
            "0.9");
    assertTrue(measured.err().contains("a model that gives boxes or masks"), measured.err());
  }

  @Test
  void modelsAndOptionsThatDoNotFitAreNamed() {
    Ran neither = ram("locate", LANDSCAPE);
    assertEquals(2, neither.exit());
    assertTrue(neither.err().contains("--detector"), neither.err());
    Ran confused = ram("locate", LANDSCAPE, "--detector", segmenter, "--tags", TAGS);
    assertEquals(1, confused.exit());
    assertTrue(confused.err().contains("locating"), confused.err());
    Ran missing = ram("locate", LANDSCAPE, "--detector", "photo", "--tags", TAGS);
    assertEquals("ram: photo: expected a bundle or a checkpoint, found nothing\n", missing.err());
    for (List<String> given :
        List.of(
            List.of("--box-threshold", "0.4"),
            List.of("--nms", "0.4"),
            List.of("--segmenter", segmenter.toString()))) {
      Ran unread =
          ram("locate", LANDSCAPE, "--model", "clipart", "--attention", given.get(0), given.get(1));
      assertEquals(2, unread.exit(), unread.err());
      assertTrue(unread.err().contains(given.get(0) + ": expected with --detector"), unread.err());
    }
    assertEquals(2, locate("--nms", "1.5").exit());
    assertEquals(2, locate("--attention").exit());
  }

  /** The clip art model looks at the crown, high in the middle, and not at the koalas below. */
  @Test
  void attentionShowsTheThing() throws IOException {
    Path image = sample("scenes/crown-koalas.png");
    Path out = folder.resolve("attention");
    Ran ran = ram("locate", image, "--model", "clipart", "--attention", "--json", "--out", out);
    assertEquals(0, ran.exit(), ran.err());
    JsonNode maps = ran.json().get(0).get("attention");
    assertEquals("crown", maps.get(0).get("tag").asText());
    assertTrue(maps.get(0).get("peak").get(1).asDouble() < 135, maps.toString());
    assertEquals("koala", maps.get(1).get("tag").asText());
    assertTrue(maps.get(1).get("peak").get(1).asDouble() > 135, maps.toString());
    for (JsonNode map : maps) {
      double sum = 0;
      for (JsonNode row : map.get("shares")) {
        for (JsonNode share : row) {
          sum += share.asDouble();
        }
      }
      assertTrue(sum > 0 && sum < 1, "shares: " + sum); // the mean of the image has the rest
    }
    assertEquals(
        List.of("crown-koalas.png.attention-1.png", "crown-koalas.png.attention-2.png"),
        Programs.names(out));

    Ran fewer =
        ram("locate", image, "--model", "clipart", "--attention", "--tags", "koala", "--out", out);
    assertEquals(0, fewer.exit(), fewer.err());
    assertEquals(List.of("crown-koalas.png.attention-1.png"), Programs.names(out));
  }

  @Test
  void attentionOfAModelWithoutOneIsAnError() {
    Ran ran = ram("locate", LANDSCAPE, "--attention");
    assertEquals(1, ran.exit());
    assertTrue(ran.err().contains("--model clipart"), ran.err());
  }
}
