package io.github.ram4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Outcome;
import io.github.ram4j.Outcomes;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.TextEncoder;
import io.github.ram4j.ThresholdPolicy;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** New tags over open recognizers meet the authors' logits and leave the list's as they are. */
class NewTagsTest {
  private static final float TOLERANCE = 1e-3f;
  private static final int WIDTH = 512;

  @TempDir static Path folder;
  private static Path ram;
  private static Path ramPlus;
  private static Recognizer recognizer;

  @BeforeAll
  static void convert() throws IOException {
    ram = convert("ram", ConvertOptions.defaults().withImageSize(384));
    ramPlus = convert("ram_plus", ConvertOptions.defaults().withImageSize(224));
    recognizer = open(ram);
  }

  @AfterAll
  static void close() {
    recognizer.close();
  }

  private static Path convert(String family, ConvertOptions options) throws IOException {
    Path bundle =
        folder.resolve(
            family + "-" + options.newTags().isPresent() + "-" + options.textEncoder().orElse(""));
    if (Files.exists(bundle)) {
      return bundle;
    }
    Path tags = GoldenFiles.file("openset/tiny-" + family + "/tags.tsv");
    Converter.convert(
        checkpoint(family),
        bundle,
        options.withWindow(window(family)).withVocabulary(TagVocabulary.read(tags)));
    return bundle;
  }

  private static int window(String family) {
    return golden(family).get("config").get("window").asInt();
  }

