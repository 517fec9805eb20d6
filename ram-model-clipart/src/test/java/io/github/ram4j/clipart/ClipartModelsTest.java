package io.github.ram4j.clipart;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.TaggingGraphs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClipartModelsTest {
  private static final Path CHECKPOINTS = Path.of("src/main/checkpoint");

  /** What a model may take as shipped. */
  private static final long MOST_BYTES = 14_000_000;

  private static final int LEAST_TAGS_OF_RAM = 200;

  @TempDir Path folder;

  /** A model that ships. */
  @SuppressWarnings("ImmutableEnumChecker") // a family is a record of its name
  enum Shipped {
    RAM("clipart-ram", ModelFamily.RAM),
    TAG2TEXT("clipart-tag2text", ModelFamily.TAG2TEXT);

    final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a record of one text
    final ModelFamily family;

    Shipped(String title, ModelFamily family) {
      this.title = title;
      this.family = family;
    }

    Bundle bundle() {
      return this == RAM ? ClipartModels.ram() : ClipartModels.tag2text();
    }

    Path checkpoint() {
      return CHECKPOINTS.resolve(title + ".pth");
    }

    Path tags() {
      return CHECKPOINTS.resolve(title + ".tsv");
    }

    /** What {@link MakeBundle} makes it of. */
    String[] arguments(Path to) {
      List<String> arguments = new ArrayList<>();
      arguments.addAll(List.of(checkpoint().toString(), tags().toString(), to.toString()));
      if (this == TAG2TEXT) {
        arguments.add(CHECKPOINTS.resolve(title + ".txt").toString());
      }
      return arguments.toArray(String[]::new);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theModelIsPackedAndWhole(Shipped shipped) {
    Bundle bundle = shipped.bundle();
    assertDoesNotThrow(bundle::verifyDigests);
    assertEquals(shipped.family, bundle.manifest().family());
    assertEquals(96, bundle.manifest().imageSizePx());
    assertEquals(ModelPrecision.FP16, bundle.manifest().precision());
    long bytes = bundle.manifest().files().stream().mapToLong(BundleFile::bytes).sum();
    assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
    assertEquals(Optional.empty(), bundle.graphFile(TaggingGraphs.IMAGE_ENCODER));
  }

  @Test
  void theGraphsHoldTheirWeightsThemselves() throws IOException {
    Bundle bundle = ClipartModels.ram();
    assertEquals(
        List.of(
            "image_encoder.onnx",
            "label_embeddings.bin",
            "open_tagging_head.onnx",
            "tagging_head.onnx",
            "tags.tsv"),
        files(bundle));
    assertEquals(
        bundle.manifest().files().get(0).bytes(),
        (long) bundle.graphBytes(TaggingGraphs.IMAGE_ENCODER).length);
    assertEquals(
        List.of(
            "caption_decoder.onnx",
            "image_encoder.onnx",
            "tag_encoder.onnx",
            "tagging_head.onnx",
            "tags.tsv",
            "vocab.txt"),
        files(ClipartModels.tag2text()));
  }

  private static List<String> files(Bundle bundle) {
    return bundle.manifest().files().stream().map(BundleFile::name).sorted().toList();
  }

  @ParameterizedTest
  @EnumSource
  void theTagsAreThoseOfTheCheckpointsList(Shipped shipped) throws IOException {
    TagVocabulary packed = shipped.bundle().vocabulary();
    assertEquals(TagVocabulary.read(shipped.tags()), packed);
    for (int i = 0; i < packed.size(); i++) {
      assertEquals(OptionalInt.of(i), packed.indexOfId(i));
    }
  }

  @Test
  void everyTagOfTheRamIsOneOfRamsWithItsChineseName() {
    List<Tag> tags = ClipartModels.ram().vocabulary().tags();
    assertTrue(tags.size() >= LEAST_TAGS_OF_RAM, tags.size() + " tags");
    for (Tag tag : tags) {
      Tag published = TagVocabulary.ram().require(tag.english()).get(0);
      assertEquals(published.english(), tag.english());
      assertEquals(published.chinese(), tag.chinese(), tag.english());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theManifestNamesTheCheckpointThatIsInTheRepository(Shipped shipped) throws IOException {
    BundleManifest manifest = shipped.bundle().manifest();
    try (InputStream in = Files.newInputStream(shipped.checkpoint())) {
      BundleFile checkpoint = BundleFile.measure("checkpoint", in);
      assertEquals(checkpoint.sha256(), manifest.source().get("sha256"));
      assertEquals(Long.toString(checkpoint.bytes()), manifest.source().get("bytes"));
    }
    assertEquals(shipped.title + ".pth", manifest.source().get("name"));
  }

  @ParameterizedTest
  @EnumSource
  void convertingAgainGivesTheSameBytes(Shipped shipped) throws IOException {
    Path again = folder.resolve(shipped.title);
    MakeBundle.main(shipped.arguments(again));
    assertEquals(shipped.bundle().manifest(), Bundle.read(again).manifest());
    try (InputStream packed =
        ClipartModels.class.getResourceAsStream(shipped.title + "/bundle.properties")) {
      assertEquals(
          new String(packed.readAllBytes(), StandardCharsets.UTF_8),
          Files.readString(again.resolve("bundle.properties")));
    }
  }

  @Test
  void aBundleThatIsNotPackedIsRefusedWithItsPlace() {
    String message =
        assertThrows(
                ModelException.class, () -> Bundle.ofResources(ClipartModels.class, "photo-ram/"))
            .getMessage();
    assertTrue(message.contains("io.github.ram4j.clipart.ClipartModels:photo-ram/"), message);
  }
}
