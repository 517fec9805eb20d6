package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.ModelTask;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleTarget;
import io.github.ram4j.bundle.BundleTensor;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The open tagging head gives the golden logits of tags that the model was not trained with. */
class OpenVocabularyTest {
  private static final float EMBEDDING_TOLERANCE = 1e-5f;
  private static final float ROUNDING = 1e-5f;
  private static final int WIDTH = TinyClip.WIDTH;
  private static final int TEXTS = 51;
  private static final int LIST = 12;

  /** Kinds of bundles, with the largest difference from the authors' values, of weights in fp32. */
  enum Kind {
    FP32(ConvertOptions.defaults(), 1e-3f),
    FP16(ConvertOptions.defaults().withPrecision(Precision.FP16), 1e-2f),
    PORTABLE(ConvertOptions.defaults().withTarget(BundleTarget.PORTABLE), 1e-3f),
    PORTABLE_FP16(PORTABLE.options.withPrecision(Precision.FP16), 1e-2f);

    @SuppressWarnings("ImmutableEnumChecker") // options are immutable
    private final ConvertOptions options;

    private final float tolerance;

    Kind(ConvertOptions options, float tolerance) {
      this.options = options;
      this.tolerance = tolerance;
    }
  }

  /** The text embeddings of each description, by its tag's number and its own. */
  private static final List<List<float[]>> DESCRIBED = new ArrayList<>();

  @TempDir static Path clipFolder;
  @TempDir Path folder;

  @BeforeAll
  static void embedDescriptions() throws IOException {
    try (TinyClip clip = TinyClip.in(clipFolder)) {
      for (JsonNode tag : GoldenFiles.json("openset/descriptions.json.gz")) {
        List<float[]> rows = new ArrayList<>();
        tag.iterator().next().forEach(text -> rows.add(clip.embedding(text.asText())));
        DESCRIBED.add(rows);
      }
    }
  }

  @AfterAll
  static void forgetDescriptions() {
    DESCRIBED.clear();
  }

