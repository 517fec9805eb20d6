package io.github.ram4j.onnx.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.ram4j.ImageSource;
import io.github.ram4j.ModelException;
import io.github.ram4j.bundle.SegmentationGraphs;
import io.github.ram4j.convert.ConvertOptions;
import io.github.ram4j.convert.Converter;
import io.github.ram4j.convert.Precision;
import io.github.ram4j.image.ImageOptions;
import io.github.ram4j.locate.Box;
import io.github.ram4j.locate.EmbeddedImage;
import io.github.ram4j.locate.LowResMask;
import io.github.ram4j.locate.Mask;
import io.github.ram4j.locate.MaskPrompt;
import io.github.ram4j.locate.PromptPoint;
import io.github.ram4j.locate.SegmentedMask;
import io.github.ram4j.locate.Segmenter;
import io.github.ram4j.onnx.ModelOptions;
import io.github.ram4j.onnx.RamModels;
import io.github.ram4j.onnx.RegionModels;
import io.github.ram4j.testkit.FormulaSam;
import io.github.ram4j.testkit.GoldenFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A segmenter's rules, on the small model of the golden values. */
class SegmenterTest {
  private static final ImageSource LANDSCAPE =
      ImageSource.of(GoldenFiles.file("images/landscape.png"));
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;

  @TempDir static Path folder;
  private static Segmenter segmenter;
  private static EmbeddedImage image;

  @BeforeAll
  static void open() throws IOException {
    Path checkpoint = FormulaSam.tiny(11).write(folder.resolve("sam.safetensors"));
    Converter.convert(checkpoint, folder.resolve("sam"), ConvertOptions.defaults());
    segmenter = RegionModels.openSegmenter(folder.resolve("sam"));
    image = segmenter.embed(LANDSCAPE);
  }

  @AfterAll
  static void close() {
    segmenter.close();
  }

  private static Box box(int index) {
    return new Box(10 + 8 * index, 5 + 6 * index, 300 + 8 * index, 200 + 6 * index);
  }

