package io.github.ram4j.photo;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.ram4j.EncodedImage;
import io.github.ram4j.ImageEmbedding;
import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.Recognition;
import io.github.ram4j.Recognizer;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.TaggingGraphs;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.testkit.GoldenFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoModelsTest {
  private static final Path CHECKPOINTS = Path.of("src/main/checkpoint");
  private static final Path PHOTOS = Path.of("../ram-examples/samples/photos");
  private static final int TAGS = 749;
  private static final int SIZE = 260;

  /** What the model may take as shipped. */
  private static final long MOST_BYTES = 13_100_000;

  /** Of graphs by the same weights. */
  private static final float TOLERANCE = 1e-4f;

  /** Of scores where convolutions folded with their batch norms are rounded to float16. */
  private static final float HALF_TOLERANCE = 0.01f;

  /** Of scores where another decoder of JPEG gives some samples that are a step higher or lower. */
  private static final float DECODED_TOLERANCE = 0.02f;

  @TempDir Path folder;

  @Test
  void theModelIsPackedAndWhole() {
    Bundle bundle = PhotoModels.tagger();
    assertDoesNotThrow(bundle::verifyDigests);
    assertEquals("efficientnet-lite", bundle.manifest().family().id());
    assertEquals(SIZE, bundle.manifest().imageSizePx());
    assertEquals(ModelPrecision.FP16, bundle.manifest().precision());
    long bytes = bundle.manifest().files().stream().mapToLong(BundleFile::bytes).sum();
    assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
    assertEquals(Optional.empty(), bundle.graphFile(TaggingGraphs.IMAGE_ENCODER));
  }

  @Test
  void theTagsAreRamsWithTheirIdsAndChineseNames() {
    TagVocabulary tags = PhotoModels.tagger().vocabulary();
    assertEquals(TAGS, tags.size());
    for (Tag tag : tags.tags()) {
      int index = TagVocabulary.ram().indexOfId(tag.id()).orElseThrow();
      assertEquals(TagVocabulary.ram().tag(index), tag);
    }
  }

  @Test
  void theArtifactHasTheLicenceOfTheWeights() throws IOException {
    try (InputStream licence =
        PhotoModels.class.getResourceAsStream("efficientnet-lite2.LICENSE.txt")) {
      String text = new String(licence.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(text.contains("ML Illustrated"), text);
      assertTrue(text.contains("Apache License, Version 2.0"), text);
    }
  }

  @Test
  void theManifestNamesTheCheckpointThatIsInTheRepository() throws IOException {
    BundleManifest manifest = PhotoModels.tagger().manifest();
    try (InputStream in = Files.newInputStream(MakeBundle.checkpoint(CHECKPOINTS))) {
      BundleFile checkpoint = BundleFile.measure("checkpoint", in);
      assertEquals(checkpoint.sha256(), manifest.source().get("sha256"));
    }
  }

  @Test
  void convertingAgainGivesTheSameBytes() throws IOException {
    Path again = folder.resolve("again");
    MakeBundle.main(new String[] {CHECKPOINTS.toString(), again.toString()});
    assertEquals(PhotoModels.tagger().manifest(), Bundle.read(again).manifest());
  }

  /** What PyTorch gives with the weights that are in the repository, in float64. */
  @ParameterizedTest
  @ValueSource(strings = {"pattern", "gray"})
  void logitsAreThoseOfPyTorch(String name) throws IOException {
    JsonNode golden = GoldenFiles.json("efficientnet-lite/shipped.json").get(name);
    Path bundle = folder.resolve("float32");
    Converter.convert(MakeBundle.checkpoint(CHECKPOINTS), bundle, MakeBundle.options(CHECKPOINTS));
    try (Recognizer exact = RamModels.open(bundle);
        Recognizer shipped = RamModels.open(PhotoModels.tagger(), ModelOptions.defaults())) {
      ImageSource image = ImageSource.of(drawn(name));
      assertLogits(golden, exact.recognize(image));
      assertScores(golden, shipped.recognize(image), HALF_TOLERANCE);
      float[] features = features(exact.encode(image));
      assertEquals(golden.get("mean").asDouble(), mean(features), TOLERANCE);
      assertEquals(golden.get("largest").asDouble(), largest(features), TOLERANCE);
    }
  }

  /** The features that the package gives with the weights as published; golden values of others. */
  @ParameterizedTest
  @CsvSource({"pattern, 0.14129, 3.1000", "gray, 0.06509, 2.9913"})
  void publishedWeightsGiveThePublishedFeatures(String name, double mean, double largest)
      throws IOException {
    Path published =
        GoldenFiles.requireOutside(
            "efficientnet-lite2-9656183e.pth",
            "24.7 MB, of which the repository has half, as float16");
    Path bundle = folder.resolve("published");
    Converter.convert(published, bundle, MakeBundle.options(CHECKPOINTS));
    try (Recognizer recognizer = RamModels.open(bundle)) {
      float[] features = features(recognizer.encode(ImageSource.of(drawn(name))));
      assertEquals(mean, mean(features), 1e-4);
      assertEquals(largest, largest(features), 1e-3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"castle.jpg", "clownfish.jpg", "macaw.jpg", "panda.jpg"})
  void photographsHaveTheScoresOfPyTorch(String name) throws IOException {
    JsonNode golden = GoldenFiles.json("efficientnet-lite/shipped.json").get(name);
    try (Recognizer recognizer = RamModels.open(PhotoModels.tagger(), ModelOptions.defaults())) {
      assertScores(golden, recognizer.recognize(PHOTOS.resolve(name)), DECODED_TOLERANCE);
    }
  }

  /** Sums of fewer classes are never larger, to the last bit. */
  @Test
  void aTagIsAtLeastAsProbableAsOneThatItIncludes() throws IOException {
    List<BitSet> classes = classesOfTags();
    try (Recognizer recognizer = RamModels.open(PhotoModels.tagger(), ModelOptions.defaults())) {
      int pairs = 0;
      for (String name : List.of("castle.jpg", "clownfish.jpg", "macaw.jpg", "panda.jpg")) {
        FloatBuffer scores = recognizer.recognize(PHOTOS.resolve(name)).scores();
        for (int narrow = 0; narrow < TAGS; narrow++) {
          for (int wide = 0; wide < TAGS; wide++) {
            if (narrow != wide && includes(classes.get(wide), classes.get(narrow))) {
              pairs++;
              assertTrue(scores.get(wide) >= scores.get(narrow), name + narrow + " " + wide);
            }
          }
        }
      }
      assertTrue(pairs > 4000, pairs + " pairs");
    }
  }

  /** So that tags can be learned from examples of them. */
  @Test
  void theFeaturesAreTheEmbedding() throws IOException {
    try (Recognizer recognizer = RamModels.open(PhotoModels.tagger(), ModelOptions.defaults())) {
      EncodedImage image = recognizer.encode(ImageSource.of(PHOTOS.resolve("panda.jpg")));
      ImageEmbedding embedding = recognizer.embed(image);
      assertEquals(ImageEmbedding.Kind.POOLED, embedding.kind());
      assertEquals(1280, embedding.vector().remaining());
    }
  }

  private static boolean includes(BitSet wide, BitSet narrow) {
    BitSet rest = (BitSet) narrow.clone();
    rest.andNot(wide);
    return rest.isEmpty();
  }

  private static List<BitSet> classesOfTags() throws IOException {
    TagVocabulary tags = PhotoModels.tagger().vocabulary();
    List<BitSet> classes = new ArrayList<>();
    tags.tags().forEach(tag -> classes.add(new BitSet()));
    List<String> lines = Files.readAllLines(CHECKPOINTS.resolve("efficientnet-lite2-classes.tsv"));
    for (int line = 1; line < lines.size(); line++) {
      String[] cells = lines.get(line).split("\t", -1);
      for (String name : cells[3].isEmpty() ? new String[0] : cells[3].split(";")) {
        int id = tags.require(name).get(0).id();
        classes.get(tags.indexOfId(id).orElseThrow()).set(line - 1);
      }
    }
    return classes;
  }

  private static void assertLogits(JsonNode golden, Recognition found) {
    float[] expected = GoldenFiles.floats(golden.get("logits"));
    for (int tag = 0; tag < TAGS; tag++) {
      assertEquals(expected[tag], found.logits().get(tag), TOLERANCE, "tag " + tag);
    }
  }

  private static void assertScores(JsonNode golden, Recognition found, float tolerance) {
    float[] expected = GoldenFiles.floats(golden.get("logits"));
    for (int tag = 0; tag < TAGS; tag++) {
      double score = 1 / (1 + Math.exp(-expected[tag]));
      assertEquals(score, found.scores().get(tag), tolerance, "tag " + tag);
    }
  }

  /** An image of the model's size, which resizing leaves alone. */
  private static BufferedImage drawn(String name) {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int rgb = 0x7F7F7F;
        if (name.equals("pattern")) {
          int red = 7 * x + 13 * y;
          rgb = ((red & 0xFF) << 16) | (((red + 50) & 0xFF) << 8) | ((red + 100) & 0xFF);
        }
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  private static float[] features(EncodedImage image) {
    float[] features = new float[image.rows().remaining()];
    image.rows().get(features);
    return features;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double largest(float[] values) {
    double largest = 0;
    for (float value : values) {
      largest = Math.max(largest, value);
    }
    return largest;
  }
}
