package io.github.ram4j.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.CaptionSizes;
import io.github.ram4j.bundle.CaptioningGraphs;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a checkpoint whose captions are converted, and which are refused. */
class CaptionConversionTest {
  private static final Set<String> GRAPHS =
      Set.of(
          TaggingGraphs.IMAGE_ENCODER,
          TaggingGraphs.TAGGING_HEAD,
          CaptioningGraphs.TAG_ENCODER,
          CaptioningGraphs.CAPTION_DECODER);

  private static final String PREDICTIONS = "text_decoder.cls.predictions.";
  private static final String WORDS = "text_decoder.bert.embeddings.word_embeddings.weight";

  /** What the tagging head and the tag encoder have in common. */
  private static final String SHARED =
      "\\.encoder\\.layer\\.[01]\\.(crossattention|intermediate|output)\\..*";

  @TempDir Path folder;
  private Path words;
  private ConvertOptions options;

  @BeforeEach
  void writeWords() throws IOException {
    words = TinyText.words(folder);
    options = TinyText.options().withWords(words);
  }

  private Path checkpoint(Map<String, long[]> parameters, String name) throws IOException {
    return FormulaCheckpoint.write(folder.resolve(name + ".safetensors"), parameters, 7);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private void refused(Path checkpoint, ConvertOptions wanted, String... phrases)
      throws IOException {
    List<String> before = names(folder);
    ModelException thrown =
        assertThrows(
            ModelException.class,
            () -> Converter.convert(checkpoint, folder.resolve("refused"), wanted));
    assertTrue(thrown.getMessage().startsWith(checkpoint + ": "), thrown.getMessage());
    for (String phrase : phrases) {
      assertTrue(thrown.getMessage().contains(phrase), thrown.getMessage());
    }
    assertEquals(before, names(folder), "something is left");
  }

  @Test
  void aBundleHasTheGraphsTheSizesAndTheWords() throws IOException {
    Path bundle = folder.resolve("bundle");
    ConvertReport report = Converter.convert(TinyText.checkpoint(folder), bundle, options);
    assertEquals(
        List.of(
            "bundle.properties",
            "caption_decoder.onnx",
            "image_encoder.onnx",
            "tag_encoder.onnx",
            "tagging_head.onnx",
            "tags.tsv",
            "vocab.txt"),
        names(bundle));
    Bundle read = Bundle.read(bundle);
    read.verifyDigests();
    BundleManifest manifest = read.manifest();
    assertEquals(
        Optional.of(
            new CaptionSizes(
                TinyText.LAYERS,
                TinyText.HEADS,
                TinyText.HIDDEN / TinyText.HEADS,
                TinyText.IDS,
                TinyText.POSITIONS)),
        CaptionSizes.of(manifest));
    assertEquals(GRAPHS, manifest.graphs().keySet());
    assertArrayEquals(Files.readAllBytes(words), Files.readAllBytes(bundle.resolve("vocab.txt")));
    assertEquals(TinyText.parameters().size(), report.tensorsRead());
    assertEquals(List.of(), report.ignored());
    assertEquals(
        List.of(
            "The tagging head has 4 attention heads, as published.",
            "The caption parts have 4 attention heads; no file says it.",
            "The tags are those of the list given, 6 as the checkpoint has; it has no names.",
            "The words of "
                + words.getFileName()
                + " are those that the checkpoint was trained with, though they are not"
                + " bert-base-uncased's."),
        report.assumed());
    assertEquals(report.assumed(), manifest.notes());
  }

  @Test
  void withoutWordsCaptionsAreLeftOutAndItIsSaid() throws IOException {
    Path bundle = folder.resolve("bundle");
    ConvertReport report =
        Converter.convert(TinyText.checkpoint(folder), bundle, TinyText.options());
    assertTrue(
        report
            .assumed()
            .contains("No captions are wanted, since no list of words was given (--vocab)."),
        report.assumed().toString());
    Map<String, long[]> all = TinyText.parameters();
    assertEquals(
        List.of(
            "tag_encoder (%d tensors)".formatted(count(all, "tag_encoder.")),
            "text_decoder (%d tensors)".formatted(count(all, "text_decoder."))),
        report.ignored());
    assertEquals(Optional.empty(), CaptionSizes.of(report.manifest()));
    assertEquals(
        List.of("bundle.properties", "image_encoder.onnx", "tagging_head.onnx", "tags.tsv"),
        names(bundle));
  }

  private static long count(Map<String, long[]> parameters, String prefix) {
    return parameters.keySet().stream().filter(name -> name.startsWith(prefix)).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, TinyText.IDS - 3, TinyText.IDS - 1, TinyText.IDS})
  void wordsOfAnotherNumberAreRefused(int count) throws IOException {
    Path others = Files.writeString(folder.resolve("others.txt"), TinyText.words(count));
    refused(
        TinyText.checkpoint(folder),
        options.withWords(others),
        "list of words "
            + others
            + ": expected 58, two fewer than the checkpoint has ids, found "
            + count);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus"})
  void otherFamiliesWriteNoCaptions(String family) throws IOException {
    refused(
        checkpoint(ModelSizes.tiny(family, 64, 2, 6).parameters(), family),
        options,
        "(--text-heads): expected with a checkpoint of tag2text, found with ");
    refused(
        checkpoint(ModelSizes.tiny(family, 64, 2, 6).parameters(), family),
        ConvertOptions.defaults().withWords(words),
        "(--vocab): expected with a checkpoint of tag2text, grounding-dino, found with ");
  }

  @Test
  void tag2TextWithoutItsCaptionHalfIsRefused() throws IOException {
    refused(
        checkpoint(ModelSizes.tiny("tag2text", 64, 2, 6).parameters(), "tags"),
        options,
        "expected a tensor " + WORDS + ", found none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tag_encoder.embeddings.word_embeddings.weight",
        "tag_encoder.embeddings.position_embeddings.weight",
        "tag_encoder.embeddings.LayerNorm.bias",
        "tag_encoder.encoder.layer.0.attention.self.query.weight",
        "tag_encoder.encoder.layer.1.attention.self.query.weight",
        "tag_encoder.encoder.layer.2.attention.self.query.weight",
        "tag_encoder.encoder.layer.2.output.dense.weight",
        "text_decoder.bert.embeddings.position_embeddings.weight",
        "text_decoder.bert.encoder.layer.1.attention.self.query.weight",
        "text_decoder.bert.encoder.layer.1.attention.self.value.bias",
        "text_decoder.bert.encoder.layer.0.crossattention.self.key.weight",
        "text_decoder.cls.predictions.transform.dense.weight",
        "text_decoder.cls.predictions.transform.LayerNorm.weight",
        "text_decoder.cls.predictions.bias"
      })
  void tensorsThatAreMissingAreNamed(String name) throws IOException {
    Map<String, long[]> parameters = TinyText.parameters();
    assertTrue(parameters.remove(name) != null);
    refused(checkpoint(parameters, "lacking"), options, "expected a tensor " + name + ", found");
    Converter.convert(
        folder.resolve("lacking.safetensors"), folder.resolve("tags"), TinyText.options());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tag_encoder.embeddings.word_embeddings.weight",
        "tag_encoder.embeddings.LayerNorm.weight",
        "tag_encoder.encoder.layer.2.crossattention.self.value.weight",
        "text_decoder.bert.encoder.layer.2.attention.self.key.weight",
        "text_decoder.bert.encoder.layer.0.attention.self.key.bias",
        "text_decoder.bert.encoder.layer.0.intermediate.dense.weight",
        "text_decoder.cls.predictions.bias"
      })
  void tensorsOfOtherShapesAreNamedWithBoth(String name) throws IOException {
    Map<String, long[]> parameters = TinyText.parameters();
    String expected = Arrays.toString(parameters.get(name));
    long[] other = parameters.get(name).clone();
    other[0]++;
    parameters.put(name, other);
    refused(
        checkpoint(parameters, "other"),
        options,
        "tensor " + name,
        "expected shape " + expected + ", found " + Arrays.toString(other));
  }