  @Test
  void descriptionsAreEmbeddedAsByTheAuthors() {
    JsonNode golden = golden("ram_plus");
    int[] rows = GoldenFiles.ints(golden.get("description_rows"));
    assertEquals(golden.get("described_names").size(), DESCRIBED.size());
    for (int tag = 0; tag < DESCRIBED.size(); tag++) {
      assertEquals(TEXTS, DESCRIBED.get(tag).size());
      for (int i = 0; i < rows.length; i++) {
        float[] expected = GoldenFiles.floats(golden.get("description_embeddings").get(tag).get(i));
        assertArrayEquals(expected, DESCRIBED.get(tag).get(rows[i]), EMBEDDING_TOLERANCE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void namesOfRamMeetTheGoldenLogits(Kind kind) throws IOException {
    JsonNode golden = golden("ram");
    Bundle bundle = convert("ram", kind.options);
    List<float[]> list = labels(bundle, 1).stream().map(rows -> rows.get(0)).toList();
    try (OpenRunner runner = new OpenRunner(Path.of(bundle.name()))) {
      for (Map.Entry<String, JsonNode> image : golden.get("new").properties()) {
        String name = image.getKey();
        float[] rows = runner.rows(pixels(name, 384));
        meets(kind, golden, "default", name, runner.logitsOfTags(rows, list));
        meets(kind, golden, "new", name, runner.logitsOfTags(rows, names()));
        meets(kind, golden, "mixed", name, runner.logitsOfTags(rows, joined(list, names())));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void descriptionsOfRamPlusMeetTheGoldenLogits(Kind kind) throws IOException {
    JsonNode golden = golden("ram_plus");
    Bundle bundle = convert("ram_plus", kind.options);
    List<List<float[]>> list = labels(bundle, TEXTS);
    List<List<float[]>> plain = names().stream().map(List::of).toList();
    List<List<float[]>> mixed = joined(joined(list, DESCRIBED), plain.subList(10, 14));
    List<List<float[]>> uneven = new ArrayList<>();
    int[] counts = GoldenFiles.ints(golden.get("uneven_counts"));
    for (int tag = 0; tag < counts.length; tag++) {
      uneven.add(DESCRIBED.get(tag).subList(0, counts[tag]));
    }
    assertEquals(
        List.of(1, 51), List.of(Collections.min(asList(counts)), Collections.max(asList(counts))));
    try (OpenRunner runner = new OpenRunner(Path.of(bundle.name()))) {
      for (Map.Entry<String, JsonNode> image : golden.get("new").properties()) {
        String name = image.getKey();
        float[] rows = runner.rows(pixels(name, 224));
        meets(kind, golden, "default", name, runner.logitsOfTexts(rows, list));
        meets(kind, golden, "new", name, runner.logitsOfTexts(rows, plain));
        meets(kind, golden, "described", name, runner.logitsOfTexts(rows, DESCRIBED));
        meets(kind, golden, "mixed", name, runner.logitsOfTexts(rows, mixed));
        meets(kind, golden, "uneven", name, runner.logitsOfTexts(rows, uneven));
      }
    }
  }

  private static List<Integer> asList(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  @ParameterizedTest
  @EnumSource(
      value = Precision.class,
      names = {"FP32", "INT8"})
  void tagsDoNotSeeEachOther(Precision precision) throws IOException {
    Bundle bundle = convert("ram_plus", ConvertOptions.defaults().withPrecision(precision));
    try (OpenRunner runner = new OpenRunner(Path.of(bundle.name()))) {
      float[] rows = runner.rows(pixels("landscape.png", 224));
      float[] together = runner.logitsOfTexts(rows, DESCRIBED);
      for (int tag = 0; tag < DESCRIBED.size(); tag++) {
        float[] alone = runner.logitsOfTexts(rows, List.of(DESCRIBED.get(tag)));
        assertEquals(together[tag], alone[0], ROUNDING);
      }
    }
  }

  private Bundle convert(String family, ConvertOptions options) throws IOException {
    TagVocabulary tags =
        TagVocabulary.read(GoldenFiles.file("openset/tiny-" + family + "/tags.tsv"));
    int size = golden(family).get("config").get("image_size").asInt();
    int window = golden(family).get("config").get("window").asInt();
    Path bundle = folder.resolve("bundle");
    Converter.convert(
        checkpoint(family),
        bundle,
        options.withVocabulary(tags).withImageSize(size).withWindow(window));
    Bundle read = Bundle.read(bundle);
    assertEquals(Set.of(ModelTask.TAGGING, ModelTask.OPEN_VOCABULARY), read.manifest().tasks());
    int rows = 1 + size / 32 * (size / 32);
    assertEquals(
        family.equals("ram")
            ? TaggingGraphs.openTaggingHead(rows, WIDTH, WIDTH)
            : TaggingGraphs.openTaggingHeadOfTexts(rows, WIDTH),
        read.graph(TaggingGraphs.OPEN_TAGGING_HEAD));
    return read;
  }

  private static JsonNode golden(String family) {
    return GoldenFiles.json("openset/tiny-" + family + "/expected.json.gz");
  }

  private Path checkpoint(String family) throws IOException {
    Path file = folder.resolve("checkpoint.pth");
    Path packed = GoldenFiles.file("openset/tiny-" + family + "/checkpoint.pth.gz");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      Files.copy(in, file);
    }
    return file;
  }

  /** The embeddings of the golden names, one each. */
  private static List<float[]> names() {
    return StreamSupport.stream(golden("ram").get("name_embeddings").spliterator(), false)
        .map(GoldenFiles::floats)
        .toList();
  }

  /** The label embeddings of the bundle's own tags, one or more each. */
  private static List<List<float[]>> labels(Bundle bundle, int ofTag) throws IOException {
    BundleTensor labels = bundle.tensor(TaggingGraphs.LABEL_EMBEDDINGS).orElseThrow();
    assertEquals(LIST, labels.place().rows());
    List<List<float[]>> found = new ArrayList<>();
    for (int tag = 0; tag < LIST; tag++) {
      float[] all = labels.rows(tag);
      assertEquals(ofTag * WIDTH, all.length);
      List<float[]> rows = new ArrayList<>();
      for (int row = 0; row < ofTag; row++) {
        rows.add(Arrays.copyOfRange(all, row * WIDTH, (row + 1) * WIDTH));
      }
      found.add(rows);
    }
    return found;
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }

  private static void meets(Kind kind, JsonNode golden, String set, String image, float[] logits) {
    float[] expected = GoldenFiles.floats(golden.get(set).get(image).get("logits"));
    assertTrue(expected.length > 0);
    assertArrayEquals(expected, logits, kind.tolerance, set + " " + image);
  }

  private static float[] pixels(String source, int size) throws IOException {
    return OrtRunner.pixels(GoldenFiles.file("images/expected/%s.%d.png".formatted(source, size)));
  }
}
