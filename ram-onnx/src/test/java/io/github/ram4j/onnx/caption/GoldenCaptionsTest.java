package io.github.ram4j.onnx.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.Caption;
import io.github.ram4j.CaptionOptions;
import io.github.ram4j.CaptionRequest;
import io.github.ram4j.CaptionTag;
import io.github.ram4j.Captioner;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageSource;
import io.github.ram4j.Steering;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.onnx.GoldenRuntime;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.search.ActiveHypothesis;
import io.github.ram4j.onnx.search.Hypothesis;
import io.github.ram4j.onnx.search.Search;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.GoldenFiles;
import io.github.ram4j.testkit.GoldenWords;
import io.github.ram4j.testkit.ModelSizes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way, from a checkpoint and an image's file to the authors' sentences and ids. */
class GoldenCaptionsTest {
  private static final long SEED = 11;

  /** Largest difference from the authors' logits. */
  private static final float PROBE_TOLERANCE = 1e-3f;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tag2text-224", "tag2text-384"})
  void tinyModels(String name) throws Exception {
    meetsGolden(GoldenFiles.tiny(name));
  }

  /** Takes 4 GB of disk for a while, and minutes: asked for by -Dram.full=true. */
  @Test
  void publishedSize() throws Exception {
    Assumptions.assumeTrue(
        Boolean.getBoolean("ram.full"), "published sizes take minutes: -Dram.full=true");
    meetsGolden(GoldenFiles.full("tag2text"));
  }

  /** The decoder's logits after a beginning that no search chose. */
  @ParameterizedTest
  @ValueSource(strings = {"tag2text-224", "tag2text-384"})
  void decoderProbe(String name) throws Exception {
    JsonNode golden = GoldenFiles.tiny(name);
    Path bundle = converted(golden);
    ModelOptions asTheAuthors =
        GoldenRuntime.model().withImages(ImageOptions.defaults().withExifRotation(false));
    try (Captioner captioner = RamModels.openCaptioner(Bundle.read(bundle), asTheAuthors);
        CaptionModel parts = CaptionModel.open(Bundle.read(bundle), GoldenRuntime.options())) {
      assertFalse(golden.get("images").isEmpty());
      for (Map.Entry<String, JsonNode> image : golden.get("images").properties()) {
        JsonNode probe = image.getValue().get("decoder_probe");
        EncodedImage source =
            captioner.encode(ImageSource.of(GoldenFiles.file("images/" + image.getKey())));
        LastLogits last = new LastLogits();
        List<CaptionTag> tags =
            Steering.of(probe.get("tags").asText().replace('|', ',')).tags().orElseThrow();
        try (OrtSession.Result encoded =
            parts.tagEncoder().run(List.of(source), List.of(parts.tokens(tags)))) {
          parts
              .decoder()
              .run(encoded, List.of(last), GoldenFiles.ints(probe.get("ids")), () -> false);
        }
        int[] words = GoldenFiles.ints(probe.get("vocabulary_ids"));
        float[] expected = GoldenFiles.floats(probe.get("logits"));
        assertEquals(64, words.length);
        for (int i = 0; i < words.length; i++) {
          assertEquals(expected[i], last.logits[words[i]], PROBE_TOLERANCE, image.getKey());
        }
      }
    }
  }

  /** Ends at once and keeps the logits. */
  private static final class LastLogits implements Search {
    private float[] logits;

    @Override
    public List<ActiveHypothesis> active() {
      return logits == null ? Collections.singletonList(null) : List.of();
    }

    @Override
    public void advance(float[] found, int offset, int vocabulary, int firstSlot) {
      logits = found;
    }

    @Override
    public List<Hypothesis> finish() {
      return List.of();
    }
  }

  private Path converted(JsonNode golden) throws Exception {
    JsonNode config = golden.get("config");
    ModelSizes sizes = ModelSizes.ofConfigWithText(config);
    Path bundle = folder.resolve("bundle");
    Converter.convert(
        FormulaCheckpoint.write(folder.resolve("made.safetensors"), sizes, SEED),
        bundle,
        ConvertOptions.defaults()
            .withImageSize(config.get("image_size").asInt())
            .withHeadHeads(config.get("head_heads").asInt())
            .withTextHeads(config.get("text_heads").asInt())
            .withWords(GoldenWords.write(folder.resolve("vocab.txt"))));
    return bundle;
  }

  private void meetsGolden(JsonNode golden) throws Exception {
    Path bundle = converted(golden);
    ModelOptions asTheAuthors =
        GoldenRuntime.model().withImages(ImageOptions.defaults().withExifRotation(false));
    try (Captioner captioner = RamModels.openCaptioner(Bundle.read(bundle), asTheAuthors)) {
      assertFalse(golden.get("images").isEmpty());
      List<EncodedImage> sources = new ArrayList<>();
      for (Map.Entry<String, JsonNode> image : golden.get("images").properties()) {
        EncodedImage source =
            captioner.encode(ImageSource.of(GoldenFiles.file("images/" + image.getKey())));
        sources.add(source);
        assertFalse(image.getValue().get("captions").isEmpty());
        for (JsonNode expected : image.getValue().get("captions")) {
          meets(expected, captioner, source);
        }
      }
      together(golden, captioner, sources);
    }
  }

  private static void meets(JsonNode expected, Captioner captioner, EncodedImage source)
      throws Exception {
    Caption found = captioner.caption(source, steering(expected), options(expected)).get(0);
    meets(expected, found, source.name());
  }

  /** All images in one call: their sentences end at different lengths. */
  private static void together(JsonNode golden, Captioner captioner, List<EncodedImage> sources)
      throws Exception {
    List<JsonNode> images = new ArrayList<>();
    golden.get("images").forEach(images::add);
    for (int i = 0; i < images.get(0).get("captions").size(); i++) {
      List<CaptionRequest> requests = new ArrayList<>();
      for (int j = 0; j < sources.size(); j++) {
        JsonNode expected = images.get(j).get("captions").get(i);
        requests.add(CaptionRequest.of(sources.get(j), steering(expected)));
      }
      CaptionOptions options = options(images.get(0).get("captions").get(i));
      List<List<Caption>> found = captioner.captionAll(requests, options);
      for (int j = 0; j < sources.size(); j++) {
        meets(images.get(j).get("captions").get(i), found.get(j).get(0), sources.get(j).name());
      }
    }
  }

  private static Steering steering(JsonNode expected) {
    return expected.get("specified").isNull()
        ? Steering.recognized()
        : Steering.of(expected.get("specified").asText());
  }

  private static CaptionOptions options(JsonNode expected) {
    return CaptionOptions.beamSearch()
        .withBeams(expected.get("num_beams").asInt())
        .withLengths(expected.get("min_length").asInt(), expected.get("max_length").asInt());
  }

  private static void meets(JsonNode expected, Caption found, String source) {
    String which = source + " " + expected.get("specified") + " " + expected.get("num_beams");
    assertEquals(
        expected.get("tags").asText().replaceAll(" +", " "),
        found.tags().stream().map(CaptionTag::name).collect(Collectors.joining(" | ")),
        which);
    assertEquals(
        Arrays.stream(GoldenFiles.ints(expected.get("token_ids"))).boxed().toList(),
        found.tokenIds(),
        which);
    assertEquals(expected.get("caption").asText(), found.text(), which);
  }
}