  @Test
  void tooFewPositionsForTheTagsAreRefused() throws IOException {
    Map<String, long[]> parameters = TinyText.parameters();
    parameters.replaceAll(
        (name, shape) ->
            name.contains("position_embeddings") ? new long[] {39, TinyText.HIDDEN} : shape);
    refused(
        checkpoint(parameters, "short"),
        options,
        "text_decoder.bert.embeddings.position_embeddings.weight: expected 40 rows or more");
  }

  @Test
  void headsThatDoNotDivideAreRefused() throws IOException {
    refused(
        TinyText.checkpoint(folder),
        options.withHeadHeads(4).withTextHeads(5),
        "caption parts' width 32: expected a multiple of --text-heads 5");
    refused(
        TinyText.checkpoint(folder), options.withHeadHeads(4).withTextHeads(64), "--text-heads 64");
  }

  @Test
  void halfPrecisionHalvesTheCaptionGraphs() throws IOException {
    Path checkpoint = TinyText.checkpoint(folder);
    Converter.convert(checkpoint, folder.resolve("full"), options);
    Converter.convert(checkpoint, folder.resolve("half"), options.withPrecision(Precision.FP16));
    for (String graph : List.of("tag_encoder.onnx", "caption_decoder.onnx")) {
      long full = Files.size(folder.resolve("full").resolve(graph));
      long half = Files.size(folder.resolve("half").resolve(graph));
      assertTrue(half < full * 0.65, graph + ": " + full + " and " + half);
    }
    assertEquals(
        CaptionSizes.of(Bundle.read(folder.resolve("full")).manifest()),
        CaptionSizes.of(Bundle.read(folder.resolve("half")).manifest()));
  }

