package io.github.ram4j.clipart;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ModelException;
import io.github.ram4j.ModelFamily;
import io.github.ram4j.Tag;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.bundle.BundleFile;
import io.github.ram4j.bundle.BundleManifest;
import io.github.ram4j.bundle.GraphRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipartModelTest {
  private static final Path CHECKPOINT = Path.of("src/main/checkpoint/clipart-ram.pth");
  private static final Path LIST = Path.of("src/main/checkpoint/clipart-ram.tsv");

  /** What the model may take as shipped. */
  private static final long MOST_BYTES = 12_000_000;

  @TempDir Path folder;

  @Test
  void theModelIsPackedAndWhole() {
    Bundle bundle = ClipartModel.bundle();
    assertDoesNotThrow(bundle::verifyDigests);
    assertEquals(ModelFamily.RAM, bundle.manifest().family());
    assertEquals(96, bundle.manifest().imageSizePx());
    assertEquals("fp16", bundle.manifest().precision());
    long bytes = bundle.manifest().files().stream().mapToLong(BundleFile::bytes).sum();
    assertTrue(bytes <= MOST_BYTES, bytes + " bytes");
    assertEquals(Optional.empty(), bundle.graphFile(GraphRole.IMAGE_ENCODER));
  }

  @Test
  void theGraphHoldsItsWeightsItself() throws IOException {
    Bundle bundle = ClipartModel.bundle();
    assertEquals(
        List.of("image_encoder.onnx", "tagging_head.onnx", "tags.tsv"),
        bundle.manifest().files().stream().map(BundleFile::name).sorted().toList());
    assertEquals(
        bundle.manifest().files().get(0).bytes(),
        (long) bundle.graphBytes(GraphRole.IMAGE_ENCODER).length);
  }

  @Test
  void theTagsAreThoseOfTheCheckpointsList() throws IOException {
    TagVocabulary packed = ClipartModel.bundle().vocabulary();
    assertEquals(120, packed.size());
    assertEquals(TagVocabulary.read(LIST), packed);
  }

  @Test
  void everyTagIsOneOfRamsWithItsChineseName() {
    for (Tag tag : ClipartModel.bundle().vocabulary().tags()) {
      Tag published = TagVocabulary.ram().require(tag.english()).get(0);
      assertEquals(published.english(), tag.english());
      assertEquals(published.chinese(), tag.chinese(), tag.english());
    }
  }

  @Test
  void idsAreThePlacesInTheList() {
    TagVocabulary packed = ClipartModel.bundle().vocabulary();
    for (int i = 0; i < packed.size(); i++) {
      assertEquals(OptionalInt.of(i), packed.indexOfId(i));
    }
  }

  @Test
  void theManifestNamesTheCheckpointThatIsInTheRepository() throws IOException {
    BundleManifest manifest = ClipartModel.bundle().manifest();
    try (InputStream in = Files.newInputStream(CHECKPOINT)) {
      BundleFile checkpoint = BundleFile.measure("checkpoint", in);
      assertEquals(checkpoint.sha256(), manifest.source().get("sha256"));
      assertEquals(Long.toString(checkpoint.bytes()), manifest.source().get("bytes"));
    }
    assertEquals("clipart-ram.pth", manifest.source().get("name"));
  }

  @Test
  void convertingAgainGivesTheSameBytes() throws IOException {
    Path again = folder.resolve("clipart-ram");
    MakeBundle.main(new String[] {CHECKPOINT.toString(), LIST.toString(), again.toString()});
    assertEquals(ClipartModel.bundle().manifest(), Bundle.read(again).manifest());
    try (InputStream packed =
        ClipartModel.class.getResourceAsStream("clipart-ram/bundle.properties")) {
      assertEquals(
          new String(packed.readAllBytes(), StandardCharsets.UTF_8),
          Files.readString(again.resolve("bundle.properties")));
    }
  }

  @Test
  void aBundleThatIsNotPackedIsRefusedWithItsPlace() {
    String message =
        assertThrows(
                ModelException.class, () -> Bundle.ofResources(ClipartModel.class, "photo-ram/"))
            .getMessage();
    assertTrue(message.contains("io.github.ram4j.clipart.ClipartModel:photo-ram/"), message);
  }
}