  private static Path checkpoint(String family) throws IOException {
    Path plain = folder.resolve(family + ".pth");
    Path packed = GoldenFiles.file("openset/tiny-" + family + "/checkpoint.pth.gz");
    if (!Files.exists(plain)) {
      try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
        Files.copy(in, plain);
      }
    }
    return plain;
  }

  private static JsonNode golden(String family) {
    return GoldenFiles.json("openset/tiny-" + family + "/expected.json.gz");
  }

  private static Recognizer open(Path bundle) throws IOException {
    return RamModels.open(
        bundle,
        ModelOptions.defaults().withImages(ImageOptions.defaults().withExifRotation(false)));
  }

  private static OpenVocabulary names() {
    JsonNode golden = golden("ram");
    List<OpenTag> tags = new ArrayList<>();
    for (int i = 0; i < golden.get("names").size(); i++) {
      float[] row = GoldenFiles.floats(golden.get("name_embeddings").get(i));
      tags.add(OpenTag.of(golden.get("names").get(i).asText(), TagRecipe.TEMPLATES, row, WIDTH));
    }
    return OpenVocabulary.of(tags);
  }

  private static Path image(String name) {
    return GoldenFiles.file("images/" + name);
  }

  private static void meets(JsonNode golden, Recognizer view, String answer) throws IOException {
    for (Map.Entry<String, JsonNode> image : golden.get(answer).properties()) {
      Recognition found = view.recognize(image(image.getKey()));
      assertArrayEquals(
          GoldenFiles.floats(image.getValue().get("logits")),
          RecognizerTest.logits(found),
          TOLERANCE,
          image.getKey());
      assertEquals(image.getValue().get("tags").asText(), found.english(), image.getKey());
    }
  }

  @Test
  void newTagsOfRamMeetTheGoldenLogits() throws IOException {
    meets(golden("ram"), recognizer, "default");
    meets(golden("ram"), recognizer.withVocabulary(names()), "new");
    OpenVocabulary mixed = names().withListed(recognizer.vocabulary());
    meets(golden("ram"), recognizer.withVocabulary(mixed), "mixed");
  }

  @Test
  void oneRowTagsOfRamPlusMeetTheGoldenLogits() throws IOException {
    try (Recognizer plus = open(ramPlus)) {
      Recognizer view = plus.withVocabulary(names());
      meets(golden("ram_plus"), view, "new");
      assertTrue(
          view.model().assumed().stream().anyMatch(note -> note.contains("one embedding each")),
          view.model().assumed().toString());
    }
  }

  @Test
  void tagsOfTheListStayTheSameToTheBit() throws IOException {
    Path image = image("landscape.png");
    float[] alone = RecognizerTest.logits(recognizer.recognize(image));
    Recognizer mixed = recognizer.withVocabulary(names().withListed(recognizer.vocabulary()));
    float[] both = RecognizerTest.logits(mixed.recognize(image));
    for (int i = 0; i < alone.length; i++) {
      assertEquals(alone[i], both[i], 0f);
    }
    assertArrayEquals(alone, RecognizerTest.logits(recognizer.recognize(image)));
  }

  @Test
  void newTagsAreNumberedAfterTheList() {
    TagVocabulary mixed =
        recognizer.withVocabulary(names().withListed(recognizer.vocabulary())).vocabulary();
    assertEquals(recognizer.vocabulary().tags(), mixed.tags().subList(0, 12));
    assertEquals(12, mixed.tag(12).id());
    assertEquals("Aerial photography", mixed.tag(12).english());
    assertEquals(0.5f, mixed.threshold(12));
  }

  @Test
  void encodedImagesGiveTheSameLogits() throws IOException {
    EncodedImage encoded = recognizer.encode(ImageSource.of(image("portrait-odd.png")));
    assertEquals(WIDTH, encoded.width());
    Recognizer view = recognizer.withVocabulary(names());
    Recognition whole = view.recognize(image("portrait-odd.png"));
    assertArrayEquals(RecognizerTest.logits(whole), RecognizerTest.logits(view.recognize(encoded)));
    assertArrayEquals(
        RecognizerTest.logits(whole),
        RecognizerTest.logits(recognizer.recognize(encoded, names())));
    ImageEmbedding embedding = recognizer.embed(encoded);
    assertEquals(ImageEmbedding.Kind.ALIGNED, embedding.kind());
    assertEquals(1, embedding.similarity(embedding), 1e-6);
  }

  @Test
  void batchesGiveEachImageItsOwnTags() throws IOException {
    List<ImageSource> images =
        golden("ram").get("new").properties().stream()
            .map(image -> ImageSource.of(image(image.getKey())))
            .toList();
    OpenVocabulary example =
        OpenVocabulary.of(List.of(OpenTag.ofExamples("by example", new float[WIDTH], 0.25f)));
    OpenVocabulary all = names().and(example).withListed(recognizer.vocabulary());
    ModelOptions batches =
        ModelOptions.defaults()
            .withBatchSize(3)
            .withImages(ImageOptions.defaults().withExifRotation(false));
    try (Recognizer batched = RamModels.open(ram, batches);
        Outcomes<ImageSource, Recognition> outcomes =
            batched.withVocabulary(all).recognizeEach(images)) {
      int i = 0;
      for (Outcome<ImageSource, Recognition> outcome : outcomes) {
        Recognition alone = recognizer.withVocabulary(all).recognize(images.get(i++));
        float[] found = RecognizerTest.logits(outcome.get());
        assertArrayEquals(RecognizerTest.logits(alone), found, 1e-4f);
        assertEquals(0.25f, found[found.length - 1]);
      }
      assertEquals(7, i);
    }
  }

  @Test
  void fewTagsOfTheListBesideNewOnes() throws IOException {
    TagVocabulary few = recognizer.vocabulary().subset(List.of("dog", "cat"));
    Recognizer view = recognizer.withVocabulary(names().withListed(few));
    Recognition found = view.recognize(image("upscale.png"));
    Recognition whole = recognizer.recognize(image("upscale.png"));
    assertEquals(22, found.vocabulary().size());
    assertEquals(whole.score("dog"), found.score("dog"), 1e-5);
    assertEquals(whole.score("cat"), found.score("cat"), 1e-5);
    assertEquals(few.tag(0), found.vocabulary().tag(0));
  }

  @Test
  void bundlesCarryNewTags() throws IOException {
    Path carrying =
        convert("ram", ConvertOptions.defaults().withImageSize(384).withNewTags(names()));
    try (Recognizer both = open(carrying)) {
      meets(golden("ram"), both, "mixed");
      Recognizer one =
          both.withVocabulary(
              OpenVocabulary.of(List.of(OpenTag.listed("猫", 0.5f), OpenTag.listed("dog", 0.4f))));
      float[] whole = RecognizerTest.logits(both.recognize(image("palette.png")));
      float[] found = RecognizerTest.logits(one.recognize(image("palette.png")));
      assertEquals(whole[24], found[0], 1e-4f);
      assertEquals(whole[1], found[1], 1e-4f);
    }
  }

  @Test
  void thresholdsReachTheTagsThatABundleCarries() throws IOException {
    Path carrying =
        convert("ram", ConvertOptions.defaults().withImageSize(384).withNewTags(names()));
    TagVocabulary list = recognizer.vocabulary();
    TagVocabulary all = thresholds(carrying, ThresholdPolicy.published());
    assertEquals(list.threshold(1), all.threshold(1));
    assertEquals(0.5f, all.threshold(12));
    all = thresholds(carrying, ThresholdPolicy.uniform(0.125f));
    assertEquals(0.125f, all.threshold(1));
    assertEquals(0.125f, all.threshold(12));
    TagVocabulary calibrated = all.withThresholds((tag, published) -> 0.25f);
    all = thresholds(carrying, ThresholdPolicy.of(calibrated));
    assertEquals(0.25f, all.threshold(1));
    assertEquals(0.25f, all.threshold(31));
    ThresholdPolicy ofList = ThresholdPolicy.of(list.withThresholds((tag, published) -> 0.75f));
    all = thresholds(carrying, ofList);
    assertEquals(0.75f, all.threshold(1));
    assertEquals(0.5f, all.threshold(12));
  }

  private static TagVocabulary thresholds(Path bundle, ThresholdPolicy policy) throws IOException {
    try (Recognizer opened =
        RamModels.open(bundle, ModelOptions.defaults().withThresholds(policy))) {
      return opened.vocabulary();
    }
  }

  @Test
  void namesThatABundleCarriesAreNoNewOnesBesideThem() throws IOException {
    Path carrying =
        convert("ram", ConvertOptions.defaults().withImageSize(384).withNewTags(names()));
    OpenTag known = names().tags().get(0);
    OpenVocabulary again = OpenVocabulary.of(List.of(known));
    try (Recognizer both = open(carrying)) {
      OpenVocabulary beside = again.withListed(both.vocabulary());
      String message =
          assertThrows(IllegalArgumentException.class, () -> both.withVocabulary(beside))
              .getMessage();
      assertTrue(message.contains("does not carry as a new tag already"), message);
      assertEquals(1, both.withVocabulary(again).vocabulary().size());
    }
  }

  /** The list's head of int8 and the open head, which is float32, have other scores. */
  @Test
  void fewTagsOfAnInt8ListHaveTheScoresOfTheWholeList() throws IOException {
    Path int8 = folder.resolve("int8");
    Converter.convert(
        checkpoint("ram"),
        int8,
        ConvertOptions.defaults()
            .withImageSize(384)
            .withWindow(window("ram"))
            .withVocabulary(TagVocabulary.read(GoldenFiles.file("openset/tiny-ram/tags.tsv")))
            .withPrecision(Precision.INT8));
    try (Recognizer whole = open(int8)) {
      TagVocabulary few = whole.vocabulary().subset(List.of("dog", "cat"));
      Recognizer view = whole.withVocabulary(names().withListed(few));
      Recognition found = view.recognize(image("upscale.png"));
      Recognition all = whole.recognize(image("upscale.png"));
      assertEquals(all.score("dog"), found.score("dog"), 0f);
      assertEquals(all.score("cat"), found.score("cat"), 0f);
    }
  }

  @Test
  void modelsWithoutTextsTakeExamplesAlone() throws IOException {
    ConvertOptions options = ConvertOptions.defaults().withImageSize(384);
    OpenTag example = OpenTag.ofExamples("by example", new float[WIDTH], 0.25f);
    try (Recognizer own = open(convert("ram", options.withTextEncoder("none")))) {
      String message =
          assertThrows(ModelException.class, () -> own.withVocabulary(names())).getMessage();
      assertTrue(message.contains("expected none but by examples"), message);
      OpenVocabulary beside = OpenVocabulary.of(List.of(example)).withListed(own.vocabulary());
      assertEquals(13, own.withVocabulary(beside).vocabulary().size());
    }
  }

  @Test
  void tagsOfTheListAreTakenOnce() {
    OpenVocabulary twice =
        OpenVocabulary.of(List.of(OpenTag.listed("dog", 0.5f), OpenTag.listed("Dog", 0.5f)));
    assertEquals(
        "tag \"Dog\": expected it once, as often as the tags of bundle %s has it, found it once more"
            .formatted(ram),
        assertThrows(IllegalArgumentException.class, () -> recognizer.withVocabulary(twice))
            .getMessage());
    OpenVocabulary one = OpenVocabulary.of(List.of(OpenTag.listed("dog", 0.875f)));
    Recognizer view = recognizer.withVocabulary(one.withListed(recognizer.vocabulary()));
    assertEquals(12, view.vocabulary().size());
    assertEquals("dog", view.vocabulary().tag(11).english());
    assertEquals(0.875f, view.vocabulary().threshold(11));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 384, 513})
  void rowsOfOtherWidthsAreRefused(int width) {
    float[] row = new float[width];
    row[0] = 1;
    OpenVocabulary other =
        OpenVocabulary.of(List.of(OpenTag.of("red panda", TagRecipe.EMBEDDINGS, row, width)));
    String message =
        assertThrows(ModelException.class, () -> recognizer.withVocabulary(other)).getMessage();
    assertEquals(
        "tag \"red panda\": expected rows of width 512, as %s takes, found width %d"
            .formatted(ram, width),
        message);
  }

  @Test
  void unknownTagsOfTheListAreRefused() {
    OpenVocabulary unknown = OpenVocabulary.of(List.of(OpenTag.listed("unicorn", 0.5f)));
    assertThrows(IllegalArgumentException.class, () -> recognizer.withVocabulary(unknown));
  }

  @Test
  void closingAViewLeavesTheModelOpen() throws IOException {
    Recognizer own = open(ram);
    Recognizer view = own.withVocabulary(names());
    Recognizer other = view.withVocabulary(names());
    view.close();
    assertThrows(IllegalStateException.class, () -> view.recognize(image("palette.png")));
    assertEquals(20, other.recognize(image("palette.png")).vocabulary().size());
    own.close();
    assertThrows(IllegalStateException.class, () -> other.recognize(image("palette.png")));
    assertThrows(IllegalStateException.class, () -> own.withVocabulary(names()));
  }

  @Test
  void bundlesReplacedSinceTheyWereOpenedAreNotMixed() throws IOException {
    Path replaced = folder.resolve("replaced");
    Path tags = GoldenFiles.file("openset/tiny-ram/tags.tsv");
    ConvertOptions options =
        ConvertOptions.defaults()
            .withImageSize(384)
            .withWindow(window("ram"))
            .withVocabulary(TagVocabulary.read(tags));
    Converter.convert(checkpoint("ram"), replaced, options);
    try (Recognizer own = open(replaced)) {
      Converter.convert(
          checkpoint("ram"),
          replaced,
          options.withReplace(true).withSubset(all -> all.subset(List.of("dog"))));
      OpenVocabulary names = names();
      ModelException thrown = assertThrows(ModelException.class, () -> own.withVocabulary(names));
      assertTrue(thrown.getMessage().contains("replaced"), thrown.getMessage());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** A checkpoint whose label embeddings are those of a text encoder agrees with it alone. */
  @Test
  void textEncodersAreComparedWithTheModelsOwnEmbeddings() throws IOException {
    Path file = folder.resolve("agreeing.safetensors");
    FormulaCheckpoint.write(file, ModelSizes.ofConfig(golden("ram").get("config")), 7);
    Path tags = GoldenFiles.file("openset/tiny-ram/tags.tsv");
    TagVocabulary list = TagVocabulary.read(tags);
    List<String> names = list.tags().stream().map(Tag::english).toList();
    Path bundle = folder.resolve("agreeing");
    Path clip = TinyClip.bundle(folder, TinyClip.A, ConvertOptions.defaults());
    Path other = TinyClip.bundle(folder, TinyClip.B, ConvertOptions.defaults());
    try (TextEncoder encoder = RamModels.openTextEncoder(clip);
        TextEncoder foreign = RamModels.openTextEncoder(other)) {
      patchLabels(file, OpenVocabulary.ofNames(encoder, names));
      Converter.convert(
          file,
          bundle,
          ConvertOptions.defaults()
              .withImageSize(384)
              .withWindow(window("ram"))
              .withVocabulary(list));
      try (Recognizer agreeing = open(bundle)) {
        assertEquals(1, agreeing.agreement(encoder).orElseThrow(), 1e-5);
        assertTrue(agreeing.agreement(foreign).orElseThrow() < 0.5);
      }
      assertTrue(recognizer.agreement(encoder).orElseThrow() < 0.5);
      Map<String, List<String>> blank = Map.of("owl", List.of("a photo of a owl.", " "));
      assertThrows(
          IllegalArgumentException.class, () -> OpenVocabulary.ofDescriptions(encoder, blank));
    }
  }

  /** Writes rows over the label embeddings of a safetensors file. */
  private static void patchLabels(Path file, OpenVocabulary rows) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(length, 0);
      ByteBuffer header = ByteBuffer.allocate((int) length.getLong(0));
      channel.read(header, Long.BYTES);
      JsonNode tensors = new ObjectMapper().readTree(header.array());
      long at = tensors.get("label_embed").get("data_offsets").get(0).asLong();
      ByteBuffer bytes =
          ByteBuffer.allocate(rows.tags().size() * WIDTH * Float.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN);
      rows.tags().forEach(tag -> putAll(bytes, tag));
      channel.write(bytes.flip(), Long.BYTES + header.capacity() + at);
    }
  }

  private static void putAll(ByteBuffer bytes, OpenTag tag) {
    FloatBuffer row = tag.rows();
    while (row.hasRemaining()) {
      bytes.putFloat(row.get());
    }
  }
}