  @Test
  void whereTensorsAreHeldOnceAnyOfTheirNamesGivesTheSameGraphs() throws IOException {
    Converter.convert(TinyText.checkpoint(folder), folder.resolve("both"), options);
    convertsAlike("head", names("tag_encoder" + SHARED), PREDICTIONS + "bias", WORDS);
    convertsAlike("encoder", names("tagging_head" + SHARED));
    convertsAlike("nothing missing", name -> false);
  }

  private static Predicate<String> names(String pattern) {
    return name -> name.matches(pattern);
  }

  /** Leaves tensors out, and has others under the name of the output layer of words. */
  private void convertsAlike(String name, Predicate<String> leftOut, String... renamed)
      throws IOException {
    Map<String, long[]> parameters = TinyText.parameters();
    parameters.keySet().removeIf(leftOut);
    for (String of : renamed) {
      String kind = of.substring(of.lastIndexOf('.') + 1);
      parameters.put(PREDICTIONS + "decoder." + kind, parameters.remove(of));
    }
    ConvertReport report =
        Converter.convert(checkpoint(parameters, name), folder.resolve(name), options);
    for (String graph : GRAPHS) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("both").resolve(TaggingGraphs.fileName(graph))),
          Files.readAllBytes(folder.resolve(name).resolve(TaggingGraphs.fileName(graph))),
          name + ": " + graph);
    }
    assertEquals(parameters.size(), report.tensorsRead(), name);
    assertEquals(List.of(), report.ignored(), name);
  }

  @Test
  void copiesUnderBothNamesAreNotCalledUnneeded() throws IOException {
    Map<String, long[]> parameters = TinyText.parameters();
    parameters.put(PREDICTIONS + "decoder.bias", parameters.get(PREDICTIONS + "bias"));
    parameters.put(PREDICTIONS + "decoder.weight", parameters.get(WORDS));
    ConvertReport report =
        Converter.convert(checkpoint(parameters, "copies"), folder.resolve("copies"), options);
    assertEquals(List.of(), report.ignored());
  }

  @Test
  void aHeadThatIsHeldAsTheTagEncodersAloneGivesTagsToo() throws IOException {
    Map<String, long[]> parameters = TinyText.parameters();
    parameters.keySet().removeIf(name -> name.startsWith("tagging_head."));
    ConvertReport report =
        Converter.convert(
            checkpoint(parameters, "saved"), folder.resolve("saved"), TinyText.options());
    Converter.convert(TinyText.checkpoint(folder), folder.resolve("both"), TinyText.options());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("both/tagging_head.onnx")),
        Files.readAllBytes(folder.resolve("saved/tagging_head.onnx")));
    assertTrue(
        report
            .assumed()
            .contains(
                "The tagging head has 2 layers, as published; the file has them as the tag"
                    + " encoder's."),
        report.assumed().toString());
  }
}