  @Test
  void promptsOfEveryKindAreEachAnsweredAsAlone() {
    LowResMask earlier = segmenter.segment(image, List.of(MaskPrompt.of(box(0)))).get(0).lowRes();
    List<MaskPrompt> prompts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      prompts.add(MaskPrompt.of(box(i)));
    }
    prompts.add(3, MaskPrompt.at(100, 100));
    prompts.add(7, MaskPrompt.of(box(2)).with(earlier));
    prompts.add(9, MaskPrompt.of(box(2)).with(new PromptPoint(50, 60, false)));
    List<SegmentedMask> together = segmenter.segment(image, prompts);
    assertEquals(prompts.size(), together.size());
    for (int i = 0; i < prompts.size(); i++) {
      SegmentedMask alone = segmenter.segment(image, List.of(prompts.get(i))).get(0);
      assertEquals(alone.quality(), together.get(i).quality(), 1e-4, prompts.get(i).toString());
      float[] one = new float[alone.lowRes().logits().remaining()];
      alone.lowRes().logits().get(one);
      for (int j = 0; j < one.length; j++) {
        assertEquals(one[j], together.get(i).lowRes().logits().get(j), 1e-4);
      }
    }
    assertTrue(
        IntStream.range(1, together.size())
            .anyMatch(i -> !together.get(i).mask().equals(together.get(0).mask())));
  }

  @Test
  void threadsShareASegmenter() {
    List<MaskPrompt> prompts = List.of(MaskPrompt.of(box(0)), MaskPrompt.at(100, 100));
    List<Mask> alone = segmenter.segment(image, prompts).stream().map(SegmentedMask::mask).toList();
    List<List<Mask>> together =
        IntStream.range(0, 16)
            .parallel()
            .mapToObj(i -> embedded())
            .map(each -> segmenter.segment(each, prompts))
            .map(answers -> answers.stream().map(SegmentedMask::mask).toList())
            .toList();
    together.forEach(masks -> assertEquals(alone, masks));
  }

  private static EmbeddedImage embedded() {
    try {
      return segmenter.embed(LANDSCAPE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void nothingAsked() {
    assertEquals(List.of(), segmenter.segment(image, List.of()));
    assertEquals(List.of(), segmenter.alternatives(image, List.of()));
  }

  @Test
  void shortFormIsTheSame() throws IOException {
    List<SegmentedMask> masks = segmenter.segment(LANDSCAPE, List.of(box(0), box(1)));
    assertEquals(
        segmenter.segment(image, List.of(MaskPrompt.of(box(0)), MaskPrompt.of(box(1)))).stream()
            .map(SegmentedMask::mask)
            .toList(),
        masks.stream().map(SegmentedMask::mask).toList());
    assertEquals(WIDTH, masks.get(0).mask().width());
    assertEquals(HEIGHT, masks.get(0).mask().height());
  }

  @Test
  void boxesMayLeaveTheImage() {
    MaskPrompt leaving = MaskPrompt.of(new Box(-50, -20, WIDTH + 30, 200));
    assertEquals(WIDTH, segmenter.segment(image, List.of(leaving)).get(0).mask().width());
  }

  @Test
  void badPromptsSayWhatWasExpectedAndFound() {
    refused(MaskPrompt.of(new Box(10, 10, 10, 50)), "a width and a height above 0");
    refused(MaskPrompt.of(new Box(WIDTH, 10, WIDTH + 20, 50)), "640 x 480");
    refused(MaskPrompt.of(new Box(-20, 10, 0, 50)), "one that touches");
    refused(MaskPrompt.at(WIDTH + 1, 3), "(641.0, 3.0)");
    refused(MaskPrompt.at(3, -1), "(3.0, -1.0)");
    refused(MaskPrompt.at(3, 3).with(LowResMask.of(2, new float[4])), "a side of 64");
    assertThrows(IllegalArgumentException.class, () -> MaskPrompt.at(Double.NaN, 0));
    assertThrows(IllegalArgumentException.class, () -> MaskPrompt.of(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> LowResMask.of(1, new float[] {Float.POSITIVE_INFINITY}));
  }

  private static void refused(MaskPrompt prompt, String expected) {
    List<MaskPrompt> prompts = List.of(MaskPrompt.of(box(0)), prompt);
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> segmenter.segment(image, prompts));
    assertTrue(thrown.getMessage().startsWith("prompt 1: "), thrown.getMessage());
    assertTrue(thrown.getMessage().contains(expected), thrown.getMessage());
  }

  @Test
  void imageOfAnotherModel() {
    EmbeddedImage other =
        EmbeddedImage.of("another.png", "0", 10, 10, 1, new float[image.rows().remaining()]);
    List<MaskPrompt> prompts = List.of(MaskPrompt.at(1, 1));
    ModelException thrown =
        assertThrows(ModelException.class, () -> segmenter.segment(other, prompts));
    assertTrue(thrown.getMessage().contains("another.png"), thrown.getMessage());
  }

  /** The same orientation as recognizers': upright, unless it is asked not to. */
  @Test
  void orientation() throws IOException {
    ImageSource rotated = ImageSource.of(GoldenFiles.file("images/exif-rotated.jpg"));
    EmbeddedImage upright = segmenter.embed(rotated);
    ImageOptions asStored = ImageOptions.defaults().withExifRotation(false);
    ModelOptions options = ModelOptions.defaults().withImages(asStored);
    try (Segmenter other = RegionModels.openSegmenter(folder.resolve("sam"), options)) {
      EmbeddedImage stored = other.embed(rotated);
      assertEquals(upright.width(), stored.height());
      assertEquals(upright.height(), stored.width());
    }
  }

  @Test
  void modelIsDescribed() {
    assertEquals(SegmentationGraphs.SAM, segmenter.model().family());
    assertEquals(256, segmenter.model().imageSizePx());
  }

  @Test
  void embeddedImagesOutliveTheSegmenter() throws IOException {
    Path bundle = folder.resolve("sam");
    Segmenter closed = RegionModels.openSegmenter(bundle);
    EmbeddedImage kept = closed.embed(LANDSCAPE);
    closed.close();
    closed.close();
    List<MaskPrompt> prompts = List.of(MaskPrompt.of(box(0)));
    assertThrows(IllegalStateException.class, () -> closed.segment(kept, prompts));
    assertThrows(IllegalStateException.class, () -> closed.embed(LANDSCAPE));
    assertEquals(1, segmenter.segment(kept, prompts).size());
  }

  /** The image encoder alone is quantized: prompts must not depend on each other. */
  @Test
  void int8IsNear() throws IOException {
    Path bundle = folder.resolve("int8");
    ConvertOptions options = ConvertOptions.defaults().withPrecision(Precision.INT8);
    Converter.convert(folder.resolve("sam.safetensors"), bundle, options);
    List<MaskPrompt> prompts = List.of(MaskPrompt.of(box(0)), MaskPrompt.at(300, 200));
    try (Segmenter small = RegionModels.openSegmenter(bundle)) {
      EmbeddedImage embedded = small.embed(LANDSCAPE);
      List<SegmentedMask> near = small.segment(embedded, prompts);
      List<SegmentedMask> exact = segmenter.segment(image, prompts);
      for (int i = 0; i < prompts.size(); i++) {
        assertEquals(exact.get(i).quality(), near.get(i).quality(), 0.1);
        BitSet shared = exact.get(i).mask().bits();
        shared.xor(near.get(i).mask().bits());
        assertTrue(shared.cardinality() < 0.05 * WIDTH * HEIGHT, shared.cardinality() + " pixels");
      }
      assertThrows(ModelException.class, () -> segmenter.segment(embedded, prompts));
    }
  }

  @Test
  void otherTasksAreRefused() {
    Path bundle = folder.resolve("sam");
    ModelException thrown = assertThrows(ModelException.class, () -> RamModels.open(bundle));
    assertTrue(thrown.getMessage().contains("segmentation"), thrown.getMessage());
  }
}
