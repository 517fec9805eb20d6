package io.github.ram4j.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageException;
import io.github.ram4j.ModelException;
import io.github.ram4j.ModelPrecision;
import io.github.ram4j.OpenTag;
import io.github.ram4j.OpenVocabulary;
import io.github.ram4j.Recognizer;
import io.github.ram4j.TagRecipe;
import io.github.ram4j.TagVocabulary;
import io.github.ram4j.bundle.Bundle;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.testkit.FormulaCheckpoint;
import io.github.ram4j.testkit.ModelSizes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small models made by formula, measured in ONNX Runtime. */
class QuantizerTest {
  private static final int SIZE = 64;
  private static final int TAGS = 30;
  private static final ConvertOptions OPTIONS =
      ConvertOptions.defaults()
          .withImageSize(SIZE)
          .withPrecision(Precision.INT8)
          .withVocabulary(
              TagVocabulary.ram()
                  .subset(
                      TagVocabulary.ram().tags().stream()
                          .limit(TAGS)
                          .map(tag -> tag.english())
                          .toList()));
  private static final QuantizeOptions ANYTHING = QuantizeOptions.defaults().withAgreement(0, -1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ram", "ram_plus", "tag2text"})
  void aBundleSaysHowFarItsAnswersAreFromFloat32s(String family) throws IOException {
    Path bundle = folder.resolve("int8");
    QuantizeReport report = Quantizer.convert(checkpoint(family), bundle, OPTIONS, ANYTHING);
    assertTrue(report.met());
    assertEquals(List.of(), List.copyOf(report.floatProducts()));
    assertTrue(report.agreement().largestLogitDifference() > 0, "nothing was quantized");
    assertTrue(report.agreement().correlation() > 0.9, report.agreement().toString());
    assertEquals(
        String.format(Locale.ROOT, "%.6f", report.agreement().correlation()),
        Bundle.read(bundle).manifest().accuracy().get("correlation"));
    assertEquals("12, drawn", Bundle.read(bundle).manifest().accuracy().get("pictures"));
    assertEquals(List.of("int8", family + ".safetensors"), files());
  }

  @Test
  void newTagsThatABundleCarriesAreNotMeasured() throws IOException {
    Path bundle = folder.resolve("int8");
    float[] row = new float[512];
    row[0] = 1;
    OpenVocabulary tags =
        OpenVocabulary.of(List.of(OpenTag.of("a new name", TagRecipe.TEMPLATES, row, row.length)));
    QuantizeReport report =
        Quantizer.convert(checkpoint("ram"), bundle, OPTIONS.withNewTags(tags), ANYTHING);
    assertTrue(report.agreement().correlation() > 0.9, report.agreement().toString());
    try (Recognizer recognizer = RamModels.open(bundle)) {
      assertEquals(TAGS + 1, recognizer.vocabulary().size());
    }
  }

  @Test
  void theMixOfDescriptionsIsOneOfTheProducts() throws IOException {
    Path checkpoint = checkpoint("ram_plus");
    QuantizeReport report =
        Quantizer.convert(checkpoint, folder.resolve("int8"), OPTIONS, ANYTHING);
    List<ProductError> mixes =
        report.errors().stream().filter(error -> error.product().equals("reweight.mixed")).toList();
    assertEquals(1, mixes.size(), report.errors().toString());
    double error = mixes.get(0).relativeError();
    assertTrue(error > 0 && error < 0.05, mixes.toString());
  }

  @Test
  void everyProductIsMeasuredTheLargestErrorFirst() throws IOException {
    QuantizeReport report =
        Quantizer.convert(checkpoint("ram"), folder.resolve("int8"), OPTIONS, ANYTHING);
    // Six of each of 8 blocks, three reductions, and of the head image_proj, and 5 and 6 of a
    // layer: the first has constant queries.
    assertEquals(8 * 6 + 3 + 1 + 5 + 6, report.errors().size());
    double before = Double.MAX_VALUE;
    for (ProductError error : report.errors()) {
      assertTrue(error.relativeError() > 0 && error.relativeError() < 0.1, error.toString());
      assertTrue(error.relativeError() <= before, error.toString());
      before = error.relativeError();
    }
  }

  @Test
  void productsGoBackToFloat32UntilTheAgreementIsReached() throws IOException {
    Path checkpoint = checkpoint("ram");
    QuantizeReport all = Quantizer.convert(checkpoint, folder.resolve("all"), OPTIONS, ANYTHING);
    double wanted = 1 - (1 - all.agreement().correlation()) * 0.7;
    QuantizeReport some =
        Quantizer.convert(
            checkpoint, folder.resolve("some"), OPTIONS, ANYTHING.withAgreement(0, wanted));
    assertTrue(some.met());
    assertTrue(some.agreement().correlation() >= wanted);
    int floats = some.floatProducts().size();
    assertTrue(floats > 0 && floats < some.errors().size(), floats + " float32 products");
    List<String> largest =
        some.errors().stream().limit(floats).map(ProductError::product).sorted().toList();
    assertEquals(largest, some.floatProducts().stream().sorted().toList());
    assertEquals(
        "%d of %d".formatted(floats, some.errors().size()),
        Bundle.read(folder.resolve("some")).manifest().accuracy().get("float32-products"));
  }

  @Test
  void whatCannotBeReachedIsSaidAndTheNearestIsMade() throws IOException {
    Path bundle = folder.resolve("int8");
    QuantizeReport report =
        Quantizer.convert(checkpoint("ram"), bundle, OPTIONS, ANYTHING.withAgreement(1, 1));
    assertFalse(report.met());
    assertTrue(report.floatProducts().size() > report.errors().size() / 2);
    assertEquals(ModelPrecision.INT8, Bundle.read(bundle).manifest().precision());
  }

  @Test
  void halfPrecisionIsMeasuredToo() throws IOException {
    Path bundle = folder.resolve("fp16");
    QuantizeReport report =
        Quantizer.convert(
            checkpoint("ram"), bundle, OPTIONS.withPrecision(Precision.FP16), ANYTHING);
    assertEquals(List.of(), report.errors());
    assertTrue(report.agreement().correlation() > 0.9999, report.agreement().toString());
    assertEquals(ModelPrecision.FP16, Bundle.read(bundle).manifest().precision());
  }

  @Test
  void imagesOfOnesOwnAreMeasuredOn() throws IOException {
    List<Path> sources = List.of(image("a.png", 40), image("b.png", 200));
    Path bundle = folder.resolve("int8");
    QuantizeReport report =
        Quantizer.convert(checkpoint("ram"), bundle, OPTIONS, ANYTHING.withImages(sources));
    assertEquals(2, report.agreement().images());
    assertEquals("2", Bundle.read(bundle).manifest().accuracy().get("pictures"));
  }

  @Test
  void nothingIsLeftOfWhatFails() throws IOException {
    Path checkpoint = checkpoint("ram");
    Path text = Files.writeString(folder.resolve("no.png"), "no image");
    Path bundle = folder.resolve("int8");
    QuantizeOptions bad = ANYTHING.withImages(List.of(text, text));
    assertThrows(ImageException.class, () -> Quantizer.convert(checkpoint, bundle, OPTIONS, bad));
    assertThrows(ModelException.class, () -> Quantizer.convert(text, bundle, OPTIONS, ANYTHING));
    ConvertOptions fp32 = OPTIONS.withPrecision(Precision.FP32);
    assertThrows(
        IllegalArgumentException.class,
        () -> Quantizer.convert(checkpoint, bundle, fp32, ANYTHING));
    Files.createDirectory(bundle);
    assertThrows(
        FileAlreadyExistsException.class,
        () -> Quantizer.convert(checkpoint, bundle, OPTIONS, ANYTHING));
    assertEquals(List.of("int8", "no.png", "ram.safetensors"), files());
  }

  @Test
  void numbersThatMeanNothingAreRefused() {
    QuantizeOptions defaults = QuantizeOptions.defaults();
    assertThrows(
        IllegalArgumentException.class, () -> defaults.withImages(List.of(Path.of("one.png"))));
    assertThrows(IllegalArgumentException.class, () -> defaults.withAgreement(1.1, 0.9));
    assertThrows(IllegalArgumentException.class, () -> defaults.withAgreement(0.9, Double.NaN));
  }

  private Path image(String name, int grey) throws IOException {
    BufferedImage image = new BufferedImage(70, 50, BufferedImage.TYPE_INT_RGB);
    image.setRGB(35, 25, grey << 16 | grey << 8 | grey);
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private Path checkpoint(String family) throws IOException {
    return FormulaCheckpoint.write(
        folder.resolve(family + ".safetensors"), ModelSizes.tiny(family, SIZE, 4, TAGS), 3);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
